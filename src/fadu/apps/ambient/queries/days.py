"""Daily values of air: batches, and what a year of a place comes to. Callers get values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from fadu.apps.ambient.models import AirDay, AirIntake
from fadu.core.figures import Period, plain
from fadu.core.indices import (
    POLLUTANTS,
    AirIndex,
    Composite,
    GoodDays,
    Level,
    Statistic,
    attains,
    composite,
    daily,
    good_days,
    limit,
    statistics,
    within,
)
from fadu.core.indices.aqi import levels
from fadu.core.refusal import Refusal

FIELDS: Mapping[str, str] = {"SO2": "so2", "NO2": "no2", "PM10": "pm10", "PM2.5": "pm25", "CO": "co", "O3": "o3"}


@dataclass(frozen=True)
class Intake:
    """A batch of daily values."""

    batch: str
    file_name: str
    places: Sequence[str]
    first: date
    last: date
    days: int
    unchanged: int
    brought_by: str
    brought_at: datetime
    undone_at: datetime | None


@dataclass(frozen=True)
class Day:
    """A day of a place: its AQI, None with the reason where there is none."""

    day: date
    index: AirIndex | None
    reason: str


@dataclass(frozen=True)
class Assessed:
    """A statistic of a year beside the limit of the second grade; `attains` is None where it can't be judged."""

    statistic: Statistic
    limit: Decimal | None
    attains: bool | None


@dataclass(frozen=True)
class AirYear:
    """A year of a place. `refusal`: why there is no composite index."""

    place: str
    period: Period
    days: Sequence[Day]
    good: GoodDays
    levels: Sequence[tuple[Level, int]]
    assessed: Sequence[Assessed]
    composite: Composite | None
    refusal: str


def intakes() -> list[Intake]:
    """All batches of daily values, newest first."""
    return [_intake(row) for row in AirIntake.objects.all()]


def has_intake(batch: str) -> bool:
    """Whether a batch is one of daily values."""
    return AirIntake.objects.filter(batch=batch).exists()


def _intake(row: AirIntake) -> Intake:
    return Intake(
        row.batch, row.file_name, row.places, row.first, row.last, row.days, row.unchanged, row.brought_by, row.brought_at, row.undone_at
    )


def places() -> list[str]:
    """The places that have daily values."""
    return sorted(set(AirDay.objects.values_list("place", flat=True)))


def years_of(place: str) -> list[int]:
    """The years of a place's daily values, latest first."""
    return [day.year for day in AirDay.objects.filter(place=place).dates("day", "year", order="DESC")]


def air_days(place: str, period: Period) -> dict[date, dict[str, Decimal | None]]:
    """Daily values of a place by day."""
    rows = AirDay.objects.filter(place=place, day__range=(period.first, period.last)).order_by("day")
    return {row.day: values_of(row) for row in rows}


def values_of(row: AirDay) -> dict[str, Decimal | None]:
    """The six values of a row, without the zeros of the column."""
    return {code: _plain(getattr(row, field)) for code, field in FIELDS.items()}


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(plain(value))


def days_digest(rows: Iterable[AirDay]) -> str:
    """SHA-256 over every value of a batch: one line a place and day, in order; an act seals it."""
    lines = sorted("\t".join((row.place, row.day.isoformat(), *(plain(value) for value in values_of(row).values()))) for row in rows)
    return sha256("\n".join(lines).encode()).hexdigest()


def air_year(place: str, year: int) -> AirYear:
    """What the daily values of a place come to in a year; everything is computed here, nothing of it is stored."""
    period = Period.year(year)
    values = air_days(place, period)
    days = [_day(day, each) for day, each in values.items()]
    counts = Counter(each.index.level for each in days if each.index and each.index.level)
    found = [each for code in POLLUTANTS for each in statistics({day: each[code] for day, each in values.items()}, code, period)]
    means = {each.pollutant: each.value for each in reversed(found)}  # the mean where there is one, else the percentile
    try:
        index, refusal = composite(means, period), ""
    except Refusal as refused:
        index, refusal = None, refused.reason
    return AirYear(
        place, period, days, good_days(each.index.aqi if each.index else None for each in days),
        [(level, counts[level]) for level in levels()], [_assessed(each) for each in found], index, refusal,
    )


def _day(day: date, values: Mapping[str, Decimal | None]) -> Day:
    try:
        index = daily(values, day)
    except Refusal as refusal:
        return Day(day, None, refusal.reason)
    return Day(day, index, f"缺 {'、'.join(index.missing)}" if index.aqi is None else "")


def _assessed(found: Statistic) -> Assessed:
    """A year's statistic against the limit of the second grade: means against 年平均, percentiles against the daily limit."""
    averaging = "年平均" if found.kind == "mean" else "日最大8小时平均" if found.pollutant == "O3" else "24小时平均"
    try:
        within("air.limits", found.period)
    except Refusal:
        return Assessed(found, None, None)
    most = limit(found.pollutant, averaging, found.period.first)
    judged = attains(found.pollutant, averaging, found.shown, found.period.first) if found.shown is not None and found.is_valid is not False else None
    return Assessed(found, most, judged)
