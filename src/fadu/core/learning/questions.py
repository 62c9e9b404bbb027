"""A question, its digest, the digest of a bank, and the sheet in which questions come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from fadu.core.learning import grid
from fadu.core.learning.binding import Binding, bind
from fadu.core.learning.grid import LineProblem, Lines
from fadu.core.ledger.canonical import canonical
from fadu.core.refusal import Refusal
from fadu.core.workbook.schema import Column, Sheet, choice, key, text

__all__ = ["KINDS", "SHEET", "Framed", "Question", "bank_digest", "frame", "read"]

KINDS: Mapping[str, str] = {"single": "单选", "multiple": "多选", "true_false": "判断"}
LETTERS = "ABCDEF"
_TRUE_FALSE = ("正确", "错误")
_JUDGED = {**dict.fromkeys(("对", "正确", "√", "是", "A"), "A"), **dict.fromkeys(("错", "错误", "×", "否", "B"), "B")}

SHEET = Sheet(
    "题库", "learning", "试题",
    (
        key("题号"), choice("题型", "kind", *KINDS.values(), required=True), text("题干", "text", required=True),
        *(Column(letter, f"option_{letter}") for letter in LETTERS),
        text("答案", "answer", required=True), text("依据", "cited", required=True), text("版本", "versions"),
        text("解析", "explanation"), text("来源", "source"),
    ),
    title="text",
)
_OTHER_NAMES = {
    **{f"选项{letter}".casefold(): letter for letter in LETTERS}, "编号": "题号", "序号": "题号", "题目": "题干", "法律依据": "依据",
    "正确答案": "答案", "版本施行日": "版本",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `answer` are the right letters in order; a true_false question has the options 正确 and 错误."""

    number: str
    kind: str
    text: str
    options: tuple[str, ...]
    answer: str
    bindings: tuple[Binding, ...]
    explanation: str = ""
    source: str = ""

    @property
    def label(self) -> str:
        """The kind as people call it."""
        return KINDS[self.kind]

    @property
    def lettered(self) -> list[tuple[str, str]]:
        """(letter, option)."""
        return list(zip(LETTERS, self.options, strict=False))

    @property
    def verdict(self) -> str:
        """The right options in words."""
        return "、".join(option for letter, option in self.lettered if letter in self.answer)

    @property
    def digest(self) -> str:
        """SHA-256 over everything the question says."""
        return sha256(canonical(self.values()).encode()).hexdigest()

    def values(self) -> dict[str, Any]:
        """Plain values, for JSON; `of` is the inverse."""
        return {
            "number": self.number, "kind": self.kind, "text": self.text, "options": list(self.options), "answer": self.answer,
            "bindings": [[each.citation, each.version] for each in self.bindings], "explanation": self.explanation, "source": self.source,
        }

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Question:
        """A question from its plain values."""
        return cls(
            values["number"], values["kind"], values["text"], tuple(values["options"]), values["answer"],
            tuple(Binding(cited, version) for cited, version in values["bindings"]), values["explanation"], values["source"],
        )


@dataclass(frozen=True, slots=True, order=True)
class Framed:
    """What a draw knows of a question: its number, kind and digest."""

    number: str
    kind: str
    digest: str


def frame(bank: Iterable[Question]) -> tuple[Framed, ...]:
    """A bank as a draw sees it, by number."""
    return tuple(sorted(Framed(each.number, each.kind, each.digest) for each in bank))


def bank_digest(framed: Iterable[Framed]) -> str:
    """SHA-256 over number, kind and digest of each question, one a line, in the order of their numbers."""
    return sha256("".join(f"{each.number}\t{each.kind}\t{each.digest}\n" for each in sorted(framed)).encode()).hexdigest()


def read(lines: Lines, on: date) -> tuple[list[Question], list[LineProblem]]:
    """The questions of a sheet, bound to the versions they name (or those in force `on`), and what is wrong with each other line.

    Raises Unreadable where it is no such sheet.
    """
    rows, problems = grid.read(lines, SHEET, other_names=_OTHER_NAMES)
    questions: list[Question] = []
    seen: dict[str, int] = {}
    for line, values in rows:
        try:
            question = _question(values, on)
            first = seen.setdefault(question.number, line)
            if first != line:
                raise Refusal(f"题号 {question.number} 与第 {first} 行重复", "一个题号只留一行")
        except Refusal as refusal:
            problems.append(LineProblem(line, refusal.reason, refusal.mend))
        else:
            questions.append(question)
    return questions, sorted(problems, key=lambda problem: problem.line)


def _question(values: Mapping[str, Any], on: date) -> Question:
    kind = next(name for name, label in KINDS.items() if label == values["kind"])
    options = _TRUE_FALSE if kind == "true_false" else _options(values)
    return Question(
        values["number"], kind, values["text"], options, _answer(kind, values["answer"], options),
        bind(values["cited"], values.get("versions") or "", on), values.get("explanation") or "", values.get("source") or "",
    )


def _options(values: Mapping[str, Any]) -> tuple[str, ...]:
    given = [values.get(f"option_{letter}") or "" for letter in LETTERS]
    options = [option for option in given if option]
    if given[: len(options)] != options:
        raise Refusal("选项中间有空格", "请从 A 起依次填写，不要跳过")
    if len(options) < 2:
        raise Refusal("选项不到两个", "请至少填写 A、B 两个选项")
    if len(set(options)) < len(options):
        raise Refusal("有两个选项相同", "请改正重复的选项")
    return tuple(options)


def _answer(kind: str, written: str, options: tuple[str, ...]) -> str:
    if kind == "true_false":
        judged = _JUDGED.get(written.strip().upper())
        if judged is None:
            raise Refusal(f"判断题的答案是“{written}”", "请写“对”或“错”")
        return judged
    letters = re.sub(r"[\s、，,；;]", "", written).upper()
    known = LETTERS[: len(options)]
    if not letters or not set(letters) <= set(known) or len(set(letters)) < len(letters):
        raise Refusal(f"答案“{written}”不在选项 {known} 之内，或者有重复", "请写选项的字母，如 B 或 ACD")
    if kind == "single" and len(letters) != 1:
        raise Refusal(f"单选题的答案是“{written}”", "单选题只有一个答案；有几个的请改为多选")
    if kind == "multiple" and len(letters) < 2:
        raise Refusal(f"多选题的答案只有“{written}”", "多选题至少有两个答案；只有一个的请改为单选")
    return "".join(sorted(letters))
