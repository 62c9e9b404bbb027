"""What is to be watched about complaints: repeats that are proposed, and late ones that nobody answered for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.complaints import queries
from fadu.apps.complaints.actions.judging import judge_overdue, judge_repeat
from fadu.apps.complaints.forms import OverdueForm, RepeatForm, WindowFilter
from fadu.core.refusal import Refusal

_HERE = "complaints:watch"


def watch(request: HttpRequest) -> HttpResponse:
    """Both lists."""
    return _page(request)


def repeat(request: HttpRequest) -> HttpResponse:
    """Decide on a proposed repeat."""
    form = RepeatForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return redirect(_HERE)
    said, holds = form.cleaned_data, form.cleaned_data["holds"] == "yes"
    try:
        judge_repeat(
            said["number"], said["other"], holds=holds, reason=said["reason"], actor=request.user.get_username(), at=timezone.localtime()
        )
    except Refusal as refusal:
        return _page(request, refusal)
    messages.success(request, f"{said['number']} 已{'标为重复信访' if holds else '认定不是重复'}，并已封存。")
    return redirect(f"{reverse(_HERE)}?window={WindowFilter(request.GET).chosen}")


def answered(request: HttpRequest) -> HttpResponse:
    """Say why nobody answers for a late complaint."""
    form = OverdueForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return redirect(_HERE)
    try:
        judge_overdue(form.cleaned_data["number"], reason=form.cleaned_data["reason"], actor=request.user.get_username(), at=timezone.localtime())
    except Refusal as refusal:
        return _page(request, refusal)
    messages.success(request, f"{form.cleaned_data['number']} 已写明不追究的理由，并已封存。")
    return redirect(_HERE)


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    today = timezone.localdate()
    window = WindowFilter(request.GET)
    return render(request, "complaints/watch.html", {
        "filter": window, "refusal": refusal, "typed": request.POST, "repeats": queries.repeats(today, window.chosen),
        "late": queries.overdue(today), "limit": queries.within(),
    }, status=422 if refusal else 200)
