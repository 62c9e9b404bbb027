"""Tiers (档次表, Jiangmen 2020): options point to a tier, the heaviest one counts, and named circumstances move inside it or one tier up.

The tiers' bands stand in cells.csv with the tier's number as option. What the circumstances do is the pack's setting `tiers`:
circumstance -> top (upper end of the tier), up (one tier up), up_or_max (one tier up; the maximum where it is the highest), bottom (lower end).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from fadu.core.discretion.forms.base import Outcome, Work, plain, points
from fadu.core.discretion.forms.cells import of_cell, outside
from fadu.core.discretion.model import Cell, Column, Factor

MOVES = "circumstances"


def prove(column: Column) -> Iterator[str]:
    """Tiers 1…n without gap or overlap from the minimum to the maximum; every option points to one of them."""
    tiers = ladder(column)
    if not tiers:
        yield "没有档次"
        return
    for cell in column.cells:
        yield from outside(cell)
    for number, (lower, upper) in enumerate(pairwise(tiers), 1):
        if lower.band.high != upper.band.low:
            yield f"第{number}档与第{number + 1}档之间{'有空隙' if (lower.band.high or 0) < (upper.band.low or 0) else '重叠'}"
    if tiers[0].band.low != 0 or tiers[-1].band.high != 1:
        yield "档次没有覆盖全部法定幅度"
    for factor in graded(column):
        for option in factor.options:
            if option.points is None or option.points not in range(1, len(tiers) + 1):
                yield f"因素“{factor.label}”的选项“{option.label}”没有对应的档次"


def ladder(column: Column) -> list[Cell]:
    """The tiers in order."""
    return sorted((cell for cell in column.cells if cell.options[0].isdigit()), key=lambda cell: int(cell.options[0]))


def graded(column: Column) -> list[Factor]:
    """The factors that choose the tier."""
    return [factor for factor in column.factors if factor.group != MOVES]


def derive(work: Work) -> Outcome:
    """The tier's band, or one end of it where a circumstance says so."""
    tiers = ladder(work.column)
    at = int(max(points(work.chosen[factor.key]) for factor in graded(work.column)))
    moves = [work.chosen[factor.key].key for factor in work.column.factors if factor.group == MOVES]
    notes = [f"按较重的选项定在第{at}档"]
    if work.span.high is not None and "up_or_max" in moves and at == len(tiers):
        return Outcome(work.span.high, work.span.high, None, f"{notes[0]}，后果严重且已是最高档，取法定最高{plain(work.span.high)}元")
    if "up" in moves or "up_or_max" in moves:
        at = min(at + 1, len(tiers))
        notes.append(f"升一档，为第{at}档")
    found = of_cell(tiers[at - 1], work.span, "，".join(notes))
    if found.gap or found.high is None:
        return found
    if "top" in moves:
        return at_end(found.high, f"{found.text}；取档内上限")
    if "bottom" in moves:
        return at_end(found.low, f"{found.text}；取档内下限")
    return found


def at_end(amount: Decimal, text: str) -> Outcome:
    """One end of a tier."""
    return Outcome(amount, amount, None, f"{text}{plain(amount)}元")
