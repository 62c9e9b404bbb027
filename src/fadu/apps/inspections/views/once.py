"""What is to be done in a quarter, one line for each firm."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.inspections import once, tasks
from fadu.core.refusal import Refusal

PAGE = 50


def once_page(request: HttpRequest) -> HttpResponse:
    """The firms to go to by the end of a quarter of this year."""
    today = timezone.localdate()
    asked = request.GET.get("quarter", "")
    quarter = int(asked) if asked in ("1", "2", "3", "4") else tasks.quarter_of(today)
    tabs = [{"label": f"到第{each}季度末", "url": f"?quarter={each}", "current": each == quarter, "count": None} for each in range(1, 5)]
    shown = request.GET.get("show", "")
    context: dict[str, Any] = {"year": today.year, "tabs": tabs, "today": today, "basis": once.BASIS, "quarter": quarter, "shown": shown}
    try:
        every = once.stops(today.year, quarter, today)
        some = {"mine": [stop for stop in every if stop.is_for(request.user.get_username())], "offsite": [stop for stop in every if stop.offsite]}
        stops = some.get(shown, every)
        context |= {
            "counts": [("", "全部", len(every)), ("mine", "派给我的", len(some["mine"])), ("offsite", "先非现场", len(some["offsite"]))],
            "page": Paginator(stops, PAGE).get_page(request.GET.get("page")), "several": sum(len(stop.things) > 1 for stop in stops),
            "things": sum(len(stop.things) for stop in stops), "offsite": sum(bool(stop.offsite) for stop in stops),
        }
    except Refusal as refusal:
        context["refusal"] = refusal
    return render(request, "inspections/once.html", context)
