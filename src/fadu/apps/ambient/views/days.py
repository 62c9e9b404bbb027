"""Daily values of air: a calendar of the year, what it comes to, the batches; take a file in, take one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.ambient.actions import days as actions
from fadu.apps.ambient.forms import DaysFilter
from fadu.apps.ambient.queries import days as queries
from fadu.apps.ambient.queries.days import AirYear, Day
from fadu.core.indices import items, two_rules
from fadu.core.refusal import Refusal
from fadu.core.workbook.container import LARGEST_FILE
from fadu.web import charts


def day_page(request: HttpRequest) -> HttpResponse:
    """A year of a place; without daily values the way to bring some."""
    return _page(request)


def take_in(request: HttpRequest) -> HttpResponse:
    """Take an uploaded file in."""
    if request.method != "POST":
        return redirect("ambient:days")
    upload = request.FILES.get("file")
    if upload is None or not upload.name or upload.size is None:
        messages.error(request, "没有选择文件。请选择一个 CSV 文件再上传。")
        return redirect("ambient:days")
    if upload.size > LARGEST_FILE:
        messages.error(request, f"文件超过 {LARGEST_FILE // 2**20} MB。请按年度拆成几个文件。")
        return redirect("ambient:days")
    try:
        intake = actions.take_in(upload.read(), file_name=upload.name, actor=request.user.get_username(), at=timezone.localtime())
    except Refusal as refusal:
        return _page(request, refusal)
    messages.success(request, f"已入库：{intake.days} 天，封存为一次行为" + (f"；{intake.unchanged} 天与以前相同。" if intake.unchanged else "。"))
    return redirect("ambient:days")


def take_back(request: HttpRequest, batch: str) -> HttpResponse:
    """Take a batch back."""
    if request.method == "POST":
        try:
            event = actions.take_back(batch, actor=request.user.get_username(), at=timezone.localtime())
            messages.success(request, f"已撤回：移出 {event.days} 天。原来的封存记录仍在档案里。")
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect("ambient:days")


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    places = {place: queries.years_of(place) for place in queries.places()}
    form = DaysFilter(request.GET, places) if places else None
    year = queries.air_year(form.chosen_place, form.chosen_year) if form else None
    return render(request, "ambient/days.html", {
        "filter": form, "year": year, "calendar": _calendar(year) if year else "", "intakes": queries.intakes(), "items": items(),
        "refusal": refusal, "problems": getattr(refusal, "problems", ()),
        "caution": two_rules("优良天数比例", year.period, year.period) if year else "",
        "bad": [each for each in year.days if each.index and each.index.is_good is False] if year else [],
        "without": [each for each in year.days if each.index is None or each.index.aqi is None] if year else [],
    }, status=400 if refusal else 200)


def _calendar(year: AirYear) -> str:
    grades = [charts.Grade(level.name[0], level.name.removesuffix("污染")) for level, _ in year.levels]
    order = {level: place for place, (level, _) in enumerate(year.levels)}
    known = {each.day: order[each.index.level] for each in year.days if each.index and each.index.level}
    says = {each.day: _say(each) for each in year.days}
    return charts.calendar(year.period.first.year, grades, known, title=f"{year.place}{year.period.label}逐日空气质量", says=says)


def _say(day: Day) -> str:
    if day.index is None or day.index.level is None:
        return day.reason
    primary = f"，首要污染物 {'、'.join(day.index.primary)}" if day.index.primary else ""
    return f"AQI {day.index.aqi}，{day.index.level.name}{primary}"
