"""The registers: which there are, their rows, one row with its history; and the findings that stand on rows."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fadu.apps.record import evidence, lists, proving, queries, registry, vault
from fadu.apps.record.tables import Table
from fadu.apps.record.views.evidence import ClipForm, FileForm

PAGE = 30
_GRADES = (("finding", "发现"), ("note", "附注"))


class Filter(forms.Form):
    """What a list can be narrowed by."""

    text = forms.CharField(label="查找", required=False, max_length=80)
    year = forms.ChoiceField(label="年度", required=False)

    def __init__(self, *args: object, years: list[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["year"].choices = [("", "全部"), *((str(year), f"{year}年") for year in years)]  # type: ignore[attr-defined]
        if not years:
            del self.fields["year"]


class FindingFilter(forms.Form):
    """Findings by register and grade."""

    sheet = forms.ChoiceField(label="登记簿", required=False)
    grade = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *_GRADES])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["sheet"].choices = [("", "全部"), *((name, name) for name in registry.tables())]  # type: ignore[attr-defined]


def sheet_list(request: HttpRequest) -> HttpResponse:
    """All registers."""
    return render(request, "record/sheets.html", {"sheets": lists.sheets()})


def row_list(request: HttpRequest, sheet: str) -> HttpResponse:
    """The rows of a register."""
    table = _table(sheet)
    form = Filter(request.GET or None, years=lists.years(table))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    year = int(chosen["year"]) if chosen.get("year") else None
    found = lists.rows(table, text=chosen.get("text", "").strip(), year=year)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "record/rows.html", {
        "sheet": table.sheet, "filter": form, "page": page, "key": "·".join(c.header for c in table.sheet.key),
        "headers": lists.list_headers(table), "rows": lists.views_of(table, cast("QuerySet[Any]", page.object_list)),
        "is_filtered": bool(chosen.get("text") or year),
    })


def row_page(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """One row."""
    row = lists.row_page(_table(sheet), uid)
    if row is None:
        raise Http404("没有这一行")
    acts = [
        {"at": act.at, "what": f"{act.verb}（档案第 {act.index} 条）", "who": act.actor, "note": act.source, "seal": act.digest, "index": act.index,
         "changes": act.changes}
        for act in row.acts
    ]
    covered = bool(acts) and row.acts[0].index < proving.covered()
    return render(request, "record/row.html", {
        "row": row, "acts": acts, "covered": covered, "evidence": evidence.of_row(row.uid), "file_form": FileForm(auto_id="file_%s"),
        "clip_form": ClipForm(auto_id="clip_%s"), "vault": vault.of_row(row.uid), "fields": vault.FIELDS, "roles_kept": vault.ROLES,
        "purposes": vault.PURPOSES,
    })


def related(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """What names a row: the tasks of a plan, the meetings on a case, all that a person stands in."""
    row = lists.row_page(_table(sheet), uid)
    if row is None:
        raise Http404("没有这一行")
    return render(request, "record/related.html", {"row": row, "related": lists.related(sheet, row.called)})


def finding_list(request: HttpRequest) -> HttpResponse:
    """What the law says of the rows."""
    form = FindingFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.findings(sheet=chosen.get("sheet") or None, grade=chosen.get("grade") or None)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "record/findings.html", {"page": page, "filter": form, "grades": dict(_GRADES)})


def _table(sheet: str) -> Table:
    table = registry.table(sheet)
    if table is None:
        raise Http404("没有这个登记簿")
    return table
