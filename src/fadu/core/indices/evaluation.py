"""Statistics of a period (HJ 663): means, percentiles, what data they need, days with good air.

A value that does not have the data it needs is still computed, marked not valid, with the reason; where it isn't known how much data is
needed, `is_valid` is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from fadu.core import pack
from fadu.core.figures.period import Period
from fadu.core.figures.rounding import Number, percent, rounded
from fadu.core.indices.aqi import items
from fadu.core.indices.limits import limit
from fadu.core.indices.packs import CONFIDENCE, read, within
from fadu.core.refusal import Refusal

__all__ = ["GoodDays", "Statistic", "city_mean", "daily_mean", "daily_o3", "good_days", "mean", "needed", "percentile", "places", "statistics"]

_FIRST_END, _HOURS = 8, 24  # the 8 h means of a day are those that end at 8:00 … 24:00


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic of one pollutant over a period. `kind` is "mean", or "p95" …; `value` is not rounded, None without any data;
    `shown` is rounded as the assessment of that period asks, None where that isn't known."""

    pollutant: str
    kind: str
    period: Period
    value: Decimal | None
    shown: Decimal | None
    count: int
    is_valid: bool | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoodDays:
    """Days with AQI ≤ 100 among the days that have an AQI; `rate` in percent with one decimal, None without such days."""

    good: int
    valid: int
    days: int
    rate: Decimal | None


@cache
def _needed() -> Mapping[str, int]:
    rows = read("air-validity.csv", {"代码": pack.needed, "名称": pack.needed, "最少": pack.whole, "依据": pack.needed})
    return {row["代码"]: row["最少"] for row in rows}


def needed(what: str) -> int:
    """How many data a statistic needs: year.days, month.days, february.days, day.hours, o3.hours, o3.windows, stations.percent."""
    return _needed()[what]


@cache
def _rounding() -> Mapping[tuple[str, str], tuple[int, str]]:
    rows = read("air-rounding.csv", {"标准": pack.needed, "量": pack.needed, "小数": pack.whole, "信度": pack.one_of(*CONFIDENCE)})
    return {(row["标准"], row["量"]): (row["小数"], row["信度"]) for row in rows}


def places(quantity: str, period: Period) -> int:
    """Decimals of a statistic (浓度, CO, 超标倍数, 比例, 综合指数) of a period. Refusal where the rule was not seen (HJ 663-2026)."""
    standard = within("air.evaluation", period).code
    found, confidence = _rounding().get((standard, quantity), (0, "L"))
    if confidence == "L":
        raise Refusal(f"{standard} 对“{quantity}”的修约规则没有见到正文，不能判定", "见到正文后补入规则包；比较时请用未修约的值")
    return found


def mean(values: Iterable[Number]) -> Decimal | None:
    """The arithmetic mean, not rounded; None of nothing."""
    known = list(values)
    return Decimal(sum(known)) / len(known) if known else None


def percentile(values: Iterable[Number], percent: int) -> Decimal | None:
    """The p-th percentile, not rounded: rank 1 + (n − 1)·p, linear between neighbours (HJ 663-2013 appendix A); None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    place, rest = divmod((len(ordered) - 1) * percent, 100)
    below = Decimal(ordered[place])
    return below + (ordered[place + 1] - below) * rest / 100 if rest else below


def daily_mean(hours: Sequence[Number | None]) -> Decimal | None:
    """The 24 h mean of a day from its hourly means; None with fewer than 20 of them. Not for O3."""
    known = [value for value in hours if value is not None]
    return mean(known) if len(known) >= needed("day.hours") else None


def daily_o3(hours: Sequence[Number | None], on: date) -> Decimal | None:
    """The largest 8 h mean of a day (24 hourly means, the first ending at 1:00); None with fewer than 14 valid 8 h means, unless the
    result is above the limit (HJ 663 6.1.2)."""
    if len(hours) != _HOURS:
        raise Refusal(f"一天应有 {_HOURS} 个小时值，现有 {len(hours)} 个", "缺测的小时请留空")
    windows = []
    for end in range(_FIRST_END, _HOURS + 1):
        known = [value for value in hours[end - 8 : end] if value is not None]
        if len(known) >= needed("o3.hours"):
            windows.append(sum(map(Decimal, known), Decimal(0)) / len(known))
    if not windows:
        return None
    largest = max(windows)
    most = limit("O3", "日最大8小时平均", on)
    return largest if len(windows) >= needed("o3.windows") or rounded(largest, items()["O3"].places) > most else None


def city_mean(stations: Sequence[Number | None]) -> Decimal | None:
    """The mean of the stations that assess a city; None where fewer than 75 % of them have a valid value."""
    known = [value for value in stations if value is not None]
    return mean(known) if known and len(known) * 100 >= needed("stations.percent") * len(stations) else None


def statistics(days: Mapping[date, Number | None], pollutant: str, period: Period) -> list[Statistic]:
    """The statistics that a period is assessed by, from daily values: mean and percentile; of CO and O3 the percentile alone.

    Values of other days are left out. A year is valid with 324 daily means, 27 a month, 25 in February (GB 3095 table 4; not laid
    down for CO and O3); a month by its own number.
    """
    item = items().get(pollutant)
    if item is None:
        raise Refusal(f"不认识的污染物“{pollutant}”", f"可用：{'、'.join(items())}")
    known = {day: value for day, value in days.items() if value is not None and period.first <= day <= period.last}
    if negative := [day for day, value in known.items() if value < 0]:
        raise Refusal(f"{pollutant} 在 {negative[0].isoformat()} 的值为负", "请核对监测数据")
    found: list[tuple[str, Decimal | None]] = [("mean", mean(known.values()))] if item.has_mean else []
    found.append((f"p{item.percentile}", percentile(known.values(), item.percentile)))
    is_valid, reasons = _validity(known, period) if item.has_mean else (None, (f"GB 3095 表 4 没有规定 {pollutant} 的年评价需要多少个日值",))
    return [Statistic(pollutant, kind, period, value, _shown(value, pollutant, period), len(known), is_valid, reasons) for kind, value in found]


def _shown(value: Decimal | None, pollutant: str, period: Period) -> Decimal | None:
    try:
        return None if value is None else rounded(value, places("CO" if pollutant == "CO" else "浓度", period))
    except Refusal:
        return None


def _validity(known: Mapping[date, Number], period: Period) -> tuple[bool | None, tuple[str, ...]]:
    if not period.whole_months:
        return None, ("时段不是整月，标准没有规定需要多少个日值",)
    counts = Counter((day.year, day.month) for day in known)
    reasons = []
    if period == Period.year(period.first.year) and len(known) < needed("year.days"):
        reasons.append(f"全年日值 {len(known)} 个，少于 {needed('year.days')} 个")
    for month in period.months():
        least = needed("february.days" if month.first.month == 2 else "month.days")
        count = counts[month.first.year, month.first.month]
        if count < least:
            reasons.append(f"{month.label}日值 {count} 个，少于 {least} 个")
    return not reasons, tuple(reasons)


def good_days(indices: Iterable[int | None]) -> GoodDays:
    """Good days among valid ones: a day without an AQI is in neither count, so 27 of 29 days is 93.1 %, not 27 of 30."""
    days = list(indices)
    valid = [index for index in days if index is not None]
    good = sum(index <= 100 for index in valid)
    return GoodDays(good, len(valid), len(days), percent(good, len(valid)))
