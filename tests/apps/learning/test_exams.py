"""An exam from the bank to the three rates: sealed at each step, timed and marked by the server."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.verifying import finding_faults
from fadu.apps.learning.actions import bank, exams, sittings
from fadu.apps.learning.figures import FIGURES
from fadu.apps.learning.models import BankQuestion, Exam, Sitting, StudyRecord
from fadu.apps.learning.queries.bank import flagged, sound
from fadu.apps.learning.queries.exams import paper, sittings_of
from fadu.apps.learning.verifying import learning_faults
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import whole
from fadu.core.figures import Period, Scope
from fadu.core.learning import papers
from fadu.core.learning.grid import WrongLines
from fadu.core.refusal import Refusal
from tests.apps.learning.conftest import AT, CLERK, OFFICER, OTHER, RULE, SAMPLE, set_exam, sit, wanted


def verified() -> list[str]:
    report = whole(HOMES.values(), also=finding_faults, beside={"学法考试": learning_faults})
    return [f"{fault.where}：{fault.reason}" for fault in report.faults]


def value(id: str, year: int = 2026) -> object:
    figure = next(each for each in FIGURES if each.id == id)
    period = Period.year(year)
    scope = Scope(period, period.last)
    return figure.source.read([figure], [scope])[0][figure.id].value


def test_an_exam_seals_the_digest_and_keeps_its_seed_until_it_is_closed() -> None:
    exam = set_exam()
    seed = paper(exam).seed
    assert exam.number == "KS2026-001"
    assert not Entry.objects.filter(after__contains=seed).exists()
    sit(exam, OFFICER)
    assert not Entry.objects.filter(after__contains=seed).exists()
    exams.close_exam(exam.number, actor=CLERK, at=AT + timedelta(hours=4))
    said = json.loads(Entry.objects.get(event="ExamClosed").after or "")
    assert said["seed"] == seed
    again = papers.draw(seed, papers.frame(sound(AT.date())), RULE)
    assert again == tuple(each.number for each in paper(exam).questions)
    assert verified() == []


def test_a_result_is_sealed_and_stands_in_the_register() -> None:
    exam = set_exam(hours=Decimal(2))
    done = sit(exam, OFFICER, right=12)
    row = StudyRecord.standing.get(number=f"KS2026-001-{OFFICER}")
    assert (row.programme, row.category, row.held_on, row.sat, row.passed, row.hours) == ("网上学法考法", "考试", AT.date(), True, True, 2)
    assert row.score == done.score == sum(paper(exam).points(place) for place in range(12))
    assert Entry.objects.filter(subject=str(done.uid), event="ExamHandedIn", actor=OFFICER).count() == 1
    assert Entry.objects.filter(subject=str(row.uid), event="RowRecorded").count() == 1


def test_the_three_rates_follow_with_who_was_in_post_on_the_day() -> None:
    exam = set_exam()
    sit(exam, OFFICER)
    sit(exam, OTHER, right=0)
    exams.close_exam(exam.number, actor=CLERK, at=AT + timedelta(hours=4))
    staff = StudyRecord.standing.filter(held_on=AT.date()).count()
    assert value("training.exam.attended") == 2
    assert value("training.exam.passed") == 1
    assert value("training.exam.should_sit") == staff
    absent = StudyRecord.standing.filter(held_on=AT.date(), sat=False)
    assert absent.count() == staff - 2
    assert set(absent.values_list("score", "passed")) == {(None, None)}


def test_answers_are_saved_one_by_one_and_survive_a_second_beginning() -> None:
    exam = set_exam()
    first = sittings.begin(exam.number, person=OFFICER, at=AT)
    sittings.keep(exam.number, {"1": "A", "2": "B"}, person=OFFICER, at=AT, only="1")
    sittings.keep(exam.number, {"2": "B"}, person=OFFICER, at=AT, only="2")
    again = sittings.begin(exam.number, person=OFFICER, at=AT + timedelta(minutes=20))
    assert (again.pk, again.answers, again.due_at) == (first.pk, {"1": "A", "2": "B"}, AT + timedelta(minutes=60))
    sittings.keep(exam.number, {}, person=OFFICER, at=AT, only="2")
    assert Sitting.objects.get(pk=first.pk).answers == {"1": "A"}


def test_answers_after_the_time_are_refused_and_what_was_saved_counts() -> None:
    exam = set_exam()
    sittings.begin(exam.number, person=OFFICER, at=AT)
    right = {"1": paper(exam).questions[0].answer}
    sittings.keep(exam.number, right, person=OFFICER, at=AT + timedelta(minutes=60))
    late = AT + timedelta(minutes=60, seconds=1)
    with pytest.raises(Refusal, match="时间已到"):
        sittings.keep(exam.number, {}, person=OFFICER, at=late)
    every = {str(place): each.answer for place, each in enumerate(paper(exam).questions, 1)}
    done = sittings.hand_in(exam.number, every, person=OFFICER, at=late)
    assert (done.score, done.passed, done.ran_out, done.handed_in_at) == (5, False, True, AT + timedelta(minutes=60))
    assert verified() == []


def test_nobody_hands_in_twice_or_changes_what_was_handed_in() -> None:
    exam = set_exam()
    sit(exam, OFFICER)
    for act in (sittings.keep, sittings.hand_in):
        with pytest.raises(Refusal, match="已经交卷"):
            act(exam.number, {"1": "A"}, person=OFFICER, at=AT + timedelta(minutes=11))


@pytest.mark.parametrize(("when", "said"), [(-1, "未开始"), (181, "待结束")])
def test_nobody_begins_before_it_opens_or_after_it_closes(when: int, said: str) -> None:
    exam = set_exam()
    with pytest.raises(Refusal, match=said):
        sittings.begin(exam.number, person=OFFICER, at=AT + timedelta(minutes=when))


def test_the_time_never_runs_beyond_the_end_of_the_exam() -> None:
    exam = set_exam()
    assert sittings.begin(exam.number, person=OFFICER, at=AT + timedelta(hours=2, minutes=30)).due_at == exam.closes_at


def test_who_is_not_of_the_group_does_not_sit() -> None:
    exam = set_exam(group="officers")
    with pytest.raises(Refusal, match="不在这次考试的应考人员里"):
        sittings.begin(exam.number, person=CLERK, at=AT)


def test_closing_hands_in_what_is_still_open() -> None:
    exam = set_exam()
    sittings.begin(exam.number, person=OFFICER, at=AT)
    with pytest.raises(Refusal, match="才截止"):
        exams.close_exam(exam.number, actor=CLERK, at=AT + timedelta(hours=3))
    exams.close_exam(exam.number, actor=CLERK, at=AT + timedelta(hours=4))
    done = sittings_of(OFFICER)[exam.number]
    assert (done.ran_out, done.score, done.handed_in_at) == (True, 0, AT + timedelta(minutes=60))
    assert verified() == []


def test_an_exam_is_cancelled_only_while_nobody_began() -> None:
    exam, other = set_exam(), set_exam()
    exams.cancel_exam(other.number, reason="改期", actor=CLERK, at=AT)
    sittings.begin(exam.number, person=OFFICER, at=AT)
    with pytest.raises(Refusal, match="已有人作答"):
        exams.cancel_exam(exam.number, reason="改期", actor=CLERK, at=AT)
    with pytest.raises(Refusal, match="已取消"):
        sittings.begin(other.number, person=OFFICER, at=AT)


@pytest.mark.parametrize(("change", "said"), [
    ({"title": " "}, "没有名称"), ({"closes": AT}, "截止时间"), ({"closes": AT + timedelta(days=90)}, "62 天"), ({"category": "培训"}, "类型"),
    ({"hours": Decimal(0)}, "学时 0"), ({"group": "nobody"}, "应考人员"),
])
def test_an_exam_that_can_not_be_is_refused_and_nothing_is_left(change: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        exams.set_exam(wanted(**change), actor=CLERK, at=AT - timedelta(hours=1))
    assert not Exam.objects.exists()


def test_a_paper_leaves_out_what_the_law_has_left_behind() -> None:
    old = "题号,题型,题干,答案,依据,版本\nZ1,判断,环评,对,《环境影响评价法》第三十一条,2018-12-29\n"
    bank.take_questions(old.encode(), file_name="旧题.csv", actor=CLERK, at=AT)
    assert [each.question.number for each in flagged(AT.date()) if each.flags] == ["Z1"]
    assert "Z1" in {each.number for each in sound(date(2026, 8, 14))}
    assert "Z1" not in {each.number for each in paper(set_exam()).bank}


def test_a_file_with_a_wrong_line_takes_nothing_in() -> None:
    cited = "《生态环境法典》第一千二百四十二条"
    lines = SAMPLE.decode().replace("Y001,单选", "Y101,单选").replace(f",C,{cited}", f",G,{cited}", 1)
    with pytest.raises(WrongLines) as refusal:
        bank.take_questions(lines.encode(), file_name="题.csv", actor=CLERK, at=AT)
    assert [each.line for each in refusal.value.problems] == [7]
    assert not BankQuestion.objects.filter(number="Y101").exists()
    with pytest.raises(Refusal, match="都已在题库里"):
        bank.take_questions(SAMPLE, file_name="样题.csv", actor=CLERK, at=AT)


def test_a_retired_question_is_asked_no_more_and_comes_back_with_its_file() -> None:
    bank.retire("Y001", reason="重复", actor=CLERK, at=AT)
    assert "Y001" not in {each.number for each in sound(AT.date())}
    assert verified() == []
    assert bank.take_questions(SAMPLE, file_name="样题.csv", actor=CLERK, at=AT).changed == 1
    assert verified() == []


def test_what_is_altered_behind_the_ledger_is_found() -> None:
    exam = set_exam()
    done = sit(exam, OFFICER, right=2)
    sittings.begin(exam.number, person=OTHER, at=AT)
    assert verified() == []
    Sitting.objects.filter(pk=done.pk).update(score=100)
    Sitting.objects.filter(person__number=OTHER).update(handed_in_at=AT)
    Exam.objects.filter(pk=exam.pk).update(paper=exam.paper.replace(paper(exam).seed, "0" * 32))
    BankQuestion.objects.filter(number="Y002").update(content={**BankQuestion.objects.get(number="Y002").content, "answer": "A"})
    said = "\n".join(verified())
    for part in (f"答卷 KS2026-001-{OFFICER}", f"答卷 KS2026-001-{OTHER}", "考试 KS2026-001", "试题 Y002", "题库"):
        assert part in said
