"""Sessions with who came, questions amended, the excellent, and what the first page says of learning."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from fadu.apps.learning.actions import bank, exams, plans, results, sittings
from fadu.apps.learning.actions.results import Session
from fadu.apps.learning.models import StudyRecord
from fadu.apps.learning.queries import reminding
from fadu.apps.learning.queries.bank import question, sound
from fadu.apps.learning.queries.exams import paper
from fadu.apps.learning.queries.people import learners
from fadu.apps.officers.models import Person
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal
from fadu.site.commands import undo
from tests.apps.learning.conftest import AT, CLERK, OFFICER, OTHER, set_exam, sit
from tests.apps.learning.test_exams import value, verified

CELLS = {
    "kind": "判断", "text": "罚款由作出决定的机关自己收缴。", "answer": "错", "cited": "《行政处罚法》第六十七条", "versions": "",
    "explanation": "罚缴分离", "source": "",
}


def session(**more: object) -> Session:
    values = {
        "topic": "行政处罚编", "category": "学法", "held_on": AT.date(), "hours": Decimal("1.5"), "group": "officers",
        "present": frozenset({OFFICER, CLERK}), **more,
    }
    return Session(**values)  # type: ignore[arg-type]


def test_who_came_has_hours_and_who_was_expected_and_did_not_has_an_absence() -> None:
    before = value("training.hours")
    intake = results.take_attendance(session(), actor=CLERK, at=AT)
    rows = StudyRecord.standing.filter(programme="行政处罚编")
    officers = [each.number for each in learners(AT.date()) if each.is_officer]
    assert rows.count() == intake.rows == len({*officers, CLERK})
    assert set(rows.filter(studied=True).values_list("person__number", "hours")) == {(OFFICER, Decimal("1.5")), (CLERK, Decimal("1.5"))}
    assert set(rows.filter(studied=False).values_list("hours", flat=True)) == {None}
    assert value("training.hours") == before + 3  # type: ignore[operator]
    with pytest.raises(Refusal, match="已经导入过"):
        results.take_attendance(session(), actor=CLERK, at=AT)
    assert verified() == []


@pytest.mark.parametrize(("change", "said"), [
    ({"held_on": date(2026, 11, 21)}, "晚于今天"), ({"hours": Decimal(-1)}, "学时 -1"), ({"hours": Decimal(25)}, "学时 25"),
    ({"present": frozenset()}, "没有勾选"), ({"present": frozenset({"431127999"})}, "不在职"), ({"topic": " "}, "没有写主题"),
])
def test_a_session_that_can_not_have_been_is_refused_and_leaves_nothing(change: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        results.take_attendance(session(**change), actor=CLERK, at=AT)
    assert not StudyRecord.objects.filter(programme="行政处罚编").exists()


def test_nobody_who_left_before_the_day_has_hours() -> None:
    Person.objects.filter(number=OFFICER).update(left_on=AT.date() - timedelta(days=9))
    with pytest.raises(Refusal, match=f"{OFFICER} 在 2026-11-20 不在职"):
        results.take_attendance(session(), actor=CLERK, at=AT)


def test_a_batch_of_results_is_taken_back_by_command(capsys: pytest.CaptureFixture[str]) -> None:
    intake = results.take_attendance(session(), actor=CLERK, at=AT)
    asked = Namespace(act=intake.batch, actor=CLERK)
    assert undo.run(asked) == 0
    assert f"移出 {intake.rows} 行成绩" in capsys.readouterr().out
    assert not StudyRecord.standing.filter(programme="行政处罚编").exists()
    with pytest.raises(Refusal, match="已经撤回"):
        undo.run(asked)
    assert verified() == []


def test_a_question_is_amended_as_an_act_and_exams_keep_the_one_they_have() -> None:
    exam = set_exam()
    number = paper(exam).questions[0].number
    before = paper(exam).questions[0]
    bank.amend(number, CELLS, reason="题干有误", actor=CLERK, at=AT)
    found = question(number)
    assert found and (found.text, found.kind, found.answer) == (CELLS["text"], "true_false", "B")
    act = Entry.objects.get(event="QuestionAmended", subject=number)
    assert before.digest in (act.after or "") and found.digest in (act.after or "")
    assert paper(exam).questions[0] == before
    assert number in {each.number for each in sound(AT.date())}
    assert verified() == []


@pytest.mark.parametrize(("change", "reason", "said"), [
    ({}, " ", "没有写改题的理由"), ({"answer": "也许"}, "改", "判断题的答案"), ({"cited": "《没有这部法》第一条"}, "改", "名录"),
    ({"text": ""}, "改", "没有题干"),
])
def test_a_question_that_can_not_be_asked_is_refused(change: dict[str, str], reason: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        bank.amend("Y001", {**CELLS, **change}, reason=reason, actor=CLERK, at=AT)
    with pytest.raises(Refusal, match="没有在用的题"):
        bank.amend("没有", CELLS, reason="改", actor=CLERK, at=AT)
    assert not Entry.objects.filter(event="QuestionAmended").exists()


def test_the_excellent_are_unknown_until_the_plan_names_the_mark() -> None:
    sit(set_exam(), OFFICER)
    assert value("training.exam.excellent") is None
    mark = plans.set_demand(
        year=2026, group="all", what="excellent", programme="网上学法考法", amount=Decimal(90), basis="年度计划", actor=CLERK, at=AT
    )
    sit(set_exam(), OTHER, right=11)
    assert value("training.exam.excellent") == 1
    plans.lift_demand(mark.number, reason="改", actor=CLERK, at=AT)
    assert value("training.exam.excellent") is None
    with pytest.raises(Refusal, match="优秀分数线没有填"):
        plans.set_demand(year=2026, group="all", what="excellent", programme="网上学法考法", amount=None, basis="计划", actor=CLERK, at=AT)


def test_the_first_page_names_exams_certificates_and_what_is_open() -> None:
    exam = set_exam()
    assert [line.exam for line in reminding.mine(OFFICER, AT) if line.exam] == [exam.number]
    sit(exam, OFFICER)
    assert not [line for line in reminding.mine(OFFICER, AT) if line.exam]
    sittings.begin(exam.number, person=OTHER, at=AT)
    assert sittings.run_out(exam.number, person=OTHER, at=AT + timedelta(minutes=59)) is False
    assert sittings.run_out(exam.number, person=OTHER, at=AT + timedelta(hours=2)) is True
    assert sittings.run_out(exam.number, person=OTHER, at=AT + timedelta(hours=2)) is False
    after = AT + timedelta(hours=4)
    assert [line.exam for line in reminding.office(after) if line.exam] == [exam.number]
    exams.close_exam(exam.number, actor=CLERK, at=after)
    assert [line.person for line in reminding.office(after) if line.person == OFFICER] == []
    window = AT.replace(year=2027, month=6)
    ending = {line.person: line.state for line in reminding.office(window) if line.person}
    assert ending[OFFICER] == "临期"
    assert "临期" in [line.state for line in reminding.mine(OFFICER, window)]
