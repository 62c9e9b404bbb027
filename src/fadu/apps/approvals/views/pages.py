"""Approvals under way by their limit, and projects that were exempted or promised without their list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fadu.apps.approvals import queries
from fadu.apps.approvals.figures import FIGURES
from fadu.core.figures import Period, Scope, evaluate


def limits(request: HttpRequest) -> HttpResponse:
    """What is under way, what lacks its ground, and how much was done in time this year."""
    today = timezone.localdate()
    shown = [figure for figure in FIGURES if figure.id in ("approval.timed", "approval.on_time", "approval.on_time_rate")]
    (readings,) = evaluate(shown, [Scope.of(Period.year(today.year), today)])
    return render(request, "approvals/limits.html", {
        "open": queries.under_way(today), "unlisted": queries.unlisted(today.year), "year": today.year, "basis": queries.basis(),
        "allowed": queries.allowed(),
        "figures": [(figure, readings[figure.id].value) for figure in shown],
    })
