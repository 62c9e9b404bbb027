"""Which officers must stand aside from which objects."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.facilities.figures import pool_on
from fadu.apps.inspections import forms, queries
from fadu.apps.inspections.actions import recusals
from fadu.apps.inspections.views._common import act
from fadu.apps.officers.figures import officers_on


def tie_list(request: HttpRequest) -> HttpResponse:
    """The ties that hold, and a form for one more."""
    today = timezone.localdate()
    officers = {each.number: each.name for each in officers_on(today)}
    objects = {each.number: each.name for each in pool_on(today)}
    form = forms.TieForm(request.POST or None, officers=[(number, f"{name}（{number}）") for number, name in officers.items()])
    if request.method == "POST":
        done = act(request, form, lambda: recusals.state_recusal(
            officer=form.cleaned_data["officer"], facility=form.cleaned_data["facility"].strip(), ground=form.cleaned_data["ground"],
            actor=request.user.get_username(), at=timezone.localtime(),
        ), "回避已登记")
        if done:
            return redirect("inspections:ties")
    rows = [
        {"tie": tie, "officer": officers.get(tie.number, ""), "object": objects.get(tie.said["facility"], "")} for tie in queries.ties()
    ]
    return render(request, "inspections/ties.html", {"form": form, "rows": rows})


def lift(request: HttpRequest, tie: str) -> HttpResponse:
    """Say that a tie no longer holds."""
    if request.method == "POST":
        act(request, None, lambda: recusals.lift_recusal(
            tie, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime(),
        ), "回避已解除")
    return redirect("inspections:ties")
