"""Set an exam: draw its paper and seal the digest; cancel it while nobody began; close it when its time is over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from fadu.apps.learning.actions import rows
from fadu.apps.learning.actions.sittings import settle
from fadu.apps.learning.models import Exam
from fadu.apps.learning.queries import bank
from fadu.apps.learning.queries.exams import paper as paper_of
from fadu.apps.learning.queries.people import learners
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.learning import papers
from fadu.core.learning.demands import GROUPS
from fadu.core.learning.papers import Rule
from fadu.core.refusal import Refusal
from fadu.events.learning import ExamCancelled, ExamClosed, ExamSet

CATEGORIES = ("考试", "执法资格考试")
LONGEST = timedelta(days=62)
_SEED_BYTES = 16


@dataclass(frozen=True)
class Wanted:
    """What whoever sets an exam chooses. `opens` and `closes` are aware; `hours` are credited to who sits."""

    title: str
    programme: str
    category: str
    group: str
    opens: datetime
    closes: datetime
    rule: Rule
    hours: Decimal | None = None

    def check(self, at: datetime) -> None:
        """Raises Refusal."""
        self.rule.check()
        if not self.title.strip() or not self.programme.strip():
            raise Refusal("考试没有名称或者项目", "请填写；项目如“网上学法考法”，三率按项目统计")
        if self.category not in CATEGORIES or self.group not in GROUPS:
            raise Refusal("没有选类型或者应考人员", "请从列表里选择")
        if self.closes <= self.opens or self.closes <= at:
            raise Refusal("截止时间不晚于开始时间，或者已经过去", "请核对开始和截止时间")
        if self.closes - self.opens > LONGEST:
            raise Refusal(f"从开始到截止超过 {LONGEST.days} 天", "请分几次组织")
        if self.hours is not None and not 0 < self.hours <= 1000:
            raise Refusal(f"学时 {self.hours}", "请填大于 0、不超过 1000 的学时，或者留空")


def set_exam(wanted: Wanted, *, actor: str, at: datetime) -> Exam:
    """Draw the paper from the questions whose articles are in force on the day the exam opens, under a seed that nobody knows. Raises Refusal."""
    wanted.check(at)
    with transaction.atomic():
        locked_head()
        drawn = papers.make(secrets.token_hex(_SEED_BYTES), bank.sound(wanted.opens.astimezone(at.tzinfo).date()), wanted.rule)
        year = wanted.opens.astimezone(at.tzinfo).year
        exam = Exam.objects.create(
            number=f"KS{year}-{Exam.objects.filter(number__startswith=f'KS{year}-').count() + 1:03d}", title=wanted.title.strip()[:80],
            programme=wanted.programme.strip()[:120], category=wanted.category, group=wanted.group, opens_at=wanted.opens, closes_at=wanted.closes,
            minutes=wanted.rule.minutes, pass_mark=wanted.rule.pass_mark, total=wanted.rule.total, hours=wanted.hours, paper=papers.dump(drawn),
            bank_digest=drawn.bank_digest, paper_digest=drawn.digest, set_by=actor, set_at=at,
        )
        event = ExamSet(
            subject=str(exam.uid), number=exam.number, title=exam.title, programme=exam.programme, category=exam.category, group=exam.group,
            opens=wanted.opens.isoformat(), closes=wanted.closes.isoformat(), minutes=exam.minutes, pass_mark=exam.pass_mark, total=exam.total,
            hours="" if exam.hours is None else f"{exam.hours:f}", bank_digest=exam.bank_digest, paper_digest=exam.paper_digest,
        )
        enter(event, actor=actor, at=at, basis="组织考试")
    return exam


def cancel_exam(number: str, *, reason: str, actor: str, at: datetime) -> None:
    """Cancel an exam that nobody began. Raises Refusal."""
    if not reason.strip():
        raise Refusal("没有写取消的理由", "请写明理由，理由随同封存")
    with transaction.atomic():
        exam = _standing(number)
        if exam.sittings.exists():
            raise Refusal(f"{exam.title}已有人作答，不能取消", "等截止后结束考试；成绩照实记录")
        exam.cancelled_at = at
        exam.save(update_fields=["cancelled_at"])
        enter(ExamCancelled(subject=str(exam.uid), number=number, reason=reason.strip()[:200]), actor=actor, at=at, basis="取消考试")


def close_exam(number: str, *, actor: str, at: datetime) -> ExamClosed:
    """Close an exam after its time: hand in what is still open, record who did not come, open the seed. Raises Refusal."""
    with transaction.atomic():
        exam = _standing(number)
        if at <= exam.closes_at:
            raise Refusal(f"{exam.title}到 {exam.closes_at.astimezone(at.tzinfo):%Y-%m-%d %H:%M} 才截止", "请在截止以后结束")
        for sitting in exam.sittings.select_related("person", "exam").filter(handed_in_at=None):
            settle(sitting, actor=actor, at=at)
        day = exam.closes_at.astimezone(at.tzinfo).date()
        expected = [each for each in learners(day) if each.within(exam.group)]
        came = set(exam.sittings.values_list("person__number", flat=True))
        absent = [each for each in expected if each.number not in came]
        rows.record(
            [
                rows.row(f"{number}-{each.number}", exam.programme, exam.category, day, each.number, each.name, sat=False)
                for each in absent
            ],
            [f"考试 {number}：截止时没有作答"] * len(absent), actor=actor, at=at, basis=f"考试 {number}",
        )
        exam.closed_at = at
        exam.save(update_fields=["closed_at"])
        drawn = paper_of(exam)
        event = ExamClosed(
            subject=str(exam.uid), number=number, seed=drawn.seed, bank_digest=drawn.bank_digest, paper_digest=drawn.digest,
            expected=len(expected), sat=len(came), passed=exam.sittings.filter(passed=True).count(),
        )
        enter(event, actor=actor, at=at, basis="结束考试")
    return event


def _standing(number: str) -> Exam:
    exam = Exam.objects.select_for_update().filter(number=number).first()
    if exam is None:
        raise Refusal(f"没有编号为 {number} 的考试", "请从考试列表里选择")
    if exam.cancelled_at or exam.closed_at:
        raise Refusal(f"{exam.title}已{'取消' if exam.cancelled_at else '结束'}", "不用再办理")
    return exam
