"""Range and matrix (区间、矩阵): each combination of options has a band of the statutory range; one factor is a range, two are a matrix."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from fadu.core.discretion.forms.base import Outcome, Work, missing, plain
from fadu.core.discretion.model import Cell, Column, Gap, Span

LIMITS = {"span": (Decimal(0), Decimal(1)), "of_max": (Decimal(0), Decimal(1)), "of_min": (Decimal(1), None)}


def prove(column: Column) -> Iterator[str]:
    """Every combination has one cell and no more, and every cell lies in the statutory range."""
    wanted = set(product(*([option.key for option in factor.options] for factor in column.factors)))
    seen: set[tuple[str, ...]] = set()
    for cell in column.cells:
        if cell.options not in wanted:
            yield f"没有选项组合“{'+'.join(cell.options)}”"
        if cell.options in seen:
            yield f"选项组合“{'+'.join(cell.options)}”有两个幅度"
        seen.add(cell.options)
        yield from outside(cell)
    yield from (f"选项组合“{'+'.join(each)}”没有幅度" for each in sorted(wanted - seen))


def outside(cell: Cell) -> Iterator[str]:
    """What of a cell lies outside the statutory range."""
    if cell.scale not in LIMITS:
        yield f"不认识的计法“{cell.scale}”"
        return
    least, most = LIMITS[cell.scale]
    low, high = cell.band.low, cell.band.high
    if low is None or low < least or (most is not None and (high is None or high > most)) or (high is not None and high < low):
        yield f"“{'+'.join(cell.options)}”的幅度超出法定范围"


def derive(work: Work) -> Outcome:
    """The band of the combination chosen."""
    keys = tuple(work.chosen[factor.key].key for factor in work.column.factors)
    cell = next(cell for cell in work.column.cells if cell.options == keys)
    labels = "、".join(f"{factor.label}“{work.chosen[factor.key].label}”" for factor in work.column.factors)
    return of_cell(cell, work.span, labels)


def of_cell(cell: Cell, span: Span, labels: str) -> Outcome:
    """A cell's band in yuan."""
    low_at, high_at = cell.band.low or Decimal(0), cell.band.high
    if cell.scale != "of_min" and span.high is None:
        return missing(Gap("legal_max", "法定最高罚款", "本条没有法定最高罚款，这一档算不出来"))
    if cell.scale == "of_min" and not span.low:
        return missing(Gap("legal_min", "法定最低罚款", "本条没有法定最低罚款，这一档算不出来"))
    low = in_yuan(cell.scale, low_at, span)
    high = in_yuan(cell.scale, high_at, span) if high_at is not None else span.high
    if low == high:
        return Outcome(low, high, None, f"{labels}：{plain(low)}元")
    opening = "以上" if cell.band.owns_low else "以上（不含本数）"
    closing = "不限" if high is None else f"{plain(high)}元{'以下' if cell.band.owns_high else '以下（不含本数）'}"
    return Outcome(low, high, None, f"{labels}：{plain(low)}元{opening}、{closing}")


def in_yuan(scale: str, at: Decimal, span: Span) -> Decimal:
    """A position on a scale as an amount."""
    high = span.high or Decimal(0)
    if scale == "span":
        return span.low + at * (high - span.low)
    return at * (high if scale == "of_max" else span.low)
