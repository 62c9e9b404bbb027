"""Looks at objects from the office: the list, and one more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.inspections import forms, looks, queries, tasks
from fadu.apps.inspections.actions.visiting import looking
from fadu.apps.officers.figures import officers_on
from fadu.apps.registers.outlets import outlets
from fadu.core.refusal import Refusal
from fadu.core.visits import offsite

PAGE = 30


def look_list(request: HttpRequest) -> HttpResponse:
    """All looks, newest first."""
    page = Paginator(looks.looks(), PAGE).get_page(request.GET.get("page"))
    return render(request, "inspections/looks.html", {"page": page})


def look(request: HttpRequest) -> HttpResponse:
    """Record a look; from a draw its object and officers are given."""
    today = timezone.localdate()
    facility = (request.POST.get("facility") or request.GET.get("facility", "")).strip()
    draw = queries.draw(request.GET.get("draw", "")) if request.GET.get("draw") else None
    task = next((one for one in tasks.tasks(draw) if one.object == facility and one.visit is None), None) if draw else None
    start: dict[str, Any] = {"facility": facility, "on": today, "until": today, "officers": [id for id, _ in task.officers] if task else []}
    form = forms.LookForm(
        request.POST or None, initial=start, officers=[(one.number, f"{one.name}（{one.number}）") for one in officers_on(today)],
        outlets=[(one.number, one.told) for one in outlets(facility, today)] if facility else [],
    )
    rule, unclear = None, None
    try:
        rule = looks.rule_for(facility, today) if facility else None
    except Refusal as refused:
        unclear = refused
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        # Where no rule says that normal data do the task, the look stands by itself and the task is left to a visit, as the page says.
        apart = bool(rule and not rule.discharges and given["result"] == offsite.NORMAL)
        try:
            looking.look(
                facility=given["facility"].strip(), on=given["on"], officers=given["officers"], ways=given["ways"], since=given["since"],
                until=given["until"], result=given["result"], found=given["found"], outlets=given.get("outlets", ()),
                draw=draw.id if draw and not apart else "", actor=request.user.get_username(), at=timezone.localtime(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, "非现场检查已登记，并已封存。")
            return redirect("inspections:looks")
    return render(request, "inspections/look.html", {"form": form, "refusal": refusal, "draw": draw, "rule": rule, "unclear": unclear})
