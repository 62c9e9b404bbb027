"""What the pages share: doing an act from a form, and saying what it was refused for."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest

from fadu.apps.inspections import queries
from fadu.core.refusal import Refusal


def act(request: HttpRequest, form: forms.Form | None, work: Callable[[], object], word: str) -> bool:
    """Do what a valid form asks; what it is refused for is said as a message. Returns whether it was done."""
    if form is not None and not form.is_valid():
        for name, problems in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            messages.error(request, f"{label}：{'；'.join(map(str, problems))}")
        return False
    try:
        work()
    except Refusal as refusal:
        messages.error(request, "。".join(part for part in (refusal.reason, refusal.mend, refusal.article) if part) + "。")
        return False
    messages.success(request, f"{word}，并已封存。")
    return True


def found_plan(id: str) -> queries.Plan:
    """The plan of an address."""
    plan = queries.plan(id)
    if plan is None:
        raise Http404("没有这个计划")
    return plan


def found_draw(id: str) -> queries.DrawView:
    """The draw of an address."""
    draw = queries.draw(id)
    if draw is None:
        raise Http404("没有这次抽取")
    return draw
