"""Amounts, percentages and counts that the law sets, each with the days on which it holds and its article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.procedure.instruments import Reference, references
from fadu.core.refusal import Refusal


@dataclass(frozen=True)
class Value:
    """A number of the law from `since` to `until` (None: no known end), in yuan, percent or times."""

    key: str
    since: date
    until: date | None
    number: Decimal
    unit: str
    basis: tuple[Reference, ...]
    note: str
    reviewed: bool


@cache
def values() -> Mapping[str, tuple[Value, ...]]:
    """Every value by key, newest first. Raises pack.BadPack."""
    return read(resources.files("fadu.core.procedure").joinpath("data/values.csv"))


def read(path: Traversable) -> Mapping[str, tuple[Value, ...]]:
    """The values of a table (a Path will do). Raises pack.BadPack with file, line and reason."""
    head, rows = pack.table(path, {
        "键": pack.needed, "自": pack.day, "至": pack.maybe_day, "值": _number, "单位": pack.needed, "依据": references, "说明": pack.text,
    })
    found: dict[str, list[Value]] = {}
    for row in rows:
        if not row["依据"]:
            raise row.refuse("没有依据")
        own = found.setdefault(row["键"], [])
        one = Value(row["键"], row["自"], row["至"], row["值"], row["单位"], row["依据"], row["说明"], head.reviewed)
        if one.until and one.until < one.since:
            raise row.refuse("“至”早于“自”")
        if any(overlap(one.since, one.until, other.since, other.until) for other in own):
            raise row.refuse(f"{one.key} 在同一天有两个值")
        own.append(one)
    return {key: tuple(sorted(own, key=lambda each: each.since, reverse=True)) for key, own in found.items()}


def overlap(since: date, until: date | None, other_since: date, other_until: date | None) -> bool:
    """Whether two spans share a day; None has no end."""
    return since <= (other_until or date.max) and other_since <= (until or date.max)


def value(key: str, on: date) -> Value:
    """The value of `key` on a day. Raises Refusal where none is known for that day."""
    for one in values()[key]:
        if one.since <= on and (one.until is None or on <= one.until):
            return one
    raise Refusal(f"{on} 没有已知的“{key}”", f"已知的最早自 {values()[key][-1].since} 起，更早的请核对当时的规定")


def _number(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"应为数字，现为“{cell}”") from None
    if not number.is_finite() or number < 0:
        raise ValueError(f"应为不小于零的数，现为“{cell}”")
    return number
