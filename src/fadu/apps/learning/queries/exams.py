"""Exams and sittings as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Q, QuerySet

from fadu.apps.learning.models import Exam, Sitting
from fadu.apps.record.models import Entry
from fadu.core.learning.demands import GROUPS
from fadu.core.learning.grading import grade
from fadu.core.learning.papers import Paper, parse
from fadu.core.learning.questions import Question

# A paper of some hundred kilobytes is read for every answer that is saved.
_parsed = lru_cache(maxsize=8)(parse)


@dataclass(frozen=True)
class ExamView:
    """An exam on a list: `state` is 未开始, 进行中, 待结束, 已结束 or 已取消."""

    exam: Exam
    state: str
    group: str
    begun: int
    handed_in: int
    passed: int


def paper(exam: Exam) -> Paper:
    """The paper of an exam."""
    return _parsed(exam.paper)


def state(exam: Exam, at: datetime) -> str:
    """Where an exam is at a time."""
    if exam.cancelled_at:
        return "已取消"
    if exam.closed_at:
        return "已结束"
    if at < exam.opens_at:
        return "未开始"
    return "进行中" if at <= exam.closes_at else "待结束"


def exams(at: datetime, number: str = "") -> list[ExamView]:
    """All exams, latest first, or the one of a number."""
    rows = Exam.objects.annotate(
        begun=Count("sittings"), given=Count("sittings", filter=Q(sittings__handed_in_at__isnull=False)),
        reached=Count("sittings", filter=Q(sittings__passed=True)),
    )
    if number:
        rows = rows.filter(number=number)
    return [ExamView(row, state(row, at), GROUPS[row.group], row.begun, row.given, row.reached) for row in rows]


def exam(number: str) -> Exam | None:
    """An exam by its number."""
    return Exam.objects.filter(number=number).first()


def sittings(exam: Exam) -> QuerySet[Sitting]:
    """Who sat, by 工号."""
    return exam.sittings.select_related("person").order_by("person__number")


def sitting(exam: Exam, person: str) -> Sitting | None:
    """A person's sitting."""
    return exam.sittings.select_related("person", "exam").filter(person__number=person).first()


def sittings_of(person: str) -> dict[str, Sitting]:
    """A person's sittings by exam number."""
    return {each.exam.number: each for each in Sitting.objects.select_related("exam").filter(person__number=person)}


def sitting_by_id(uid: str) -> Sitting | None:
    """A sitting by its lasting id, as text."""
    text = uid.replace("-", "")
    if len(text) != 32 or not set(text) <= set("0123456789abcdef"):
        return None
    return Sitting.objects.select_related("person", "exam").filter(uid=uid).first()


def handed_in_act(uid: str) -> Entry | None:
    """The act that sealed a result."""
    return Entry.objects.filter(subject=str(uid), event="ExamHandedIn").first()


@dataclass(frozen=True)
class Asked:
    """A question of a paper with what was chosen; `right` is None before it may be told."""

    place: int
    question: Question
    points: int
    chosen: str
    right: bool | None


def asked(sitting: Sitting, *, told: bool = False) -> Sequence[Asked]:
    """The paper with the answers of a sitting; `told` says whether each is right."""
    drawn = paper(sitting.exam)
    right = grade(drawn, sitting.answers).right if told else (None,) * len(drawn.questions)
    return [
        Asked(place, question, drawn.points(place - 1), sitting.answers.get(str(place), ""), right[place - 1])
        for place, question in enumerate(drawn.questions, 1)
    ]
