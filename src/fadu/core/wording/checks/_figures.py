"""What the checks of figures share: groups of figures in one breath, units that may be added, intervals of rounded figures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fadu.core.figures import plain
from fadu.core.wording.draft import Draft, Passage
from fadu.core.wording.reading import Fact, Role

_CASES = {"件", "起", "宗", "例"}
_PEOPLE = {"人", "名"}
_END = re.compile(r"[。！？!?\n]")
_SENTENCE_END = re.compile(r"[。！？；;!?\n]")


def family(unit: str) -> str:
    """Units that may be added to each other: 件 and 起 count cases, 人 and 名 people; 家 and 家次 never mix."""
    return "件" if unit in _CASES else "人" if unit in _PEOPLE else unit


def is_sure(fact: Fact) -> bool:
    """A level with an exact value, of which one may compute."""
    return fact.role is Role.LEVEL and fact.value is not None and not fact.approximate


def is_count(fact: Fact) -> bool:
    """A sure whole number of things."""
    return is_sure(fact) and not fact.half and bool(fact.unit) and fact.unit not in ("%", "百分点")


def shown(fact: Fact) -> str:
    """The figure as one says it."""
    return f"{plain(fact.value)}{fact.unit}"


@dataclass(frozen=True)
class Line:
    """A paragraph with the figures in it."""

    draft: Draft
    passage: Passage
    facts: Sequence[Fact]

    def up_to(self, offset: int, most: int = 40) -> Sequence[Fact]:
        """The last figures that end at or before an offset."""
        index = bisect_right(self._ends, offset)
        return self.facts[max(0, index - most) : index]

    def onward(self, offset: int, most: int = 80) -> Sequence[Fact]:
        """The next figures that begin at or after an offset."""
        index = bisect_left(self._begins, offset)
        return self.facts[index : index + most]

    @cached_property
    def _begins(self) -> list[int]:
        return [fact.start for fact in self.facts]

    @cached_property
    def _ends(self) -> list[int]:
        return [fact.end for fact in self.facts]

    def between(self, one: Fact, other: Fact) -> str:
        """The text between two figures."""
        return self.draft.plain[one.end : other.start]

    def before(self, fact: Fact, reach: int = 30) -> str:
        """The text before a figure, within its paragraph."""
        return self.draft.plain[max(self.passage.start, fact.start - reach) : fact.start]

    def after(self, fact: Fact, reach: int = 30) -> str:
        """The text after a figure, within its paragraph."""
        return self.draft.plain[fact.end : min(self.passage.start + len(self.passage.text), fact.end + reach)]

    def said_of(self, fact: Fact) -> str:
        """The clause that a figure stands in, up to itself."""
        left = self.before(fact, 60)
        return re.split(r"[，,；;。：:（(]", left)[-1]

    def is_cut_after(self, fact: Fact) -> bool:
        """Whether the text breaks off in the sentence of a figure, so that more may have followed."""
        is_last = self.passage.index == len(self.draft.passages) - 1
        return is_last and self.passage.ends_open and not _END.search(self.after(fact, 10_000))

    def is_aside(self, fact: Fact) -> bool:
        """Whether a figure stands in brackets."""
        before = self.before(fact, 300)
        return before.count("(") > before.count(")")

    def whole_before(self, first: Fact, total: Decimal) -> Fact | None:
        """The total that figures from `first` on may add up to: one that they do add up to, else the largest of their kind in the sentence
        or, where it has none, in the nearest of the two sentences before it."""
        kin = [one for one in self.up_to(first.start) if family(one.unit) == family(first.unit) and is_count(one)]
        kin = [one for one in kin if self.sentences_between(one, first) <= 2]
        if equal := [one for one in kin if one.value == total]:
            return equal[-1]
        open_ones = [one for one in kin if not self.is_aside(one)]
        nearest = min((self.sentences_between(one, first) for one in open_ones), default=0)
        near = [one for one in open_ones if self.sentences_between(one, first) == nearest]
        return max(near, key=lambda one: one.value or Decimal(0), default=None)

    def sentences_between(self, one: Fact, other: Fact) -> int:
        """How many sentences end between two figures."""
        return len(_END.findall(self.between(one, other)))

    @cached_property
    def sentences(self) -> Sequence[Sequence[Fact]]:
        """The figures by sentence (。), in order."""
        groups: list[list[Fact]] = []
        last = self.passage.start
        for fact in self.facts:
            if not groups or _END.search(self.draft.plain, last, fact.start):
                groups.append([])
            groups[-1].append(fact)
            last = fact.end
        return groups

    def is_one_sentence(self, one: Fact, other: Fact, *, semicolon_ends: bool = False) -> bool:
        """Whether no sentence ends between two figures."""
        return not (_SENTENCE_END if semicolon_ends else _END).search(self.draft.plain, one.end, other.start)


def lines(draft: Draft) -> Iterator[Line]:
    """Each paragraph that states figures."""
    index = 0
    for passage in draft.passages:
        end = passage.start + len(passage.text)
        inside = []
        while index < len(draft.facts) and draft.facts[index].start < end:
            inside.append(draft.facts[index])
            index += 1
        if inside:
            yield Line(draft, passage, inside)


@dataclass(frozen=True)
class Interval:
    """The values that a rounded figure may stand for."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval, slack: Decimal = Decimal(0)) -> bool:
        """Whether both may stand for one value."""
        return self.low <= other.high + slack and other.low <= self.high + slack

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


def interval(fact: Fact) -> Interval:
    """value ± half a unit of its last digit."""
    assert fact.value is not None
    return Interval(fact.value - fact.half, fact.value + fact.half)


def quotient(part: Interval, whole: Interval, factor: int = 100) -> Interval | None:
    """part ÷ whole × factor for positive intervals; None where the whole may be nothing."""
    if whole.low <= 0 or part.low < 0:
        return None
    return Interval(part.low * factor / whole.high, part.high * factor / whole.low)
