"""The limits of open matters by day: a month to look at and print, and all of them for a calendar program."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.cases import lists
from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning import moving
from fadu.apps.cases.queries.matters import state_of
from fadu.core.procedure.duelist import Entry
from fadu.core.procedure.icalendar import icalendar

MOST = 400


def month(request: HttpRequest) -> HttpResponse:
    """The nearest limit of every open matter in a month, with what is late before it."""
    today, around = timezone.localdate(), bureau()
    first = _month(request.GET.get("month", ""), today)
    after = (first + timedelta(31)).replace(day=1)
    open_ones = Matter.objects.filter(ended=False, due_on__isnull=False)
    found = list(open_ones.filter(due_on__range=(first, after - timedelta(1))).order_by("due_on", "pk")[:MOST])
    late = list(open_ones.filter(due_on__lt=min(first, today)).order_by("due_on", "pk")[:MOST])
    days: dict[date, list[lists.Row]] = defaultdict(list)
    for matter, row in zip(found, lists.rows(found, around, today), strict=True):
        assert matter.due_on is not None
        days[matter.due_on].append(row)
    weeks = [[{"day": day, "other": day.month != first.month, "rows": days.get(day, [])} for day in week]
             for week in Calendar().monthdatescalendar(first.year, first.month)]
    context: dict[str, Any] = {
        "first": first, "weeks": weeks, "days": dict(days), "today": today, "late": lists.rows(late, around, today),
        "before": first - timedelta(1), "after": after, "cut": MOST if MOST in (len(found), len(late)) else 0, "none": not open_ones.exists(),
    }
    return render(request, "cases/calendar.html", context)


def _month(given: str, today: date) -> date:
    """The first day of a month written 2026-11; of this month for anything else."""
    try:
        return date.fromisoformat(f"{given}-01")
    except ValueError:
        return today.replace(day=1)


def calendar_file(request: HttpRequest) -> HttpResponse:
    """All running limits of open matters as iCalendar. The party is not in it: the file goes to phones and mail programs."""
    today, around = timezone.localdate(), bureau()
    entries = []
    for matter in Matter.objects.select_related("case", "parent").filter(ended=False, due_on__isnull=False).order_by("due_on", "pk")[:MOST]:
        for one in moving.clocks(state_of(matter), around, today):
            if one.answer.safe is None or one.answer.due is None:
                continue
            sheet = tuple(map(str, one.answer.derivation["text"]))
            entries.append(Entry(
                0, one.limit, one.since, f"{matter.number} {matter.title}", one.answer.due, one.answer.safe, one.answer.provisional, sheet,
            ))
    headers = {"Content-Disposition": 'attachment; filename="fadu-cases.ics"'}
    return HttpResponse(icalendar(entries, stamp=timezone.now()), content_type="text/calendar; charset=utf-8", headers=headers)
