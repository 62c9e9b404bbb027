"""Sit an exam: begin, save answers, hand in. The server keeps the time and marks the paper; a draft is no act, handing in is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction

from fadu.apps.learning.actions import rows
from fadu.apps.learning.models import Exam, Sitting
from fadu.apps.learning.queries.exams import paper as paper_of
from fadu.apps.learning.queries.exams import state
from fadu.apps.learning.queries.people import learners, primary_keys
from fadu.apps.record.actions import enter
from fadu.core.learning.grading import answers_digest, checked, grade
from fadu.core.refusal import Refusal
from fadu.events.learning import ExamBegun, ExamHandedIn

LATE = "时间已到，之后的答案不再接收"


def begin(number: str, *, person: str, at: datetime) -> Sitting:
    """Open the paper for a person; the time runs from now, at most to the end of the exam. Raises Refusal.

    Who began already goes on where they were.
    """
    exam = Exam.objects.filter(number=number).first()
    if exam is None:
        raise Refusal(f"没有编号为 {number} 的考试", "请从“我的学习”里进入")
    standing = exam.sittings.filter(person__number=person).first()
    if standing is not None:
        return standing
    where = state(exam, at)
    if where != "进行中":
        raise Refusal(f"{exam.title}{where}", "请在开始以后、截止以前作答" if where == "未开始" else "不能再作答；需要补考的请与组织人联系")
    day = at.date()
    found = learners(day, person)
    if not found or not found[0].within(exam.group):
        raise Refusal(f"您（{person}）不在这次考试的应考人员里", "应考人员按考试当日的人员登记；有误的请先更正人员登记")
    due = min(at + timedelta(minutes=exam.minutes), exam.closes_at)
    try:
        with transaction.atomic():
            sitting = Sitting.objects.create(exam=exam, person_id=primary_keys([person])[person], began_at=at, due_at=due)
            event = ExamBegun(
                subject=str(sitting.uid), number=f"{number}-{person}", exam=str(exam.uid), person=person, due=due.astimezone(at.tzinfo).isoformat()
            )
            enter(event, actor=person, at=at, basis="开始作答")
    except IntegrityError:  # the button was pressed twice
        return exam.sittings.get(person__number=person)
    return sitting


def keep(number: str, answers: Mapping[str, str], *, person: str, at: datetime, only: str = "") -> Sitting:
    """Save answers (place from 1 -> letters), all of them or `only` that of one place. Raises Refusal once the time is over."""
    with transaction.atomic():
        sitting = _open(number, person)
        if at > sitting.due_at:
            raise Refusal(LATE, "已保存的答案有效，请交卷")
        _keep(sitting, answers, at, only)
    return sitting


def hand_in(number: str, answers: Mapping[str, str] | None, *, person: str, at: datetime) -> Sitting:
    """Hand in: mark the paper, seal the result, write the row of the register. After the time, what had been saved counts. Raises Refusal."""
    with transaction.atomic():
        sitting = _open(number, person)
        if answers is not None and at <= sitting.due_at:
            _keep(sitting, answers, at, "")
        return settle(sitting, actor=person, at=at)


def run_out(number: str, *, person: str, at: datetime) -> bool:
    """Hand in what was saved where the time is over and nobody did; says whether it was. As of the moment at which the time was over."""
    over = Sitting.objects.filter(exam__number=number, person__number=person, handed_in_at=None, due_at__lt=at)
    if not over.exists():  # asked at every look at a paper; a transaction would queue behind everybody who saves
        return False
    with transaction.atomic():
        sitting = over.select_for_update(of=("self",)).select_related("exam", "person").first()
        if sitting is not None:
            settle(sitting, actor=person, at=at)
    return sitting is not None


def settle(sitting: Sitting, *, actor: str, at: datetime) -> Sitting:
    """Mark and seal a sitting within the caller's transaction; where the time is over, as of the moment it was."""
    exam, person = sitting.exam, sitting.person
    drawn = paper_of(exam)
    marks = grade(drawn, sitting.answers)
    due = sitting.due_at.astimezone(at.tzinfo)
    sitting.ran_out = at > due
    sitting.handed_in_at = min(at, due)
    sitting.score, sitting.passed = marks.score, marks.passed
    sitting.save(update_fields=["ran_out", "handed_in_at", "score", "passed"])
    number = f"{exam.number}-{person.number}"
    event = ExamHandedIn(
        subject=str(sitting.uid), number=number, exam=str(exam.uid), person=person.number,
        began=sitting.began_at.astimezone(at.tzinfo).isoformat(), handed_in=sitting.handed_in_at.isoformat(), ran_out=sitting.ran_out,
        answers_digest=answers_digest(sitting.answers), paper_digest=drawn.digest, score=marks.score, total=drawn.rule.total, passed=marks.passed,
    )
    enter(event, actor=actor, at=at, basis="时间到，交卷" if sitting.ran_out else "交卷")
    result = rows.row(
        number, exam.programme, exam.category, sitting.handed_in_at.date(), person.number, person.name,
        sat=True, score=Decimal(marks.score), passed=marks.passed, hours=exam.hours,
    )
    rows.record([result], [f"考试 {exam.number}：阅卷"], actor=actor, at=at, basis=f"考试 {exam.number}")
    return sitting


def _open(number: str, person: str) -> Sitting:
    sitting = Sitting.objects.select_for_update(of=("self",)).select_related("exam", "person").filter(
        exam__number=number, person__number=person
    ).first()
    if sitting is None:
        raise Refusal("您还没有开始这次考试", "请先在考试页面点“开始作答”")
    if sitting.handed_in_at is not None:
        raise Refusal("已经交卷，答案不能再改", "请在“我的学习”里看成绩")
    return sitting


def _keep(sitting: Sitting, answers: Mapping[str, str], at: datetime, only: str) -> None:
    given = checked(paper_of(sitting.exam), {only: answers.get(only, "")} if only else answers)
    if only:
        sitting.answers.pop(only, None)
        sitting.answers.update(given)
    else:
        sitting.answers = given
    sitting.saved_at = at
    sitting.save(update_fields=["answers", "saved_at"])
