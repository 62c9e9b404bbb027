"""Ranks of places by a published index: the smallest first, equal published values share a rank.

How ranks go on after a tie differs from place to place: "competition" leaves out as many as tied (12, 12, 14), "dense" does not (1, 1, 2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Literal

from fadu.core.figures.rounding import Number, rounded
from fadu.core.refusal import Refusal

__all__ = ["Place", "Ties", "ranked"]

Ties = Literal["competition", "dense"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking; `value` as published; `is_tied` where it shares its rank."""

    rank: int
    name: str
    value: Decimal
    is_tied: bool


def ranked(values: Mapping[str, Number | None], *, places: int, ties: Ties, largest_first: bool = False) -> list[Place]:
    """Places by rank, those without a value left out; values are rounded to the published decimals first, since only those can tie."""
    if ties not in ("competition", "dense"):
        raise Refusal(f"不认识的并列方式“{ties}”", "competition（1、1、3）或 dense（1、1、2）")
    shown = {name: rounded(Decimal(value), places) for name, value in values.items() if value is not None}
    order = sorted(shown.items(), key=lambda each: each[1], reverse=largest_first)
    counts = Counter(value for _, value in order)  # in the order of the values
    if ties == "dense":
        ranks = {value: place for place, value in enumerate(counts, 1)}
    else:
        ranks = dict(zip(counts, accumulate(counts.values(), initial=1), strict=False))
    return [Place(ranks[value], name, value, counts[value] > 1) for name, value in order]
