"""Noise: limits of the zones (GB 3096-2008), attainment rates, grades of a city's mean levels (HJ 640-2012)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from fadu.core import pack
from fadu.core.figures.rounding import Number, percent
from fadu.core.indices.packs import maybe_decimal, read, version
from fadu.core.refusal import Refusal

__all__ = ["PARTS", "Attainment", "attainment", "grade", "limit"]

PARTS = ("昼间", "夜间")  # 6:00–22:00, 22:00–6:00
_SUBJECTS = ("区域", "道路交通")


@dataclass(frozen=True, slots=True)
class Attainment:
    """Points that keep the limit of their zone, of all points monitored; `rate` in percent with one decimal, None without points."""

    kept: int
    points: int
    rate: Decimal | None


@cache
def _limits() -> Mapping[str, tuple[int, int]]:
    rows = read("noise-limits.csv", {"类别": pack.needed, "昼间": pack.whole, "夜间": pack.whole})
    return {row["类别"]: (row["昼间"], row["夜间"]) for row in rows}


@cache
def _grades() -> tuple[tuple[str, Decimal | None, str, str], ...]:
    rows = read("noise-grades.csv", {"对象": pack.one_of(*_SUBJECTS), "上限": maybe_decimal, "级别": pack.needed, "评价": pack.needed})
    return tuple((row["对象"], row["上限"], row["级别"], row["评价"]) for row in rows)


def limit(zone: str, part: str, on: date) -> int:
    """The limit in dB(A) of a zone (0, 1, 2, 3, 4a, 4b) by day or night."""
    version("noise.limits", on)
    if zone not in _limits():
        raise Refusal(f"没有“{zone}”类声环境功能区", f"可用：{'、'.join(_limits())}", "GB 3096-2008")
    if part not in PARTS:
        raise Refusal(f"“{part}”不是昼间或夜间", f"可用：{'、'.join(PARTS)}")
    return _limits()[zone][PARTS.index(part)]


def attainment(points: Iterable[tuple[str, Number]], part: str, on: date) -> Attainment:
    """达标率 of points (zone, level in dB(A)) by day or night."""
    kept = [level <= limit(zone, part, on) for zone, level in points]
    return Attainment(sum(kept), len(kept), percent(sum(kept), len(kept)))


def grade(subject: str, level: Number, part: str, on: date) -> tuple[str, str]:
    """Grade and words of a city's mean level: 区域 or 道路交通, by day; those of the night are not carried."""
    version("noise.grades", on)
    if subject not in _SUBJECTS:
        raise Refusal(f"“{subject}”没有分级", f"可用：{'、'.join(_SUBJECTS)}")
    if part != "昼间":
        raise Refusal("夜间平均等效声级的分级没有收录", "见到正文后补入规则包", "HJ 640-2012")
    return next((name, words) for each, top, name, words in _grades() if each == subject and (top is None or level <= top))
