"""Regulated objects: found by any fragment of a name, and the whole history of one on one page."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fadu.apps.desk import histories
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
