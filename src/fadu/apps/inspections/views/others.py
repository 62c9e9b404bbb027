"""Visits that other departments made at our objects, and what they ask us to look at there."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.facilities.figures import pool_on
from fadu.apps.inspections import forms, queries
from fadu.apps.inspections.actions import others
from fadu.apps.inspections.views._common import act
from fadu.apps.inspections.visits import grounds

PAGE = 50


def other_list(request: HttpRequest, task_form: forms.OtherTaskForm | None = None) -> HttpResponse:
    """What is stated, newest first, and a form for one more; above it what others ask for on our next visit."""
    today = timezone.localdate()
    form = forms.OtherVisitForm(None if task_form else request.POST or None, initial={"on": today})
    if request.method == "POST" and task_form is None:
        done = act(request, form, lambda: others.state_other_visit(
            facility=form.cleaned_data["facility"].strip(), department=form.cleaned_data["department"], on=form.cleaned_data["on"],
            matter=form.cleaned_data["matter"], source=form.cleaned_data["source"],
            actor=request.user.get_username(), at=timezone.localtime(),
        ), "检查已登记")
        if done:
            return redirect("inspections:others")
    names = {each.number: each.name for each in pool_on(today)}
    page = Paginator(queries.others()[::-1], PAGE).get_page(request.GET.get("page"))
    rows = [(one, names.get(one.number, "")) for one in page.object_list]
    plan = queries.in_force(today.year)
    counts = bool(plan and plan.made.said.get("count_others"))
    return render(request, "inspections/others.html", {
        "form": form, "page": page, "rows": rows, "counts": counts, "year": today.year, "tasks": grounds.other_tasks(),
        "task_form": task_form or forms.OtherTaskForm(),
    })


def state_task(request: HttpRequest) -> HttpResponse:
    """State what another department asks for; where it is refused, what was typed stands on the page."""
    if request.method != "POST":
        return redirect("inspections:others")
    form = forms.OtherTaskForm(request.POST)
    done = act(request, form, lambda: others.state_other_task(
        **{**form.cleaned_data, "facility": form.cleaned_data["facility"].strip()}, actor=request.user.get_username(), at=timezone.localtime(),
    ), "要查的事已登记")
    return redirect("inspections:others") if done else other_list(request, form)


def withdraw_task(request: HttpRequest, task: str) -> HttpResponse:
    """Take a task back."""
    if request.method == "POST":
        act(request, None, lambda: others.withdraw_other_task(
            task, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime(),
        ), "已撤回")
    return redirect("inspections:others")


def withdraw(request: HttpRequest, other: str) -> HttpResponse:
    """Take a statement back."""
    if request.method == "POST":
        act(request, None, lambda: others.withdraw_other_visit(
            other, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime(),
        ), "登记已撤回")
    return redirect("inspections:others")
