"""The question bank as it stands, and which questions the law has left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fadu.apps.learning.models import BankQuestion, QuestionIntake
from fadu.core.learning.binding import Flag, flags
from fadu.core.learning.questions import Question, bank_digest, frame

LABELS = {
    "repealed": "已废止", "changed": "已修改", "not_yet": "尚未施行", "unknown_day": "情况不明", "no_such_article": "没有这一条",
    "unknown_name": "名录里没有", "wrong_name": "名称有误",
}


@dataclass(frozen=True)
class Flagged:
    """A question with what became of its articles by a day; `flags` is empty where it may be asked."""

    question: Question
    flags: Sequence[tuple[str, Flag]]


def questions() -> list[Question]:
    """The questions that stand (retired ones are not asked)."""
    return [Question.of(content) for content in BankQuestion.objects.filter(retired_at=None).values_list("content", flat=True)]


def question(number: str) -> Question | None:
    """The question of a number, as it stands."""
    content = BankQuestion.objects.filter(number=number, retired_at=None).values_list("content", flat=True).first()
    return Question.of(content) if content else None


def flagged(on: date) -> list[Flagged]:
    """The bank on a day, flagged questions first."""
    found = [Flagged(each, [(LABELS.get(flag.kind, flag.kind), flag) for flag in flags(each.bindings, on)]) for each in questions()]
    return sorted(found, key=lambda each: (not each.flags, each.question.number))


def sound(on: date) -> list[Question]:
    """The questions that may be asked on a day: all their articles are in force, in the versions that they rest on."""
    return [each.question for each in flagged(on) if not each.flags]


def digest_now() -> str:
    """The digest of the bank as it stands, computed from its content."""
    return bank_digest(frame(questions()))


def intakes() -> list[QuestionIntake]:
    """The files of questions, newest first."""
    return list(QuestionIntake.objects.all())
