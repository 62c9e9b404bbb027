"""The water quality index of cities and counties (CWQI, 环办监测〔2017〕51号): the sum of item indices over averaged sections.

The deduction for inflow that is already failing at the border is not carried: its rule was not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fadu.core.figures.rounding import Number
from fadu.core.indices.water import LAKE, RIVER, assessed, averaged
from fadu.core.refusal import Refusal

__all__ = ["PLACES", "Cwqi", "city", "waters"]

PLACES = 4  # decimals of a published index
_NEUTRAL, _ACID, _BASIC = Decimal(7), Decimal(6), Decimal(9)


@dataclass(frozen=True, slots=True)
class Cwqi:
    """The index, not rounded, and its parts by item. `missing` items add nothing, so indices with different ones can't be compared."""

    value: Decimal
    parts: Mapping[str, Decimal]
    missing: tuple[str, ...]
    sections: int


def waters(sections: Sequence[Mapping[str, Number | None]], kind: str) -> Cwqi:
    """The index of the river sections (河流) or lake points (湖库): each item averaged over them first, then the item indices added up.

    Values below the detection limit count half of it. Refusal without sections or values, and for a DO of 0.
    """
    known = assessed(kind)
    means = averaged(sections)
    parts = {code: _part(code, Decimal(value), known[code].bounds[2][0]) for code in known if (value := means.get(code)) is not None}
    if not parts:
        raise Refusal(f"没有{kind}断面的监测值，不能计算指数", f"项目：{'、'.join(known)}", "环办监测〔2017〕51号")
    return Cwqi(sum(parts.values(), Decimal(0)), parts, tuple(code for code in known if code not in parts), len(sections))


def _part(code: str, value: Decimal, class_iii: Decimal) -> Decimal:
    if value < 0:
        raise Refusal(f"{code} 的值 {value} 为负", "请核对监测数据")
    if code == "pH":
        return (_NEUTRAL - value) / (_NEUTRAL - _ACID) if value <= _NEUTRAL else (value - _NEUTRAL) / (_BASIC - _NEUTRAL)
    if code != "DO":
        return value / class_iii
    if not value:
        raise Refusal("溶解氧为 0，不能计算指数", "请核对监测数据")
    return class_iii / value


def city(rivers: Sequence[Mapping[str, Number | None]], lakes: Sequence[Mapping[str, Number | None]]) -> Decimal:
    """The index of a city or county: that of its rivers and of its lakes, weighted by numbers of sections and points; not rounded."""
    found = [waters(them, kind) for them, kind in ((rivers, RIVER), (lakes, LAKE)) if them]
    if not found:
        raise Refusal("没有断面，不能计算指数", "请先录入断面的监测值")
    return sum((each.value * each.sections for each in found), Decimal(0)) / sum(each.sections for each in found)
