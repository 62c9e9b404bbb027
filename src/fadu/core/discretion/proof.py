"""The proof of a table before it may be used: no gap, no overlap, the sums right, never outside the statutory range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from fadu.core.discretion.forms import FORMS
from fadu.core.discretion.model import Column, Factor, Interval, Lookup, Rules

COUNTED = ("次", "个", "块")  # counts start at one: with none there is no violation
__all__ = ["COUNTED", "FORMS", "faults", "prove_all"]


def prove_all(packs: Iterable[Rules]) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Prove every column of the packs afresh: (rule set, table, column) -> what is wrong, empty where it is sound."""
    return {(rules.id, *key): tuple(faults(column)) for rules in packs for key, column in rules.columns.items()}


def faults(column: Column) -> Iterator[str]:
    """What is wrong with one column, in Chinese."""
    if not column.factors:
        yield "没有裁量因素"
        return
    for factor in column.factors:
        yield from measured(factor, column.lookups)
    for key, rows in column.lookups.items():
        yield from looked_up(key, rows)
    yield from FORMS[column.form].prove(column)


def measured(factor: Factor, lookups: Mapping[str, object]) -> Iterator[str]:
    """The intervals of a factor cover every number from its beginning once."""
    intervals = [option.interval for option in factor.options if option.interval is not None]
    name = f"因素“{factor.label}”"
    if not intervals:
        if factor.unit and factor.key not in lookups:
            yield f"{name}有单位而没有区间"
        return
    if len(intervals) < len(factor.options):
        yield f"{name}有选项没有区间"
        return
    if not factor.unit:
        yield f"{name}有区间而没有单位"
    intervals.sort(key=lambda each: (each.low is not None, each.low or 0))
    first, last = intervals[0], intervals[-1]
    if first.low not in ((0, 1) if factor.unit in COUNTED else (0,)):
        yield f"{name}没有从头开始（从{first.low}起）"
    if last.high is not None:
        yield f"{name}没有到头（到{last.high}止）"
    yield from seams(name, intervals)


def looked_up(key: str, rows: tuple[Lookup, ...]) -> Iterator[str]:
    """Each measure of a factor covers its stretch once; a number on the border of two is left to a human."""
    for measure in dict.fromkeys(row.measure for row in rows):
        intervals = [row.interval for row in rows if row.measure == measure]
        intervals.sort(key=lambda each: (each.low is not None, each.low or 0))
        yield from seams(f"因素 {key} 的换算“{measure}”", intervals)


def seams(name: str, intervals: list[Interval]) -> Iterator[str]:
    """Gaps and overlaps between neighbours; a bound that both own is no overlap (who wins is the rule set's closure)."""
    for left, right in pairwise(intervals):
        if left.high is None or right.low is None or left.high > right.low:
            yield f"{name}在{right.low}处重叠"
        elif left.high < right.low:
            yield f"{name}在{left.high}与{right.low}之间有空隙"
        elif not (left.owns_high or right.owns_low):
            yield f"{name}的{left.high}不属于任何一档"
