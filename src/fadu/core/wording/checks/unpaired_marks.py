"""Quotation marks, book titles and brackets of which one half is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from fadu.core.wording.draft import Draft, Passage
from fadu.core.wording.findings import Problem, Severity

TITLE = "引号、书名号、括号不成对"
SOURCE = "GB/T 15834—2011 标点符号用法 4.8、4.9、4.15"

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "〔": "〕", "「": "」", "『": "』"}
_OPENERS = {closer: opener for opener, closer in _PAIRS.items()}
_FULL = {"(": "（", ")": "）"}  # a pair of unequal width is a pair
_NUMBER = re.compile(r"(?:^|[\s，。；;：:、])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")
_REACH = 200  # how far the other half of a nested title may be
_NAMES = {"“": "引号", "‘": "引号", "《": "书名号", "〈": "书名号"}


def check(draft: Draft) -> Iterator[Problem]:
    """Each paragraph by a stack. A last paragraph that is cut off says nothing about its end; `1)` is a number."""
    last = len(draft.passages) - 1
    for passage in draft.passages:
        is_cut = passage.index == last and passage.ends_open and len(passage.said) > 30
        yield from _Stack(passage).problems(is_cut)


@dataclass
class _Stack:
    passage: Passage
    open: list[tuple[str, int]] = field(default_factory=list)
    found: list[Problem] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)  # how many of each sign are open

    def problems(self, is_cut: bool) -> list[Problem]:
        text = self.passage.text
        for at, char in enumerate(text):
            sign = _FULL.get(char, char)
            if sign in _PAIRS and not _is_apostrophe(text, at):
                self._opens(sign, at)
            elif sign in _OPENERS and not _is_apostrophe(text, at) and (self._is_open(_OPENERS[sign]) or not _is_number(text, at)):
                self._closes(_OPENERS[sign], at)
        if text.count('"') % 2 and not is_cut:
            at = text.rindex('"')
            reason, advice = "直引号有前一半没有后一半", "改用“”并补上缺的一半"
            self.found.append(self.passage.problem((at, at + 12), Severity.WARNING, reason, advice))
        if not is_cut:
            for sign, begun in self.open:
                self._missing(sign, begun, len(text))
        return self.found

    def _is_open(self, opener: str) -> bool:
        return self.held[opener] > 0

    def _opens(self, sign: str, at: int) -> None:
        if sign in "“《" and self.open and self.open[-1][0] == sign and not _closes_twice(self.passage.text, at, sign):
            self._missing(*self._pop(), at)
        self.open.append((sign, at))
        self.held[sign] += 1

    def _pop(self) -> tuple[str, int]:
        sign, at = self.open.pop()
        self.held[sign] -= 1
        return sign, at

    def _closes(self, opener: str, at: int) -> None:
        while self.open and self.open[-1][0] != opener and self._is_open(opener):
            self._missing(*self._pop(), at)
        if self.open and self.open[-1][0] == opener:
            self._pop()
            return
        reason = f"{_NAMES.get(opener, '括号')}有后一半没有前一半"
        self._found((at - 10, at + 1), reason, f"在名称或引语之前补“{opener}”，或删去后一半")

    def _missing(self, sign: str, begun: int, until: int) -> None:
        reason = f"{_NAMES.get(sign, '括号')}有前一半没有后一半"
        self._found((begun, min(until, begun + 24)), reason, f"在名称或引语之后补“{_PAIRS[sign]}”")

    def _found(self, span: tuple[int, int], reason: str, suggestion: str) -> None:
        self.found.append(self.passage.problem(span, Severity.ERROR, reason, suggestion))


def _closes_twice(text: str, at: int, sign: str) -> bool:
    """《…《…》…》 nests badly but is paired: before the next opening there are two closings."""
    rest = text[at + 1 : at + _REACH]
    closer = _PAIRS[sign]
    first = rest.find(closer)
    if first < 0 or sign in rest[:first]:
        return False
    second, opening = rest.find(closer, first + 1), rest.find(sign, first + 1)
    return second >= 0 and (opening < 0 or second < opening)


def _is_number(text: str, at: int) -> bool:
    """The bracket of `1)`, `a)` or `一）`, which has no other half."""
    return text[at] in ")）" and bool(_NUMBER.search(text[max(0, at - 4) : at]))


def _is_apostrophe(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return text[at] in "’‘" and before.isascii() and before.isalnum()
