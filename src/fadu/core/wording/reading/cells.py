"""Figures in the cells of a table: the number stands in the cell, its unit and its thing at the head of row and column."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from fadu.core.wording.reading.fact import Change, Direction, Fact, Period, Role
from fadu.core.wording.reading.folding import folded
from fadu.core.wording.reading.numerals import ARABIC, arabic, half_unit
from fadu.core.wording.reading.units import canonical, is_counted, pattern
from fadu.core.wording.texts import Paragraph

_NUMBER = re.compile(rf"\s*(?P<sign>[-−+]?)(?P<number>{ARABIC})\s*")
_UNIT = re.compile(rf"[(](?:单位[:：])?\s?(?P<unit>{pattern()})\s?[)]\s*$")
_WHOLE_UNIT = re.compile(rf"\s*({pattern()})\s*")
_CHANGE = re.compile(r"同比|环比|增减|增幅|升降|变化|比上年|较上年|比去年|较去年")
_YEAR = re.compile(r"^\s*((?:19|20)\d\d)\s?年")


def of_cell(paragraph: Paragraph, text: str, year: int | None) -> Fact | None:
    """The figure of a cell that holds a bare number, None where no head gives it a unit (serial numbers, codes). `year`: of the report."""
    match = _NUMBER.fullmatch(folded(text))
    unit = _unit(paragraph.heads) if match else ""
    if match is None or not unit:
        return None
    number = arabic(match["number"])
    is_down = match["sign"] in ("-", "−")
    start = paragraph.start + match.start("sign")
    fact = Fact(
        what=_what(paragraph.heads), value=-number if is_down else number, unit=unit, start=start, end=paragraph.start + match.end("number"),
        text=text[match.start("sign") : match.end("number")], period=_whole_year(year),
        half=half_unit(match["number"], 1, exact_whole=is_counted(unit)),
    )  # fmt: skip
    if _CHANGE.search(folded(paragraph.heads[1])):
        change = Change(number, unit, Direction.DOWN if is_down else Direction.UP, "同比")
        return replace(fact, role=Role.CHANGE, change=change)
    return fact


def in_table(fact: Fact, paragraph: Paragraph) -> Fact:
    """A figure of a cell with the thing and the year that the heads name, where the cell itself is silent."""
    year = next((int(found[1]) for head in paragraph.heads[:2] if (found := _YEAR.match(folded(head)))), None)
    if fact.role is Role.LEVEL and fact.unit in ("%", "百分点") and fact.value is not None and _CHANGE.search(folded(paragraph.heads[1])):
        fact = replace(fact, role=Role.CHANGE, change=Change(fact.value, fact.unit, Direction.UP, "同比"))
    what = fact.what if re.search(r"\w", fact.what) else _what(paragraph.heads)
    return replace(fact, what=what, period=_whole_year(year) or fact.period)


def _whole_year(year: int | None) -> Period | None:
    return Period(date(year, 1, 1), date(year, 12, 31)) if year else None


def _unit(heads: tuple[str, ...]) -> str:
    """The unit that the heads give; of a change only its own column does, since that of 件 may be in percent or in 件."""
    row, column, unit = (folded(head) for head in heads)
    own = _UNIT.search(column)
    found = own["unit"] if own else ""
    if not found and not _CHANGE.search(column):
        of_row, alone = _UNIT.search(row), _WHOLE_UNIT.fullmatch(unit)
        found = of_row["unit"] if of_row else alone[1] if alone else ""
    return canonical(found) if found else ""


def _what(heads: tuple[str, ...]) -> str:
    said = [re.sub(r"[(（][^()（）]*[)）]\s*$", "", head).strip() for head in heads[:2]]
    return "".join(one for one in said if one and not _YEAR.match(folded(one)))[-24:]
