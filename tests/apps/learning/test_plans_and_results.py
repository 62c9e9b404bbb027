"""What a year demands of each person, and result sheets of other platforms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from fadu.apps.learning.actions import plans, results
from fadu.apps.learning.models import StudyRecord
from fadu.apps.learning.queries.plans import standing
from fadu.apps.record.models import Entry, Finding
from fadu.core.learning.grid import WrongLines
from fadu.core.refusal import Refusal, Unreadable
from tests.apps.learning.conftest import AT, CLERK, OFFICER
from tests.apps.learning.test_exams import value, verified

ON = date(2026, 11, 20)
SHEET = "学员姓名,学习状态,考试状态,分数\n示例执法01,已完成,已参考,88\n示例执法02,已完成,已参考,59\n示例职工17,未完成,缺考,\n"


def take(content: bytes = SHEET.encode(), **more: object) -> object:
    values = {
        "file_name": "成绩.csv", "programme": "网上学法考法", "category": "考试", "held_on": ON, "pass_mark": Decimal(60), "actor": CLERK,
        "at": AT, **more,
    }
    return results.take_results(content, **values)  # type: ignore[arg-type]


def test_a_result_sheet_gives_rows_and_the_rates_follow() -> None:
    take()
    assert (value("training.exam.studied"), value("training.exam.attended"), value("training.exam.passed")) == (2, 2, 1)
    assert Entry.objects.filter(event="ResultsTaken").count() == 1
    assert StudyRecord.standing.filter(held_on=ON).count() == 3
    assert verified() == []


def test_a_workbook_reads_like_a_csv_file() -> None:
    book = openpyxl.Workbook()
    for line in SHEET.splitlines():
        book.active.append(line.split(","))
    stream = BytesIO()
    book.save(stream)
    take(stream.getvalue(), file_name="成绩.xlsx")
    assert value("training.exam.passed") == 1


def test_a_sheet_with_somebody_unknown_takes_nothing_in() -> None:
    before = StudyRecord.objects.count()
    with pytest.raises(WrongLines) as refusal:
        take((SHEET + "某某,已完成,已参考,70\n").encode())
    assert [(each.line, "没有某某" in each.reason) for each in refusal.value.problems] == [(5, True)]
    assert StudyRecord.objects.count() == before


@pytest.mark.parametrize(("change", "said"), [
    ({"held_on": date(2026, 11, 21)}, "晚于今天"), ({"programme": " "}, "没有写项目"), ({"category": "其他"}, "没有选类型"),
])
def test_a_sheet_of_tomorrow_or_of_nothing_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        take(**change)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", "甲,乙\n1,2\n".encode()])
def test_what_is_no_result_sheet_is_unreadable(content: bytes) -> None:
    for name in ("成绩.csv", "成绩.xlsx"):
        with pytest.raises(Unreadable):
            take(content, file_name=name)


def test_a_sheet_is_taken_back_whole_and_not_twice() -> None:
    before = StudyRecord.objects.count(), Finding.objects.count()
    intake = take()
    with pytest.raises(Refusal, match="已经导入过"):
        take()
    results.take_results_back(intake.batch, actor=CLERK, at=AT)  # type: ignore[attr-defined]
    assert (StudyRecord.objects.count(), Finding.objects.count()) == before
    with pytest.raises(Refusal, match="已经撤回"):
        results.take_results_back(intake.batch, actor=CLERK, at=AT)  # type: ignore[attr-defined]
    take()
    assert verified() == []


def test_the_plan_of_the_year_is_what_each_must_still_do() -> None:
    plans.set_demand(year=2026, group="all", what="exam", programme="网上学法考法", basis="局务会", actor=CLERK, at=AT)
    plans.set_demand(year=2026, group="officers", what="hours", amount=Decimal(60), basis="省计划", actor=CLERK, at=AT)
    take()
    by_number = {each.learner.number: {duty.what: (state, duty.said) for state, duty in each.duties} for each in standing(2026, ON)}
    assert by_number[OFFICER]["exam"][0] == "已完成"
    assert by_number["431127002"]["exam"][0] == "待办"
    assert by_number[OFFICER]["hours"] == ("待办", "0 / 60 学时，还差 60")
    assert by_number[CLERK]["hours"][0] == "缺数据"
    assert by_number[OFFICER]["certificate"][0] == "已完成"
    assert by_number["431127013"]["qualification"][0] == "已超期"
    (one,) = standing(2026, ON, OFFICER)
    assert {duty.what: state for state, duty in one.duties}["exam"] == "已完成"


def test_a_lifted_demand_is_none_and_may_be_set_again() -> None:
    first = plans.set_demand(year=2026, group="all", what="exam", programme="网上学法考法", basis="局务会", actor=CLERK, at=AT)
    with pytest.raises(Refusal, match="已有这一项"):
        plans.set_demand(year=2026, group="all", what="exam", programme="网上学法考法", basis="局务会", actor=CLERK, at=AT)
    plans.lift_demand(first.number, reason="改期", actor=CLERK, at=AT)
    with pytest.raises(Refusal, match="已取消"):
        plans.lift_demand(first.number, reason="改期", actor=CLERK, at=AT)
    assert plans.set_demand(year=2026, group="all", what="exam", programme="网上学法考法", basis="局务会", actor=CLERK, at=AT).number == "JH2026-02"


@pytest.mark.parametrize(("change", "said"), [
    ({"amount": None}, "学时没有填"), ({"amount": Decimal(-1)}, "不是正数"), ({"basis": ""}, "没有写依据"), ({"year": 2030}, "年度 2030"),
    ({"what": "exam"}, "没有写项目"), ({"group": "x"}, "没有选对象"),
])
def test_a_demand_that_says_too_little_is_refused(change: dict[str, object], said: str) -> None:
    values = {"year": 2026, "group": "all", "what": "hours", "amount": Decimal(40), "basis": "局务会", "actor": CLERK, "at": AT, **change}
    with pytest.raises(Refusal, match=said):
        plans.set_demand(**values)  # type: ignore[arg-type]
