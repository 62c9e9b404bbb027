"""The plan of the year and all draws under it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.inspections import forms, queries
from fadu.apps.inspections.actions import plans
from fadu.apps.inspections.planning import POSITIVE
from fadu.apps.inspections.views._common import act, found_plan
from fadu.core import sampling
from fadu.core.refusal import Refusal
from fadu.core.sampling.planning import MODES


def year_page(request: HttpRequest) -> HttpResponse:
    """A year: its plans and draws."""
    years = queries.years()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else (years[0] if years else None)
    tabs = [{"label": f"{each}年", "url": f"?year={each}", "current": each == year, "count": None} for each in years]
    found = {"plans": queries.plans(year), "draws": queries.draws(year), "in_force": queries.in_force(year)} if year else {}
    return render(request, "inspections/year.html", {"year": year, "tabs": tabs, **found})


def make(request: HttpRequest) -> HttpResponse:
    """Make a plan, or a further version."""
    today = timezone.localdate()
    start = {"year": today.year, "title": f"{today.year}年度双随机抽查计划", "on": today, "positive_list": "skip", "load": "even", "rotation": True,
             "raises": "黄、红、黑"}
    refusal = None
    try:
        start |= forms.initial(request.GET["rule"]) if request.GET.get("rule") else {}
    except Refusal as problem:
        refusal = problem
    form = forms.PlanForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = plans.make_plan(
                year=given["year"], title=given["title"], written=form.written(), on=given["on"], positive_list=given["positive_list"],
                raises=form.grades(), count_others=given["count_others"], interval_days=given["interval_days"] or 0, reason=given["reason"],
                actor=request.user.get_username(), at=timezone.localtime(),
            )
            return redirect("inspections:plan", made)
        except Refusal as problem:
            refusal = problem
    return render(request, "inspections/make.html", {
        "form": form, "refusal": refusal, "rules": forms.published(), "chosen": request.GET.get("rule", ""),
    })


def plan_page(request: HttpRequest, plan: str) -> HttpResponse:
    """One version of a plan with what it comes to."""
    found = found_plan(plan)
    said, read = found.made.said, sampling.plan(found.written)
    rules = read.classes
    rows = [
        {"cls": name, "objects": said["objects"][name], "mode": MODES[rules[name].mode], "value": _value(rules[name]), "visits": said["visits"][name],
         "quarters": list(sampling.shares(said["visits"][name]).values())}
        for name in said["objects"]
    ]
    in_force = queries.in_force(found.year)
    return render(request, "inspections/plan.html", {
        "plan": found, "said": said, "read": read, "rows": rows, "positive": POSITIVE[said["positive_list"]], "in_force": in_force,
        "is_in_force": bool(in_force and in_force.id == found.id), "draws": queries.draws(found.year),
        "form": forms.PublishPlanForm(initial={"on": timezone.localdate()}),
    })


def publish(request: HttpRequest, plan: str) -> HttpResponse:
    """Say that the plan is public."""
    found = found_plan(plan)
    if request.method == "POST":
        form = forms.PublishPlanForm(request.POST)
        act(request, form, lambda: plans.publish_plan(
            found.id, place=form.cleaned_data["place"], on=form.cleaned_data["on"], actor=request.user.get_username(), at=timezone.localtime(),
        ), "已登记公开")
    return redirect("inspections:plan", found.id)


def _value(rule: sampling.Rule) -> str:
    if rule.mode == "each_once_per_year":
        return ""
    return f"{rule.value * 100:f}".rstrip("0").rstrip(".") + "%" if rule.mode.startswith("pct") else f"每人 {rule.value} 个"
