"""Set phrases that are nearly but not quite right: 习近平新时代中国特色思想, 模范遵法."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.wording.draft import Draft, Passage
from fadu.core.wording.findings import Problem, Severity

TITLE = "固定提法有出入"
SOURCE = "固定提法表"
MAY_TOUCH_PROTECTED = True

_TABLE = resources.files("fadu.core.wording").joinpath("data", "set-phrases.csv")
_SIGNS = re.compile(r"[，、。；：“”‘’\s]")
_HEAD, _TAIL = 4, 2
_FARTHEST = 4
_LONG = 12  # in a phrase this long one other character is a slip wherever it stands, also at its end


@dataclass(frozen=True)
class _Phrase:
    written: str
    bare: str  # without signs, which are written in several ways
    source: str


@cache
def _phrases() -> tuple[_Phrase, ...]:
    rows = pack.table(_TABLE, {"提法": pack.needed, "来源": pack.needed})[1]
    return tuple(_Phrase(row["提法"], _SIGNS.sub("", row["提法"]), row["来源"]) for row in rows)


def check(draft: Draft) -> Iterator[Problem]:
    """A phrase that begins like a set one and ends like it within a few characters, at an edit distance of 1–4."""
    for passage in draft.passages:
        signs = [at for at, char in enumerate(passage.plain) if not _SIGNS.match(char)]
        bare = "".join(passage.plain[at] for at in signs)
        for phrase in _phrases():
            yield from _of_phrase(passage, phrase, bare, signs)


def _of_phrase(passage: Passage, phrase: _Phrase, bare: str, signs: list[int]) -> Iterator[Problem]:
    head, tail, length = phrase.bare[:_HEAD], phrase.bare[-_TAIL:], len(phrase.bare)
    if length < _HEAD + _TAIL + 1:
        return
    at = bare.find(head)
    while at >= 0:
        window = bare[at : at + length + _FARTHEST]
        if not any(window.startswith(other.bare) for other in _phrases() if other.bare.startswith(head)):
            end = window.find(tail, max(_HEAD, length - _FARTHEST - _TAIL))
            if end < 0 and length >= _LONG and _distance(window[:length], phrase.bare) == 1:
                end = length - _TAIL
            if end >= 0 and 0 < (distance := _distance(window[: end + _TAIL], phrase.bare)) <= min(_FARTHEST, length // 4):
                span = signs[at], signs[at + end + _TAIL - 1] + 1
                severity = Severity.ERROR if "习近平" in phrase.bare else Severity.WARNING
                problem = passage.problem(span, severity, f"与固定提法有 {distance} 字出入", phrase.written)
                yield Problem(problem.start, problem.end, problem.severity, problem.reason, problem.suggestion, phrase.source)
        at = bare.find(head, at + 1)


def _distance(one: str, other: str) -> int:
    """Characters to insert, delete or change to get from one to the other."""
    row = list(range(len(other) + 1))
    for number, char in enumerate(one, 1):
        above, row[0] = row[0], number
        for index, wanted in enumerate(other, 1):
            above, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, above + (char != wanted))
    return row[-1]
