"""What a row says against itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from fadu.core.registers import SHEETS as DECLARED_SHEETS
from fadu.core.workbook import rules
from fadu.core.workbook.sheets import BY_NAME, SHEETS

OFFICER = {
    "name": "示例", "is_officer": True, "certificate": "1",
    "certificate_from": date(2022, 1, 1), "certificate_until": date(2026, 12, 31),
}


@dataclass
class People:
    """The rest of the ledger, as far as rules may ask."""

    today: date = date(2026, 11, 24)
    people: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def person(self, number: str) -> Mapping[str, Any] | None:
        return self.people.get(number)


def said(sheet: str, *, people: Mapping[str, Mapping[str, Any]] | None = None, **row: Any) -> list[tuple[str, str]]:
    return [(problem.grade, problem.rule) for problem in rules.check({**BY_NAME, **DECLARED_SHEETS}[sheet], row, People(people=people or {}))]


def test_an_empty_row_says_nothing() -> None:
    for sheet in SHEETS:
        assert said(sheet.name) == []


@pytest.mark.parametrize(("sheet", "first", "second"), [(sheet.name, *order) for sheet in SHEETS for order in sheet.orders])
def test_every_declared_order_of_dates_refuses(sheet: str, first: str, second: str) -> None:
    row = {first: date(2024, 3, 5), second: date(2024, 3, 4)}
    (problem,) = [problem for problem in rules.check(BY_NAME[sheet], row, People()) if problem.grade == "refuse"]
    assert problem.field == second
    assert "2024-03-05" in problem.reason and "2024-03-04" in problem.reason
    assert said(sheet, **{first: date(2024, 3, 4), second: date(2024, 3, 4)}) == []


@pytest.mark.parametrize(("decided", "extended", "finding"), [
    (date(2024, 7, 22), None, False),  # day 90, a Monday
    (date(2024, 7, 23), None, True),
    (date(2024, 7, 25), None, True),
    (date(2024, 7, 25), date(2024, 7, 1), False),
    (date(2024, 9, 20), date(2024, 7, 1), False),
    (date(2024, 9, 23), date(2024, 7, 1), True),
])
def test_a_case_is_decided_in_90_days_or_150_once_extended(decided: date, extended: date | None, finding: bool) -> None:
    found = said("案件", filed_on=date(2024, 4, 23), decided_on=decided, extended_on=extended)
    assert found == ([("finding", "decision_in_90_days")] if finding else [])


def test_a_period_that_ends_on_a_weekend_ends_on_monday() -> None:
    assert said("案件", filed_on=date(2024, 3, 3), decided_on=date(2024, 6, 3)) == []  # day 90 is Saturday 1 June
    assert said("案件", filed_on=date(2024, 3, 3), decided_on=date(2024, 6, 4)) == [("finding", "decision_in_90_days")]


def test_the_text_of_a_finding_gives_the_dates_and_the_article() -> None:
    (problem,) = rules.check(BY_NAME["案件"], {"filed_on": date(2024, 4, 23), "decided_on": date(2024, 7, 25)}, People())
    assert problem.reason == "立案 2024-04-23 至决定 2024-07-25 共 93 日，超过 90 日且无延期批准"
    assert "第六十条" in problem.article


@pytest.mark.parametrize(("first", "qualification", "finding"), [
    (date(2017, 12, 31), None, False), (date(2018, 1, 1), None, True), (date(2022, 3, 1), "A2022", False), (None, None, False),
])
def test_a_reviewer_since_2018_needs_the_qualification(first: date | None, qualification: str | None, finding: bool) -> None:
    found = said("人员", is_reviewer=True, first_reviewed_on=first, legal_qualification=qualification)
    assert found == ([("finding", "reviewer_qualified")] if finding else [])


def test_one_person_is_not_two_officers_and_not_their_reviewer() -> None:
    assert said("案件", lead_officer="1", second_officer="1") == [("finding", "two_officers")]
    assert said("案件", lead_officer="1", second_officer="2", reviewer="2") == [("finding", "reviewer_apart")]
    assert said("案件", lead_officer="1", second_officer="2", reviewer="3") == []


def test_review_comes_before_the_decision() -> None:
    assert said("案件", reviewed_on=date(2024, 3, 6), decided_on=date(2024, 3, 5)) == [("finding", "review_before_decision")]
    assert said("案件", reviewed_on=date(2024, 3, 5), decided_on=date(2024, 3, 5)) == []


def test_a_complaint_is_closed_in_60_days() -> None:
    received = date(2024, 1, 4)  # day 60 is Monday 4 March, day 90 Wednesday 3 April
    assert said("信访", received_on=received, closed_on=date(2024, 3, 4)) == []
    assert said("信访", received_on=received, closed_on=date(2024, 3, 5)) == [("finding", "complaint_in_60_days")]
    (over,) = rules.check(BY_NAME["信访"], {"received_on": received, "closed_on": date(2024, 4, 4)}, People())
    assert "90 日" in over.reason


@pytest.mark.parametrize(("changed", "expected"), [
    ({}, []),
    ({"certificate_until": date(2024, 3, 3)}, [("finding", "officer_certificate")]),
    ({"certificate_until": date(2024, 3, 4)}, []),
    ({"certificate_from": date(2024, 3, 5)}, [("note", "officer_certificate")]),
    ({"is_officer": False, "certificate": None}, [("finding", "officer_certificate")]),
    ({"left_on": date(2024, 3, 3)}, [("finding", "officer_certificate")]),
    ({"joined_on": date(2024, 3, 5)}, [("finding", "officer_certificate")]),
])
def test_officers_hold_a_certificate_and_are_in_post_on_the_day(changed: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    people = {"1": OFFICER | changed, "2": OFFICER}
    assert said("检查", people=people, inspected_on=date(2024, 3, 4), officers=("1", "2", "3")) == expected
    assert said("案件", people=people, filed_on=date(2024, 3, 4), lead_officer="1", second_officer="2") == expected


def test_a_study_record_bears_the_name_under_its_number() -> None:
    assert said("学习考试", people={"1": OFFICER}, person="1", name="别人") == [("note", "study_name")]
    assert said("学习考试", people={"1": OFFICER}, person="1", name="示 例") == []


def test_the_positive_list_is_a_dated_list() -> None:
    assert said("监管对象", on_positive_list=True) == [("note", "positive_list_dates")]
    assert said("监管对象", on_positive_list=False, listed_on=date(2023, 1, 1)) == [("note", "positive_list_dates")]
    assert said("监管对象", on_positive_list=False, listed_on=date(2023, 1, 1), delisted_on=date(2024, 1, 1)) == []


def test_what_is_done_is_not_in_the_future_and_what_is_planned_may_be() -> None:
    assert said("普法活动", held_on=date(2026, 11, 25)) == [("finding", "future_dates")]
    assert said("普法活动", held_on=date(2026, 11, 24)) == []
    assert said("检查", inspected_on=date(2026, 11, 24), rectify_by=date(2026, 12, 24)) == []


def test_nobody_acts_after_leaving() -> None:
    gone = {"1": {**OFFICER, "left_on": date(2024, 3, 3)}}
    assert said("会议学习", people=gone, chair="1", held_on=date(2024, 3, 4)) == [("finding", "person_left")]
    assert said("会议学习", people=gone, chair="1", held_on=date(2024, 3, 3)) == []
    assert said("会议学习", people=gone, chair="1") == []


@pytest.mark.parametrize(("cited", "ended", "expected"), [
    ("《行政处罚法》第四十二条", None, []), ("《环境影响评价法》第三十一条", None, [("finding", "must_know_in_force")]),
    ("《环境影响评价法》第三十一条", date(2026, 9, 1), []), ("《生态环境法典》第二千条", None, [("finding", "must_know_in_force")]),
    ("随便什么", None, [("finding", "must_know_in_force")]),
])
def test_what_a_post_must_know_is_law_in_force(cited: str, ended: date | None, expected: list[tuple[str, str]]) -> None:
    assert said("应知应会", post="执法人员", content="两人执法", cited=cited, since=date(2026, 8, 20), ended_on=ended) == expected


@pytest.mark.parametrize(("law", "expected"), [
    ("《生态环境法典》《行政处罚法》", []), ("生态环境法典、行政处罚法", []), ("《某某谁也没听过的法》", [("note", "law_named")]), (None, []),
    ("《行政处罚条例》", [("finding", "law_named")]),
])
def test_a_law_that_was_studied_bears_its_name(law: str | None, expected: list[tuple[str, str]]) -> None:
    assert said("所学法律", law=law, studied_on=date(2026, 9, 1)) == expected


@pytest.mark.parametrize(("category", "published", "expected"), [
    ("行政处罚", date(2024, 6, 13), []), ("行政处罚", date(2024, 6, 14), [("finding", "published_in_time")]), ("行政检查", date(2024, 6, 14), []),
    ("行政检查", date(2024, 7, 30), [("finding", "published_in_time")]), ("行政处罚", None, []),
])
def test_what_was_decided_is_published_in_time(category: str, published: date | None, expected: list[tuple[str, str]]) -> None:
    row = {"stage": "事后", "category": category, "matter": "甲", "decided_on": date(2024, 6, 3), "published_on": published}
    assert said("执法公示", **row) == expected
