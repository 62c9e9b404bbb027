"""The life of a case on its pages, as officer, reviewer, committee and chief take it, without a line of script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from fadu.apps.cases.models import Matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(as_role: Any) -> Client:
    return as_role("officer")


def clue(client: Client, **more: str) -> Any:
    given = {
        "found_on": "2024-11-04", "source": "日常巡查", "cause": "涉VOCs作业未密闭", "party": "示例企业0001有限公司", "party_kind": "单位", **more,
    }
    return client.post("/cases/new/", given)


def newest() -> Matter:
    return Matter.objects.order_by("-pk")[0]


def test_a_clue_shows_where_it_stands_what_is_next_and_what_is_missing(officer: Client) -> None:
    assert clue(officer).status_code == 302
    text = officer.get(f"/cases/{newest().uid}/").content.decode()
    assert "现在：线索登记" in text
    assert "现场检查、核实线索" in text
    assert "还没有指定两名办案人员" in text
    assert "《行政处罚法》第四十二条" in text
    assert "立案审查" in text, "its clock"
    assert "怎样算出来的" in text


def test_a_wrong_credit_code_is_refused_and_what_was_typed_is_kept(officer: Client) -> None:
    before = Matter.objects.count()
    text = clue(officer, credit_code="91431127MA0000015X", party="某某公司").content.decode()
    assert "统一社会信用代码" in text
    assert 'value="某某公司"' in text
    assert Matter.objects.count() == before


def test_steps_are_taken_by_form_and_a_date_before_the_last_step_is_refused(officer: Client) -> None:
    clue(officer)
    matter = newest()
    team = {"seen": matter.seen, "on": "2024-11-05", "lead": "431127001", "second": "431127002"}
    assert officer.post(f"/cases/{matter.uid}/work/team/", team).status_code == 302
    matter.refresh_from_db()
    answers = {name: "true" for name in ("certificates_shown", "certificates_confirmed", "inspection_approved", "inspection_item_listed")}
    early = officer.post(f"/cases/{matter.uid}/steps/T01/", {**answers, "seen": matter.seen, "on": "2024-11-01"}).content.decode()
    assert "早于上一步" in early
    assert 'value="2024-11-01"' in early
    assert officer.post(f"/cases/{matter.uid}/steps/T01/", {**answers, "seen": matter.seen, "on": "2024-11-06"}).status_code == 302
    matter.refresh_from_db()
    assert matter.stage == "S05"


def test_who_saw_an_older_state_is_told_and_keeps_what_was_typed(officer: Client) -> None:
    clue(officer)
    matter = newest()
    old = matter.seen
    team = {"on": "2024-11-05", "lead": "431127001", "second": "431127002"}
    officer.post(f"/cases/{matter.uid}/work/team/", {**team, "seen": old})
    text = officer.post(f"/cases/{matter.uid}/work/team/", {**team, "second": "431127003", "seen": old}).content.decode()
    assert "又有人办过一步" in text
    assert '<option value="431127003" selected>' in text


def test_a_step_of_another_office_is_shown_and_not_offered(officer: Client, as_role: Any) -> None:
    clue(officer)
    text = as_role("chief").get(f"/cases/{newest().uid}/steps/T01/").content.decode()
    assert "权限" in text
    assert "办理并封存" not in text


def test_no_qualified_reviewer_is_said_before_the_review_with_the_article_and_the_ways_out(officer: Client) -> None:
    clue(officer)
    text = officer.get(f"/cases/{newest().uid}/").content.decode()
    assert "都没有法律职业资格" in text
    assert "《行政处罚法》第五十八条" in text
    assert "公职律师" in text


def test_a_case_of_the_register_shows_its_stage_and_gaps_before_it_is_taken_on(officer: Client) -> None:
    listed = officer.get("/cases/?tab=register").content.decode()
    address = re.search(r"/cases/register/[0-9a-f-]+/", listed)
    assert address
    text = officer.get(address[0]).content.decode()
    assert "登记簿没有写明，不作推定" in text
    assert officer.post(address[0]).status_code == 302


def test_list_calendar_statistics_and_rules_open_and_filter(officer: Client, as_role: Any) -> None:
    clue(officer)
    assert "示例企业0001" in officer.get("/cases/?text=示例企业0001").content.decode()
    assert "没有符合条件" in officer.get("/cases/?text=没有这样的").content.decode()
    assert "已超期" in officer.get("/cases/?due=over").content.decode()
    assert "已超期" in officer.get("/cases/calendar/").content.decode()
    assert "按违法行为" in officer.get("/cases/statistics/?year=2024").content.decode()
    chief = as_role("chief")
    given = {"kind": "hearing_amount", "since": "2024-01-01", "none": "true", "source": "经查本省没有另行规定"}
    assert chief.post("/cases/rules/declare/", given).status_code == 302
    assert "经查本省没有另行规定" in chief.get("/cases/rules/").content.decode()
    assert officer.post("/cases/rules/declare/", given).status_code == 403


def test_a_list_asks_the_database_no_more_often_for_more_rows(officer: Client, django_assert_max_num_queries: Any) -> None:
    officer.get("/cases/")
    for address in ("/cases/", "/cases/?tab=register", "/cases/calendar/"):
        with django_assert_max_num_queries(18):
            officer.get(address)
