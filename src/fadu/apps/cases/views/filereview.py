"""案卷评查: the review of one file with a reviewer's marks beside it, the files of a year, and a draw among them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.cases import statistics
from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.filereview import queries
from fadu.apps.cases.filereview.actions.marking import mark_file
from fadu.apps.cases.filereview.actions.sampling import draw_files
from fadu.apps.cases.filereview.forms import MarkForm, SampleForm
from fadu.apps.cases.forms import YearForm
from fadu.apps.cases.views.matters import the_matter
from fadu.core.filereview import State
from fadu.core.filereview.editions import editions
from fadu.core.refusal import Refusal
from fadu.web import charts

PAGE = 50
_TONES = {State.FOUND: "danger", State.CLEAR: "ok", State.MANUAL: "warn", State.NA: "done", State.EARLY: "done"}


def review_page(request: HttpRequest, matter: str) -> HttpResponse:
    """Each item with its state, reason and place; the reviews that were given."""
    found, on, around = the_matter(matter), timezone.localdate(), bureau()
    try:
        computed = queries.of_matter(found, around, on)
    except Refusal as refusal:
        return render(request, "cases/filereview/review.html", {"matter": found, "refusal": refusal})
    given = [{"act": one, "who": around.label(one.actor)} for one in reversed(queries.given([str(found.uid)]))]
    shown = {"items": [_toned(one) for one in computed.items if one.state is not State.NA], "base": [_toned(one) for one in computed.base]}
    marks = [{**_toned(one), "parts": [_toned(part) for part in one.parts]} for one in computed.marks]
    return render(request, "cases/filereview/review.html", {
        "matter": found, "computed": computed, "given": given, "marks": marks, "applicable": len(shown["items"]), **shown,
    })


def _toned(one: Any) -> dict[str, Any]:
    return {"one": one, "tone": _TONES[one.state]}


def mark_page(request: HttpRequest, matter: str) -> HttpResponse:
    """The form of a reviewer's own marks, what was computed beside each."""
    found, on, refusal = the_matter(matter), timezone.localdate(), None
    try:
        computed = queries.of_matter(found, bureau(), on)
    except Refusal as refused:
        return render(request, "cases/filereview/mark.html", {"matter": found, "refusal": refused})
    form = MarkForm(computed, request.POST or None, initial={"seen": found.seen, "on": on.isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            event = mark_file(uid=str(found.uid), actor=request.user.get_username(), at=timezone.localtime(), **form.given())
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"已评 {event.score} 分，并已封存。")
            return redirect("cases:review", found.uid)
    return render(request, "cases/filereview/mark.html", {"matter": found, "computed": computed, "form": form, "refusal": refusal})


def year_page(request: HttpRequest) -> HttpResponse:
    """All files of a year with their scores, how these spread, and the draws."""
    today, around = timezone.localdate(), bureau()
    years = statistics.years() or [today.year]
    form = YearForm(years, request.GET if "year" in request.GET else None, initial={"year": str(years[0])})
    year = int(form.cleaned_data["year"]) if form.is_bound and form.is_valid() else years[0]
    context: dict[str, Any] = {"filter": form, "year": year, "draws": queries.draws(year), "edition": editions()[-1]}
    files = queries.of_year(year, around, today)
    computed, scored = queries.spread(files)
    series = [charts.Series("计算上限", computed), charts.Series("评查得分", scored)]
    drawn = {number for draw in context["draws"] for number in draw.said["drawn"]}
    tab = request.GET.get("tab", "")
    shown = [one for one in files if not tab or (one.case.number in drawn if tab == "drawn" else one.given is None and one.closed)]
    context |= {
        "files": files, "drawn": drawn, "tabs": _tabs(year, tab), "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "bands": list(zip(queries.BANDS, computed, scored, strict=True)), "fatal": sum(bool(one.computed.fatal) for one in files),
        "closed": sum(one.closed for one in files), "marked": sum(one.given is not None for one in files),
        "chart": charts.bars(queries.BANDS, series, title=f"{year}年案卷得分分布", unit="件") if files else "",
    }
    return render(request, "cases/filereview/year.html", context)


def _tabs(year: int, tab: str) -> list[dict[str, Any]]:
    names = (("", "全部"), ("open", "已结案未评"), ("drawn", "抽中的"))
    return [{"label": label, "url": f"?year={year}&tab={key}", "current": key == tab, "count": None} for key, label in names]


def sample_page(request: HttpRequest, year: int) -> HttpResponse:
    """Draw files of a year for review."""
    form, refusal = SampleForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            draw = draw_files(year=year, actor=request.user.get_username(), at=timezone.localtime(), **form.cleaned_data)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, f"已抽 {len(draw.drawn)} 件，并已封存。")
            return redirect(f"/cases/reviews/?year={year}&tab=drawn")
    return render(request, "cases/filereview/sample.html", {"form": form, "year": year, "refusal": refusal, "before": queries.draws(year)})
