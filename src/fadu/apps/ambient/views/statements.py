"""A year of environmental quality as documents state it: tiles, the trend of one indicator, its ranks, all statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.ambient.forms import StatementFilter
from fadu.apps.ambient.queries import statements as queries
from fadu.apps.ambient.queries.statements import Statement, YearOf
from fadu.core.figures import Period
from fadu.web import charts

_TILES = ("综合指数", "优良天数比例", "PM2.5", "PM10")
_YEAR = 12
_MONTHS = [f"{month}月" for month in range(1, 13)]


def year_page(request: HttpRequest) -> HttpResponse:
    """One year."""
    form = StatementFilter(request.GET, queries.years() or [timezone.localdate().year], queries.indicators())
    period = Period.year(form.chosen_year)
    shown = queries.statements(period.first, period.last)
    years = queries.by_year(form.chosen_indicator)
    now, before = queries.by_month(form.chosen_indicator, form.chosen_year)
    return render(request, "ambient/year.html", {
        "filter": form, "period": period, "statements": shown, "tiles": _tiles(shown), "indicator": form.chosen_indicator,
        "months": _months(shown, form.chosen_indicator, now, before),
        "month_chart": _month_chart(form, now, before), "years": years, "year_chart": _year_chart(form.chosen_indicator, years),
        "rank_chart": _rank_chart(form.chosen_indicator, years), "recomputed": queries.recomputed(shown),
        "cautions": list(dict.fromkeys(each.caution for each in shown if each.caution)),
    })


def _tiles(shown: Sequence[Statement]) -> list[tuple[Statement, str]]:
    """The longest period of each main indicator (sorted so already) with its change; where it is not the year, the period is said."""
    first: dict[str, Statement] = {}
    for each in shown:
        first.setdefault(each.indicator, each)
    found = [first[name] for name in _TILES if name in first]
    whole = [len(one.period.months()) == _YEAR for one in found]
    return [(one, one.change.text if year else f"{one.period.label}，{one.change.text}") for one, year in zip(found, whole, strict=True)]


def _months(
    shown: Sequence[Statement], indicator: str, now: Sequence[Decimal | None], before: Sequence[Decimal | None]
) -> list[tuple[str, Decimal | None, Decimal | None, int | None]]:
    """(month, this year, the year before, rank in the city); nothing where no month says anything."""
    ranks = {each.period.first.month: each.city_rank for each in shown if each.indicator == indicator and len(each.period.months()) == 1}
    if all(value is None for value in (*now, *before)) and not any(ranks.values()):
        return []
    return [(name, now[place], before[place], ranks.get(place + 1)) for place, name in enumerate(_MONTHS)]


def _month_chart(form: StatementFilter, now: Sequence[Decimal | None], before: Sequence[Decimal | None]) -> str:
    if all(value is None for value in (*now, *before)):
        return ""
    series = [charts.Series(f"{form.chosen_year}年", now), charts.Series(f"{form.chosen_year - 1}年", before)]
    title = f"{form.chosen_indicator}各月，{form.chosen_year}年与{form.chosen_year - 1}年"
    return charts.lines(_MONTHS, series, title=title, unit=_unit(form.chosen_indicator, form.chosen_year))


def _year_chart(indicator: str, years: Sequence[YearOf]) -> str:
    known = [each for each in years if each.value is not None]
    if len(known) < 2:
        return ""
    labels = [f"{each.year}年" for each in known]
    return charts.lines(
        labels, [charts.Series(indicator, [each.value for each in known])], title=f"{indicator}各年", unit=_unit(indicator, known[-1].year)
    )


def _rank_chart(indicator: str, years: Sequence[YearOf]) -> str:
    ranked = [each for each in years if each.city_rank or each.province_rank]
    if not ranked:
        return ""
    series = [charts.Series("全市", [each.city_rank for each in ranked]), charts.Series("全省", [each.province_rank for each in ranked])]
    known = [one for one in series if any(one.values)]
    return charts.bars([f"{each.year}年" for each in ranked], known, title=f"{indicator}排名，位次越小越好", unit="位，越小越好")


def _unit(indicator: str, year: int) -> str:
    found = queries.statements(date(year, 1, 1), date(year, 12, 31))
    return next((each.unit for each in found if each.indicator == indicator and each.unit), "无量纲")
