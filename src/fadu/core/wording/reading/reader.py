"""From a text to its facts, paragraph by paragraph and sentence by sentence; the work grows with the length of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from fadu.core.wording.reading.cells import in_table, of_cell
from fadu.core.wording.reading.fact import Change, Direction, Fact, Period, Rank, Role
from fadu.core.wording.reading.folding import folded
from fadu.core.wording.reading.masks import masked
from fadu.core.wording.reading.periods import document_year, stated_period
from fadu.core.wording.reading.roles import AMONG, Stated, clause_of, role_of, scope_of
from fadu.core.wording.reading.subjects import LONGEST, members, share, subject
from fadu.core.wording.reading.tokens import Token, tokens
from fadu.core.wording.texts import Document

_SENTENCE_END = re.compile(r"[。！？；;!?\n]")
_FILLING = re.compile(r"共计?|为|达到?|约|占|是|有|了|仅|合计|累计|总计|计|其中|并|且|和|及|与|近|均|各|已|也|\W|\0")
_CLAUSE_END = re.compile(r"[，,：:。；;（(\n]")


def read(document: Document, year: int | None = None) -> list[Fact]:
    """The figures that a text states, in its order. `year` is that of the report; unsaid it is taken from the title."""
    year = year or document_year([text for _, text in document.said()])
    facts: list[Fact] = []
    for paragraph, text in document.said():
        found = list(_of_paragraph(text, paragraph.start, year))
        if paragraph.heads:
            cell = None if found else of_cell(paragraph, text, year)
            found = [in_table(fact, paragraph) for fact in ([cell] if cell else found)]
        facts.extend(found)
    return _without_repeated_batches(facts)


def _of_paragraph(text: str, offset: int, year: int | None) -> Iterator[Fact]:
    plain = folded(text)
    found = tokens(masked(plain))
    if not found:
        return
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(plain)), len(plain)]
    period: Period | None = None
    index, begun, said_of = 0, 0, ""
    for start, end in pairwise(bounds):
        sentence = plain[start:end]
        if period is None or _names_time(sentence):
            period = stated_period(sentence, period.first.year if period else year) or period
        inside = []
        while index < len(found) and found[index].start < end:
            inside.append(found[index])
            index += 1
        if inside:
            before = start if not sentence.lstrip().startswith("其中") else begun
            facts = _Sentence(plain, text, offset, start, end, period, before, spoken_of=said_of).facts(inside)
            said_of = facts[-1].what
            yield from facts
        begun = start


def _names_time(sentence: str) -> bool:
    return bool(re.search(r"\d\s?[年月]|半年|季度|全年", sentence))


@dataclass
class _Sentence:
    plain: str
    text: str
    offset: int
    start: int
    end: int
    period: Period | None
    context: int  # where the sentence begins that may say what changes are measured against
    made: list[Fact] = field(default_factory=list)
    spoken_of: str = ""  # what the sentence before ended with, which a change may still be of
    _list: list[str] = field(default_factory=list)  # names that wait for their figures after 分别
    _level: int = -1  # index of the level that a change or a rank may belong to
    _before: int = -1  # and of the one before it
    _first_of_list: int = 0
    _stated: Stated | None = None

    def facts(self, found: list[Token]) -> list[Fact]:
        """The facts of the sentence's tokens, levels carrying the changes and ranks stated of them."""
        previous = self.start
        for number, token in enumerate(found):
            gap = _flat(self.plain[previous : token.start])
            in_list = number > 0 and bool(re.fullmatch(r"\s?(?:[、和及与或至到~—–-]|以及|,)\s?(?:约|近)?", gap))
            if in_list and token.negative and self.made[-1].unit != token.unit:
                in_list = False  # 52件 -10.3%: two cells of a table
            self._take(token, gap, previous, in_list)
            previous = token.end
        return self.made

    def _take(self, token: Token, gap: str, previous: int, in_list: bool) -> None:
        stated = self._stated if in_list and self._stated else role_of(token, gap, self.plain[self.context : token.start])
        assert stated
        if not in_list:
            self._list = members(gap) if "分别" in gap[-24:] else []
            self._first_of_list = len(self.made)
        self._stated = stated
        position = len(self.made) - self._first_of_list
        named = self._list[position] if position < len(self._list) else ""
        what = named or self._what(token, gap, in_list, stated)
        fact = Fact(
            what=what, value=token.value, unit=token.unit or "", start=self.offset + token.start, end=self.offset + token.end,
            text=self.text[token.start : token.end], role=stated.role, period=self.period,
            approximate=token.approximate, placeholder=token.placeholder, half=token.half,
        )  # fmt: skip
        self.made.append(self._with_role(fact, stated, gap, position))

    def _what(self, token: Token, gap: str, in_list: bool, stated: Stated) -> str:
        if stated.role is not Role.LEVEL:
            if stated.residue:
                return subject(stated.residue, "")
            return self.made[self._level].what if self._level >= 0 else self.spoken_of
        if in_list and self.made:
            return self.made[-1].what
        clause = max((match.end() for match in _CLAUSE_END.finditer(gap)), default=0)
        if token.unit == "%" and (of := share(gap[clause:])):
            part = of[0] or (self.made[-1].what.partition("占")[0] if self.made else "")
            return (f"{part}占{of[1]}" if of[1] else f"{part}占比")[-LONGEST:]
        found = subject(gap[clause:], self.plain[token.end : token.end + 24])
        if not found and clause:
            found = subject(gap, "")
        if found or not self.made:
            return found
        verb = _FILLING.sub("", gap[clause:])  # 问题23个，完成12个: completed, of the same problems
        return (self.made[-1].what + verb)[-LONGEST:]

    def _with_role(self, fact: Fact, stated: Stated, gap: str, position: int) -> Fact:
        if stated.role is Role.LEVEL:
            self._before, self._level = self._level, len(self.made)
            return fact
        if stated.role is Role.RANK:
            return self._ranked(fact, stated, gap)
        owner = None if stated.residue or self._level < 0 else self._level
        if fact.value is None:
            return fact
        size, direction = abs(fact.value), stated.direction or Direction.UP
        change = Change(size, fact.unit, direction, stated.basis)
        self._give(owner, change=change)
        return replace(fact, value=-size if direction is Direction.DOWN else size, change=change)

    def _ranked(self, fact: Fact, stated: Stated, gap: str) -> Fact:
        """A place belongs to the level before it; the number ranked (在168个城市中) is none."""
        said = clause_of(self.plain[self.start : fact.start - self.offset])
        owner = None if stated.residue or self._level < 0 else self._level
        if owner is not None and AMONG.search(said) and self.made[owner].start >= fact.start - len(said):
            owner = self._before if self._before >= 0 and self._before != owner else None
            self._level = self._before
        rank = Rank(int(fact.value), scope_of(said or gap)) if fact.value is not None else None
        self._give(owner, rank=rank)
        what = self.made[owner].what if owner is not None and not stated.residue else fact.what
        return replace(fact, rank=rank, what=what)

    def _give(self, owner: int | None, *, change: Change | None = None, rank: Rank | None = None) -> None:
        if owner is None:
            return
        level = self.made[owner]
        if change and not level.change:
            self.made[owner] = replace(level, change=change)
        if rank and not level.rank:
            self.made[owner] = replace(level, rank=rank)


def _flat(text: str) -> str:
    """The text with what stands in brackets blanked out."""
    return re.sub(r"\([^()]*\)", lambda match: "\0" * len(match[0]), text)


def _without_repeated_batches(facts: list[Fact]) -> list[Fact]:
    """An ordinal (第三十二批) names its thing; only where it comes first is it read as a figure."""
    seen: set[Decimal | None] = set()
    kept = []
    for fact in facts:
        if fact.unit == "批" and fact.text.startswith("第"):
            if fact.value in seen:
                continue
            seen.add(fact.value)
        kept.append(fact)
    return kept
