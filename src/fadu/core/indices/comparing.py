"""A value against the same period of the year before, in the form its kind asks for; and whether the two may be compared at all."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from fadu.core.figures.change import Comparison, compare
from fadu.core.figures.figure import Change
from fadu.core.figures.period import Period
from fadu.core.figures.rounding import Number, plain
from fadu.core.indices.packs import version

__all__ = ["FORMS", "two_rules", "year_on_year"]

# Percent for what has a unit and for indices, percentage points for what is a percentage already, places for ranks.
FORMS: Mapping[str, Change] = {
    "浓度": Change.CONCENTRATION, "综合指数": Change.INDEX, "水质指数": Change.INDEX, "优良天数比例": Change.RATE, "水质比例": Change.RATE,
    "安全利用率": Change.RATE, "声环境达标率": Change.RATE, "排名": Change.RANK,
}
# What a kind is judged by; a concentration is measured, whatever the standard.
_JUDGED_BY: Mapping[str, str] = {"综合指数": "air.composite", "优良天数比例": "air.aqi", "水质指数": "water.cwqi", "水质比例": "water.limits"}


def year_on_year(kind: str, value: Number | None, before: Number | None, places: int = 1) -> Comparison:
    """The change between two published (rounded) values of a kind in FORMS, or of "天数", which differ by so many days."""
    if kind != "天数" or value is None or before is None:
        return compare(FORMS.get(kind, Change.COUNT), value, before, places)
    days = Decimal(value) - Decimal(before)
    return Comparison(days, "天", f"较上年{'增加' if days > 0 else '减少'}{plain(abs(days))}天" if days else "与上年持平")


def two_rules(kind: str, period: Period, before: Period) -> str:
    """Why two periods, the earlier one second, can't simply be compared: different standards judge them. Empty where they can.

    Refusal for a day before the standards that are carried.
    """
    use = _JUDGED_BY.get(kind)
    if use is None:
        return ""
    old, new = version(use, before.first), version(use, period.last)
    if old is new:
        return ""
    names = [one.name or "尚未见到正式文本的算法" for one in (old, new)]
    return f"{before.label}适用{names[0]}，{period.label}适用{names[1]}：同比须按同一标准重算，或者注明口径不同"
