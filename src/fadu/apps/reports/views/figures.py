"""Figures by system, one figure down to its rows, and what adds up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.reports import queries
from fadu.apps.reports.forms import FiguresFilter, ScopeFilter, month_query
from fadu.apps.reports.palette import FIGURES, near
from fadu.core.figures import Change, Scope, Span
from fadu.core.figures.relations import Check, Status
from fadu.web import charts

PAGE = 30
KEY = (
    "case.filed", "case.penalty_decisions", "case.fines_yuan", "inspection.draw.checks", "complaint.received", "complaint.closed_rate",
    "damages.started", "quality.air.pm25",
)
_STATUS = {
    Status.BROKEN: ("不相符", "danger"), Status.INFO: ("提示", "info"), Status.UNDECIDABLE: ("不判", "done"), Status.HOLDS: ("相符", "ok"),
}


def figure_list(request: HttpRequest) -> HttpResponse:
    """All figures by system, or one system with its months."""
    form = FiguresFilter(request.GET, _years())
    scope = form.scope
    system = form.cleaned_data.get("system", "")
    stated = queries.stated(scope, [id for id, figure in FIGURES.items() if system in ("", figure.system)])
    sparks = _sparks(scope, stated.values()) if system else {}
    by_system = groupby(stated.values(), lambda figure: figure.system)
    groups = [(name, [(figure, sparks.get(figure.id)) for figure in figures]) for name, figures in by_system]
    return render(request, "reports/figures.html", {
        "filter": form, "scope": scope, "system": system, "groups": groups, "tiles": [stated[id] for id in KEY] if not system else [],
        "before": scope.previous_year().period, "asked": _asked(form),
    })


def figure_page(request: HttpRequest, id: str) -> HttpResponse:
    """One figure: what it says, what it said in other months, the rows it rests on."""
    if id not in FIGURES:
        raise Http404(f"没有编号为 {id} 的指标。相近的有：{'、'.join(near(id))}")
    form = ScopeFilter(request.GET, _years())
    scope = form.scope
    figure = queries.stated(scope, [id])[id]
    rows: Any = queries.RowsOf(id, scope)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    months = queries.months(scope, [id])
    return render(request, "reports/figure.html", {
        "filter": form, "scope": scope, "figure": figure, "asked": _asked(form), "page": page, "rows": page.object_list,
        "trace": queries.traces(scope, [figure])[id], "months": _months(figure, scope, months), "chart": _chart(figure, scope, months),
        "checks": _checks(queries.checks(scope, {id}), id), "parts": [FIGURES[part.id] for part in FIGURES[id].parts if part.id in FIGURES],
        "before": scope.previous_year().period,
    })


def check_page(request: HttpRequest) -> HttpResponse:
    """What adds up, what doesn't, and what can't be said."""
    form = ScopeFilter(request.GET, _years())
    scope = form.scope
    checks = queries.checks(scope)
    counts = [(label, tone, sum(check.status is status for check in checks)) for status, (label, tone) in _STATUS.items()]
    return render(request, "reports/figure_checks.html", {
        "filter": form, "scope": scope, "asked": _asked(form), "counts": counts, "checks": _checks(checks),
    })


def _sparks(scope: Scope, figures: Iterable[queries.Stated]) -> dict[str, str]:
    """A line over the months for each figure of facts dated in the period."""
    names = {figure.id: figure.name for figure in figures if figure.span is Span.PERIOD}
    months = queries.months(scope, names)
    return {id: charts.sparkline(months.values[id], title=f"{name}各月") for id, name in names.items()}


def _years() -> list[int]:
    return queries.years() or [timezone.localdate().year]


def _asked(form: ScopeFilter) -> str:
    """The query string that asks for the same again, of another figure."""
    data = form.cleaned_data
    asked = f"?year={data.get('year') or form.scope.period.first.year}&part={data.get('part') or 'year'}"
    return f"{asked}&as_of={data['as_of'].isoformat()}" if data.get("as_of") else asked


def _checks(checks: Sequence[Check], here: str = "") -> list[tuple[Check, str, str, str]]:
    """(check, word, tone, id of another figure it is about), what does not add up first."""
    order = list(_STATUS)
    ranked = sorted(checks, key=lambda check: order.index(check.status))
    return [(check, *_STATUS[check.status], next((id for id in check.figures if id != here), "")) for check in ranked]


def _months(figure: queries.Stated, scope: Scope, months: queries.Months) -> list[tuple[str, object, object, str]]:
    """(month, this year, the year before, its query string); nothing where no month says anything."""
    now, before = months.values[figure.id], months.before[figure.id]
    if all(value is None for value in (*now, *before)):
        return []
    return [
        (f"{month.first.month}月", value, old, month_query(month, None)) for month, value, old in zip(months.periods, now, before, strict=True)
    ]


def _chart(figure: queries.Stated, scope: Scope, months: queries.Months) -> str:
    now, before = months.values[figure.id], months.before[figure.id]
    if all(value is None for value in (*now, *before)):
        return ""
    labels = [f"{month.first.month}月" for month in months.periods]
    year = scope.period.first.year
    series = [charts.Series(f"{year}年", now, [month_query(month, None) for month in months.periods]), charts.Series(f"{year - 1}年", before)]
    counted = FIGURES[figure.id].change is Change.COUNT and figure.span is Span.PERIOD
    draw = charts.bars if counted else charts.lines
    return draw(labels, series, title=f"{figure.name}各月，{year}年与{year - 1}年", unit=figure.unit)
