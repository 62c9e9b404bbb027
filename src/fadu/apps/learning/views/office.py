"""The office's pages: who must still do what, the plan of the year, result sheets."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.learning.actions import plans as actions
from fadu.apps.learning.actions import results
from fadu.apps.learning.forms import DemandForm, ResultForm, YearFilter, YearForm
from fadu.apps.learning.queries import plans
from fadu.core.learning.demands import GROUPS, WHATS, demands
from fadu.core.refusal import Refusal

_OFFICE, _PLAN, _RESULTS = "learning:office", "learning:plan", "learning:results"


def _years() -> list[int]:
    year = timezone.localdate().year
    return [year, year + 1, *range(year - 1, year - 6, -1)]


def _looked_at(year: int) -> date:
    """The day on which a year is looked at: today, for past and coming years their nearest day."""
    today = timezone.localdate()
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))


def office(request: HttpRequest) -> HttpResponse:
    """Everybody with what they must still do."""
    form = YearFilter(request.GET, _years())
    on = _looked_at(form.chosen_year)
    people = [each for each in plans.standing(form.chosen_year, on) if form.shows(each.learner)]
    states = [(duty.what, duty.state) for each in people for _, duty in each.duties]
    return render(request, "learning/office.html", {
        "filter": form, "year": form.chosen_year, "on": on, "people": [each for each in people if each.open or not form.only_open],
        "total": len(people), "open": sum(bool(each.open) for each in people),
        "ending": sum(what == "certificate" and state in ("soon", "over") for what, state in states),
        "unfit": sum(what == "qualification" and state == "over" for what, state in states),
    })


def person(request: HttpRequest, number: str) -> HttpResponse:
    """One person's year."""
    form = YearForm(request.GET, _years())
    found = plans.standing(form.chosen_year, _looked_at(form.chosen_year), number)
    if not found:
        messages.error(request, f"{form.chosen_year} 年在职的人员里没有工号 {number}。")
        return redirect(_OFFICE)
    context = {"year": form.chosen_year, "me": found[0], "records": plans.records_of(number, form.chosen_year)}
    return render(request, "learning/person.html", context)


def plan(request: HttpRequest) -> HttpResponse:
    """The plan of a year, and what the law demands beside it."""
    return _plan(request, DemandForm())


def set_demand(request: HttpRequest, year: int) -> HttpResponse:
    """Put a demand into the plan."""
    if request.method != "POST":
        return redirect(_PLAN)
    form = DemandForm(request.POST)
    if not form.is_valid():
        return _plan(request, form, year=year)
    try:
        actions.set_demand(year=year, actor=request.user.get_username(), at=timezone.localtime(), **form.cleaned_data)
    except Refusal as refusal:
        return _plan(request, form, refusal, year)
    messages.success(request, "已列入计划，并已封存。")
    return redirect(f"{reverse(_PLAN)}?year={year}")


def lift(request: HttpRequest, demand: str) -> HttpResponse:
    """Take a demand out of the plan."""
    if request.method == "POST":
        try:
            actions.lift_demand(demand, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime())
            messages.success(request, f"{demand} 已取消。")
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect(_PLAN)


def _plan(request: HttpRequest, form: DemandForm, refusal: Refusal | None = None, year: int | None = None) -> HttpResponse:
    chosen = YearForm({"year": str(year)} if year else request.GET, _years())
    context = {
        "filter": chosen, "year": chosen.chosen_year, "form": form, "refusal": refusal,
        "demands": [(row, GROUPS[row.group], WHATS[row.what]) for row in plans.demands_of(chosen.chosen_year)],
        "law": [(each, GROUPS[each.group]) for each in demands().values() if each.during(chosen.chosen_year)],
        "hours_known": any(each.what == "hours" and each.during(chosen.chosen_year) for each in demands().values()),
        "programmes": plans.programmes(),
    }
    return render(request, "learning/plan.html", context, status=422 if refusal or form.errors else 200)


def result_page(request: HttpRequest) -> HttpResponse:
    """Result sheets: take one in, those that were."""
    return _results(request, ResultForm())


def take_results(request: HttpRequest) -> HttpResponse:
    """Take a result sheet in."""
    if request.method != "POST":
        return redirect(_RESULTS)
    form = ResultForm(request.POST, request.FILES)
    if not form.is_valid():
        return _results(request, form)
    said = dict(form.cleaned_data)
    upload = said.pop("file")
    try:
        intake = results.take_results(
            upload.read(), file_name=upload.name, actor=request.user.get_username(), at=timezone.localtime(), **said
        )
    except Refusal as refusal:
        return _results(request, form, refusal)
    messages.success(request, f"已导入 {intake.rows} 人的结果，逐行封存。")
    return redirect(_RESULTS)


def take_results_back(request: HttpRequest, batch: str) -> HttpResponse:
    """Take a result sheet back."""
    if request.method == "POST":
        try:
            event = results.take_results_back(batch, actor=request.user.get_username(), at=timezone.localtime())
            messages.success(request, f"已撤回 {event.rows} 行。原来的封存记录仍在档案里。")
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect(_RESULTS)


def _results(request: HttpRequest, form: ResultForm, refusal: Refusal | None = None) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "problems": getattr(refusal, "problems", ()), "intakes": plans.result_intakes()}
    return render(request, "learning/results.html", context, status=422 if refusal or form.errors else 200)
