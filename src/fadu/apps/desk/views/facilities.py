"""Regulated objects: found by any fragment of a name, and the whole history of one on one page."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.desk import histories
from fadu.apps.facilities.actions.boundaries import bring_boundaries
from fadu.apps.facilities.queries import CLASSES, county_map
from fadu.core.boundaries import LARGEST
from fadu.core.refusal import Refusal
from fadu.web import charts

PAGE = 30


class Filter(forms.Form):
    """What an object is looked for by."""

    text = forms.CharField(label="名称或编号里的几个字", required=False, max_length=80)


def facility_list(request: HttpRequest) -> HttpResponse:
    """All objects, or those that hold the words."""
    form = Filter(request.GET or None)
    text = form.cleaned_data["text"].strip() if form.is_bound and form.is_valid() else ""
    page = Paginator(histories.search(text), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/facilities.html", {
        "filter": form, "page": page, "headers": histories.headers(), "rows": histories.views(cast("QuerySet[Any]", page.object_list)),
    })


def facility_map(request: HttpRequest) -> HttpResponse:
    """The objects on the county's own boundaries, and those that lack coordinates by township."""
    return render(request, "desk/facility_map.html", {"map": county_map(), "classes": list(enumerate(CLASSES, 1))})


def boundaries(request: HttpRequest) -> HttpResponse:
    """Take the boundaries in."""
    upload = request.FILES.get("file")
    if request.method == "POST":
        try:
            if upload is None or (upload.size or 0) > LARGEST:
                raise Refusal("没有选择文件，或文件太大", f"请选择不超过 {LARGEST >> 20} MB 的 GeoJSON 文件")
            areas = bring_boundaries(upload.read(), name=upload.name or "", actor=request.user.get_username(), at=timezone.localtime())
            messages.success(request, f"边界已更新，共 {areas} 个区域。")
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect("desk:facility_map")


def facility_page(request: HttpRequest, facility: str) -> HttpResponse:
    """One object with everything that any register says of it."""
    found = histories.history(facility)
    if found is None:
        raise Http404("没有这个监管对象")
    chart = charts.bars(
        [f"{year}年" for year, _, _ in found.years],
        [charts.Series("检查", [visits for _, visits, _ in found.years]), charts.Series("发现问题", [bad for _, _, bad in found.years])],
        title="历年检查", unit="家次",
    ) if len(found.years) > 1 else ""
    return render(request, "desk/facility.html", {"found": found, "chart": chart})
