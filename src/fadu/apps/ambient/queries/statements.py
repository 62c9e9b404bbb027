"""What documents state of environmental quality. Callers get values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fadu.apps.ambient.models import QualityStatement
from fadu.core.figures import Comparison, Period, plain
from fadu.core.indices import POLLUTANTS, Composite, composite, two_rules, year_on_year
from fadu.core.refusal import Refusal
from fadu.core.workbook.sheets.registers import QUALITY

# How the indicators of the register are compared, and how they are called by the indices.
KINDS: Mapping[str, str] = {
    "综合指数": "综合指数", "优良天数比例": "优良天数比例", "水环境质量": "排名",
    "重点建设用地安全利用率": "安全利用率", "受污染耕地安全利用率": "安全利用率",
}
_SIX: Mapping[str, str] = {code: {"CO": "CO-95per", "O3": "O3-8h-90per"}.get(code, code) for code in POLLUTANTS}
_PLACES = {"PM2.5": 2}


@dataclass(frozen=True)
class Statement:
    """What a document states of one indicator over one period; `uid` opens its row. `caution`: why it can't simply be compared."""

    uid: str
    number: str
    indicator: str
    period: Period
    value: Decimal | None
    unit: str
    before: Decimal | None
    change: Comparison
    caution: str
    city_rank: int | None
    province_rank: int | None
    source: str


@dataclass(frozen=True)
class Recomputed:
    """The composite index of a period from the six values stated for it, beside the one that is stated; `refusal`: why there is none."""

    period: Period
    found: Composite | None
    stated: Decimal | None
    refusal: str


def statements(first: date, last: date) -> list[Statement]:
    """Statements about periods that end between two days: by indicator in the order of the register, the longest and latest period first."""
    rows = QualityStatement.standing.filter(period_to__range=(first, last))
    found = [_statement(row) for row in rows]
    order = {name: place for place, name in enumerate(indicators())}
    return sorted(found, key=lambda each: (order[each.indicator], -len(each.period.months()), -each.period.last.toordinal()))


def indicators() -> list[str]:
    """The indicators of the register that have a statement, in the order of its column."""
    known = set(QualityStatement.standing.values_list("indicator", flat=True))
    return [name for name in QUALITY.by_field["indicator"].choices if name in known]


def years() -> list[int]:
    """The years that statements end in, latest first."""
    return [day.year for day in QualityStatement.standing.dates("period_to", "year", order="DESC")]


def _statement(row: QualityStatement) -> Statement:
    period = Period(row.period_from, row.period_to)
    kind = KINDS.get(row.indicator, "浓度")
    value, before = _plain(row.value), _plain(row.year_before)
    try:
        caution = two_rules(kind, period, period.previous_year()) if before is not None else ""
    except Refusal as refusal:
        caution = refusal.reason
    change = year_on_year(kind, value, before, _PLACES.get(row.indicator, 1))
    return Statement(
        str(row.uid), row.number, row.indicator, period, value, row.unit, before, change, caution, row.city_rank, row.province_rank, row.source
    )


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(plain(value))  # 36, not the 36.0000 of the column


def by_month(indicator: str, year: int) -> tuple[list[Decimal | None], list[Decimal | None]]:
    """The twelve months of a year as stated, and of the year before: its own statements, else what this year's say of it."""
    found: dict[tuple[int, int], Decimal] = {}
    for row in QualityStatement.standing.filter(indicator=indicator, period_to__year__in=(year - 1, year)).order_by("period_to"):
        period = Period(row.period_from, row.period_to)
        if period == Period.month(row.period_to.year, row.period_to.month):
            if row.year_before is not None:
                found.setdefault((period.first.year - 1, period.first.month), Decimal(plain(row.year_before)))
            if row.value is not None:
                found[period.first.year, period.first.month] = Decimal(plain(row.value))
    return [found.get((year, month)) for month in range(1, 13)], [found.get((year - 1, month)) for month in range(1, 13)]


@dataclass(frozen=True)
class YearOf:
    """One year of an indicator as stated: its value and ranks; `uid` is None where a later year's document states it."""

    year: int
    value: Decimal | None
    city_rank: int | None
    province_rank: int | None
    uid: str | None


def by_year(indicator: str) -> list[YearOf]:
    """Whole years of an indicator, earliest first; the water's rank of the year so far stands for a year that has no other."""
    found: dict[int, YearOf] = {}
    for row in QualityStatement.standing.filter(indicator=indicator).order_by("period_to"):
        year = row.period_to.year
        if row.period_from == date(year, 1, 1) and (row.period_to.month == 12 or row.value is None):
            found[year] = YearOf(year, _plain(row.value), row.city_rank, row.province_rank, str(row.uid))
            if row.year_before is not None:
                found.setdefault(year - 1, YearOf(year - 1, _plain(row.year_before), None, None, None))
    return [found[year] for year in sorted(found)]


def recomputed(shown: Iterable[Statement]) -> list[Recomputed]:
    """The composite index of every period for which all six values are stated."""
    by_period: dict[Period, dict[str, Decimal | None]] = {}
    for each in shown:
        by_period.setdefault(each.period, {})[each.indicator] = each.value
    found = []
    for period, values in sorted(by_period.items(), reverse=True):
        if all(values.get(name) is not None for name in _SIX.values()):
            try:
                found.append(Recomputed(period, composite({code: values[name] for code, name in _SIX.items()}, period), values.get("综合指数"), ""))
            except Refusal as refusal:
                found.append(Recomputed(period, None, values.get("综合指数"), refusal.reason))
    return found
