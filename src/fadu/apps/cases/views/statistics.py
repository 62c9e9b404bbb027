"""Statistics of decided cases, and the cases behind each number."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.cases import statistics
from fadu.apps.cases.forms import YearForm

PAGE = 50


def overview(request: HttpRequest) -> HttpResponse:
    """Decided cases of a year by violation, statute, fine and stage."""
    years = statistics.years() or [timezone.localdate().year]
    form = YearForm(years, request.GET if "year" in request.GET else None, initial={"year": str(years[0])})
    year = int(form.cleaned_data["year"]) if form.is_bound and form.is_valid() else years[0]
    return render(request, "cases/statistics.html", {"filter": form, "year": year, **statistics.of(year)})


def counted(request: HttpRequest) -> HttpResponse:
    """The cases that one number of the statistics counts."""
    year = request.GET.get("year", "")
    number = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else timezone.localdate().year
    found = statistics.rows_of(number, request.GET.get("by", "decided"), request.GET.get("value", ""))
    if found is None:
        raise Http404("统计里没有这一项")
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/counted.html", {"year": number, "found": found, "page": page, "rows": statistics.shown(page.object_list)})
