"""What anybody may see: the firm its own visit by the code on the paper, the public the results that were made public.

Neither names who complained, nor a clue: the firm reads what kind of visit it is, no more.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.inspections import forms, planning, queries
from fadu.apps.inspections.actions.visiting import rating
from fadu.apps.inspections.models import Inspection
from fadu.apps.inspections.visits import reading, tokens
from fadu.apps.officers.queries import unit
from fadu.core import sampling
from fadu.core.refusal import Refusal
from fadu.core.workbook.sheets.enforcement import ROUTINE

PAGE = 50


def firm(request: HttpRequest, code: str) -> HttpResponse:
    """Officers with their certificates, what may be inspected, visits and cap of the year, whether a paper is ours; rate the visit."""
    visit = reading.visit(tokens.visit_of(code) or "none")
    if visit is None:
        raise Http404("这个二维码不是本机关出的")
    form = forms.RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rating.rate(visit.id, score=form.cleaned_data["score"], words=form.cleaned_data["words"], at=timezone.localtime())
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
        else:
            messages.success(request, "评价已收到，并已封存。检查您的人员看不到评价。")
        return redirect("inspections:firm", code)
    today = timezone.localdate()
    plan = queries.in_force(today.year)
    head = request.GET.get("head", "")
    return render(request, "inspections/visits/firm.html", {
        "visit": visit, "bureau": unit("名称"), "form": form, "today": today, "officers": _officers(visit, today.isoformat()),
        "had": planning.visits_until(today).get(visit.said["facility"], 0), "capped": visit.said["category"] in ROUTINE,
        "cap": sampling.plan(plan.written).cap_per_object if plan else None, "head": head,
        "place": visit.digests.index(head) + 1 if head in visit.digests else 0,
    })


def results(request: HttpRequest) -> HttpResponse:
    """The results of inspections that were made public."""
    rows = Inspection.standing.filter(published_on__lte=timezone.localdate()).order_by("-published_on", "-number").select_related("facility")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "inspections/visits/results.html", {"page": page, "bureau": unit("名称")})


def _officers(visit: reading.Visit, today: str) -> list[dict[str, object]]:
    return [
        {**one, "valid": bool(one["certificate_from"] and one["certificate_until"] and one["certificate_from"] <= today <= one["certificate_until"])}
        for one in visit.said["officers"]
    ]
