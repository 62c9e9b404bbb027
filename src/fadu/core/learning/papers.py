"""Examination papers: drawn by ticket numbers from a seed and a bank, kept as a file that anyone can replay.

The seed is 128 random bits that nobody knows before the end; the digest that is sealed before covers it, so that neither the seed nor the
paper can be changed afterwards. Once the exam is over, seed and bank list are published with it and the draw is repeated from the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from fadu.core.learning.questions import KINDS, Framed, Question, bank_digest, frame
from fadu.core.ledger.canonical import canonical
from fadu.core.refusal import Refusal, Unreadable
from fadu.core.sampling import smallest

__all__ = ["FORMAT", "Paper", "Rule", "draw", "dump", "make", "parse", "replay"]

FORMAT = "fadu-paper-1"
_MOST_MINUTES = 480


@dataclass(frozen=True, slots=True)
class Rule:
    """How a paper is made up: questions and points a kind, the mark to pass, the minutes. Whole points; a multiple choice is right or wrong."""

    counts: Mapping[str, int]
    points: Mapping[str, int]
    pass_mark: int
    minutes: int

    @property
    def total(self) -> int:
        """The full mark."""
        return sum(self.counts[kind] * self.points[kind] for kind in KINDS)

    def check(self) -> None:
        """Raises Refusal for a rule that makes no exam."""
        if any(self.counts[kind] < 0 or self.points[kind] < 0 for kind in KINDS):
            raise Refusal("题数、分值不能是负数", "请改为 0 或正数")
        if any(self.counts[kind] and not self.points[kind] for kind in KINDS):
            raise Refusal("有的题型有题没有分", "请填写每题分值")
        if not self.total:
            raise Refusal("一道题也没有", "请填写至少一种题型的题数")
        if not 0 < self.pass_mark <= self.total:
            raise Refusal(f"合格分 {self.pass_mark}，满分 {self.total}", "合格分应大于 0、不高于满分")
        if not 0 < self.minutes <= _MOST_MINUTES:
            raise Refusal(f"时长 {self.minutes} 分钟", f"请填 1 至 {_MOST_MINUTES}")

    def values(self) -> dict[str, Any]:
        """Plain values; `of` is the inverse."""
        return {"counts": dict(self.counts), "points": dict(self.points), "pass_mark": self.pass_mark, "minutes": self.minutes}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Rule:
        """A rule from its plain values."""
        return cls({kind: values["counts"].get(kind, 0) for kind in KINDS}, {kind: values["points"].get(kind, 0) for kind in KINDS},
                   values["pass_mark"], values["minutes"])


@dataclass(frozen=True, slots=True)
class Paper:
    """A drawn paper: its questions in the order in which they are asked, and all that the draw rests on."""

    seed: str
    bank: tuple[Framed, ...]
    rule: Rule
    questions: tuple[Question, ...]

    @property
    def bank_digest(self) -> str:
        """The digest of the bank it was drawn from."""
        return bank_digest(self.bank)

    @property
    def digest(self) -> str:
        """SHA-256 over seed, bank digest, rule and questions: sealed before the exam."""
        drawn = [[each.number, each.digest] for each in self.questions]
        return sha256(canonical({"seed": self.seed, "bank": self.bank_digest, "rule": self.rule.values(), "drawn": drawn}).encode()).hexdigest()

    def points(self, position: int) -> int:
        """The points of the question at a position (from 0)."""
        return self.rule.points[self.questions[position].kind]


def draw(seed: str, bank: Sequence[Framed], rule: Rule) -> tuple[str, ...]:
    """The numbers of the questions: of each kind those with the smallest tickets, in that order. Raises Refusal where the bank lacks some."""
    rule.check()
    drawn: list[str] = []
    for kind, label in KINDS.items():
        held = [each.number for each in bank if each.kind == kind]
        if len(held) < rule.counts[kind]:
            reason = f"{label}题要 {rule.counts[kind]} 道，题库里可用的只有 {len(held)} 道"
            raise Refusal(reason, "请减少题数，或补充题库；依据已废止、已修改的题不能用")
        drawn += [number for _, number in smallest(seed, held, rule.counts[kind])]
    return tuple(drawn)


def make(seed: str, bank: Sequence[Question], rule: Rule) -> Paper:
    """Draw a paper from a bank. Raises Refusal."""
    framed = frame(bank)
    by_number = {each.number: each for each in bank}
    return Paper(seed, framed, rule, tuple(by_number[number] for number in draw(seed, framed, rule)))


def dump(paper: Paper) -> str:
    """The paper as a file (JSON)."""
    content = {
        "format": FORMAT, "seed": paper.seed, "bank_digest": paper.bank_digest, "digest": paper.digest, "rule": paper.rule.values(),
        "questions": [each.values() for each in paper.questions], "bank": [[each.number, each.kind, each.digest] for each in paper.bank],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def parse(text: str) -> Paper:
    """The paper of a file. Raises Unreadable for what is none."""
    try:
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise ValueError(content["format"])
        bank = tuple(Framed(*map(str, each)) for each in content["bank"])
        return Paper(str(content["seed"]), bank, Rule.of(content["rule"]), tuple(Question.of(each) for each in content["questions"]))
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Unreadable(f"不是试卷文件（{FORMAT}）：{problem}", "请使用考试结束后下载的试卷文件") from None


def replay(text: str) -> list[str]:
    """Draw the paper again from the file alone; what differs, empty where nothing does. Raises Unreadable."""
    paper, content = parse(text), json.loads(text)
    faults = []
    if content.get("bank_digest") != paper.bank_digest:
        faults.append("题库清单与题库摘要不符")
    if content.get("digest") != paper.digest:
        faults.append("试卷内容与试卷摘要不符")
    digests = {each.number: each.digest for each in paper.bank}
    faults += [f"试题 {each.number} 与题库清单里的摘要不符" for each in paper.questions if digests.get(each.number) != each.digest]
    try:
        again = draw(paper.seed, paper.bank, paper.rule)
    except Refusal as refusal:
        return [*faults, refusal.reason]
    if again != tuple(each.number for each in paper.questions):
        faults.append("按种子重抽，得到的不是这些题")
    return faults
