"""Concentration limits of ambient air (GB 3095) on a day: attained or not, and how many times over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from fadu.core import pack
from fadu.core.figures.rounding import Number
from fadu.core.indices.packs import decimal, read, version
from fadu.core.refusal import Refusal

__all__ = ["ANNUAL", "attains", "exceedance", "limit"]

ANNUAL = "年平均"
_GRADES = {1: "一级", 2: "二级"}


@cache
def _limits() -> Mapping[tuple[str, str, str, str], tuple[Decimal, Decimal]]:
    rows = read("air-limits.csv", {
        "标准": pack.needed, "阶段": pack.text, "污染物": pack.needed, "平均时间": pack.needed, "单位": pack.needed, "一级": decimal, "二级": decimal,
    })
    found: dict[tuple[str, str, str, str], tuple[Decimal, Decimal]] = {}
    for row in rows:
        key = (row["标准"], row["阶段"], row["污染物"], row["平均时间"])
        if key in found or row["一级"] > row["二级"]:
            raise row.refuse("限值重复，或者一级宽于二级")
        found[key] = row["一级"], row["二级"]
    return found


def limit(pollutant: str, averaging: str, on: date, grade: int = 2) -> Decimal:
    """The limit (µg/m³, CO mg/m³) of a pollutant over an averaging time on a day. Refusal where the standard has none."""
    standard = version("air.limits", on)
    found = _limits().get((standard.code, standard.stage, pollutant, averaging))
    if found is None:
        known = sorted({key[3] for key in _limits() if key[:3] == (standard.code, standard.stage, pollutant)})
        mend = f"{pollutant} 有：{'、'.join(known)}" if known else f"可用：{'、'.join(sorted({key[2] for key in _limits()}))}"
        raise Refusal(f"{standard.name} 没有“{pollutant} {averaging}”的限值", mend)
    if grade not in _GRADES:
        raise Refusal(f"没有 {grade} 级标准", "请写 1（一级）或 2（二级）")
    return found[grade - 1]


def attains(pollutant: str, averaging: str, value: Number, on: date, grade: int = 2) -> bool:
    """Whether a concentration, rounded as the assessment asks, keeps to the limit."""
    return value <= limit(pollutant, averaging, on, grade)


def exceedance(pollutant: str, averaging: str, value: Number, on: date, grade: int = 2) -> Decimal:
    """超标倍数: (value − limit) ÷ limit, not rounded; 0 where the limit is kept."""
    most = limit(pollutant, averaging, on, grade)
    return max(Decimal(0), (Decimal(value) - most) / most)
