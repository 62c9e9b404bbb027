"""Marks: a question is right when exactly the right letters are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from fadu.core.learning.papers import Paper
from fadu.core.learning.questions import LETTERS
from fadu.core.ledger.canonical import canonical
from fadu.core.refusal import Refusal

__all__ = ["Answers", "Marks", "answers_digest", "checked", "grade"]

# Position (from 1, as text: JSON has no other keys) -> chosen letters in order.
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Marks:
    """The score, whether it passes, and for each question whether it is right."""

    score: int
    passed: bool
    right: tuple[bool, ...]


def checked(paper: Paper, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers as they are kept: letters sorted, unanswered ones left out. Raises Refusal for a place or letter that the paper does not have."""
    kept = {}
    for place, letters in answers.items():
        if not place.isdecimal() or not 1 <= int(place) <= len(paper.questions):
            raise Refusal(f"试卷没有第 {place} 题", "请从试卷页面作答")
        question = paper.questions[int(place) - 1]
        chosen = "".join(sorted(set(letters)))
        if not set(chosen) <= set(LETTERS[: len(question.options)]) or (question.kind != "multiple" and len(chosen) > 1):
            raise Refusal(f"第 {place} 题没有选项 {letters}", "请从试卷页面作答")
        if chosen:
            kept[str(int(place))] = chosen
    return kept


def grade(paper: Paper, answers: Answers) -> Marks:
    """The marks of a paper. What was not answered is wrong."""
    right = tuple(answers.get(str(place), "") == question.answer for place, question in enumerate(paper.questions, 1))
    score = sum(paper.points(place) for place, holds in enumerate(right) if holds)
    return Marks(score, score >= paper.rule.pass_mark, right)


def answers_digest(answers: Answers) -> str:
    """SHA-256 over the answers in canonical form; the act of handing in seals it."""
    return sha256(canonical(dict(answers)).encode()).hexdigest()
