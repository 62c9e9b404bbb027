"""Upper platforms: what is to be sent, faulty, changed; completing fields; batches; lists that came back."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.cases import statistics
from fadu.apps.cases.actions.keeping import bureau
from fadu.apps.cases.decided import of_cases
from fadu.apps.cases.forms import YearForm
from fadu.apps.cases.sending import queries
from fadu.apps.cases.sending.actions.comparing import hold_against
from fadu.apps.cases.sending.actions.completing import complete
from fadu.apps.cases.sending.actions.sending import send
from fadu.apps.cases.sending.forms import BatchForm, CompleteForm, ListForm
from fadu.apps.cases.sending.writing import write_workbook
from fadu.apps.record.acts import Act
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal
from fadu.core.sending import csv_text, mapping, targets

PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TABS = (("", "要报的"), ("faulty", "不合字段表"), ("sent", "已报"), ("all", "全部"))


def outbox(request: HttpRequest) -> HttpResponse:
    """The first platform."""
    return redirect("cases:sending", next(iter(targets())))


def sending_page(request: HttpRequest, target: str) -> HttpResponse:
    """The cases of a year towards a platform, its batches and its lists."""
    table, on, around = _table(target), timezone.localdate(), bureau()
    years = statistics.years() or [on.year]
    form = YearForm(years, request.GET if "year" in request.GET else None, initial={"year": str(years[0])})
    year = int(form.cleaned_data["year"]) if form.is_bound and form.is_valid() else years[0]
    found = queries.of_year_standing(target, year, around, on)
    tab = request.GET.get("tab", "")
    chosen = {
        "": [one for one in found if one.kind], "faulty": [one for one in found if one.kind and one.faults],
        "sent": [one for one in found if one.last], "all": found,
    }
    counts = {key: len(rows) for key, rows in chosen.items()}
    return render(request, "cases/sending/target.html", {
        "table": table, "target": target, "targets": targets(), "filter": form, "year": year, "on": on,
        "tabs": [{"label": label, "url": f"?year={year}&tab={key}", "current": key == tab, "count": counts[key]} for key, label in _TABS],
        "page": Paginator(chosen.get(tab, found), PAGE).get_page(request.GET.get("page")), "total": len(found),
        "ready": sum(one.ready for one in found), "faulty": counts["faulty"],
        "late": sum(bool(one.kind and one.due_on and one.due_on < on) for one in found),
        "corrections": sum(one.kind in (queries.CORRECTION, queries.REVOCATION) for one in found),
        "batch_form": BatchForm(initial={"on": on.isoformat()}),
        "batches": [{"act": one, "who": around.label(one.actor)} for one in queries.batches(target)[:20]],
        "comparisons": [{"act": one, "who": around.label(one.actor)} for one in queries.comparisons(target)[:10]],
    })


def send_batch(request: HttpRequest, target: str) -> HttpResponse:
    """Send the cases that were ticked."""
    _table(target)
    back = reverse("cases:sending", args=[target]) + (f"?{request.GET.urlencode()}" if request.GET else "")
    if request.method != "POST":
        return redirect(back)
    form, cases = BatchForm(request.POST), request.POST.getlist("case")
    if not form.is_valid() or not cases:
        messages.error(request, "请勾选要报的案件，并填写报送日期")
        return redirect(back)
    try:
        index = send(
            target=target, cases=cases, on=form.cleaned_data["on"], actor=request.user.get_username(), at=timezone.localtime(),
        )
    except (Refusal, ValueError) as refused:
        reason = refused if isinstance(refused, Refusal) else Refusal("案件的编号不对", "请从清单里勾选")
        messages.error(request, "。".join(part for part in (reason.reason, reason.mend) if part) + "。")
        return redirect(back)
    messages.success(request, f"已生成一批 {len(cases)} 件，并已封存（档案第 {index} 条）。请下载文件，导入平台。")
    return redirect(back)


def batch_file(request: HttpRequest, index: int, form: str) -> HttpResponse:
    """The file of a batch: CSV to the byte as it was sealed, or the same rows as a workbook."""
    found = queries.batch(index)
    if found is None or form not in ("csv", "xlsx"):
        messages.error(request, f"档案第 {index} 条不是一次报送")
        return redirect("cases:sending", next(iter(targets())))
    table = _table_of(found)
    rows = [row["values"] for row in found.said["rows"]]
    data = csv_text(table, rows)
    if attachment(data) != found.said["file"]:
        messages.error(request, "字段表在报送以后改过，不能再生成同一个文件；封存的各行在档案里")
        return redirect("record:entry", index)
    name = f"{found.subject}-{index}.{form}"
    if form == "xlsx":
        stream = BytesIO()
        write_workbook(stream, table, rows)
        data = stream.getvalue()
    kind = "text/csv; charset=utf-8" if form == "csv" else _XLSX
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def complete_page(request: HttpRequest, target: str, case: str) -> HttpResponse:
    """Fill in fields of one case, or of all ("all")."""
    table, refusal, whole = _table(target), None, case == "all"
    standing = None if whole else _standing(target, case)
    given = queries.completed(target, [] if whole else [case]).get("" if whole else case, {})
    form = CompleteForm(table, given, standing.values if standing else {}, request.POST or None, whole=whole)
    if request.method == "POST" and form.is_valid():
        try:
            complete(
                target=target, case="" if whole else case, values=form.cleaned_data, actor=request.user.get_username(), at=timezone.localtime(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, "已保存并封存。")
            return redirect("cases:complete", target, case)
    return render(request, "cases/sending/complete.html", {
        "table": table, "target": target, "form": form, "standing": standing, "refusal": refusal, "whole": whole,
    })


def compare_page(request: HttpRequest, target: str) -> HttpResponse:
    """Hold a platform's list against ours."""
    table, context = _table(target), dict[str, Any]()
    form = ListForm(request.POST or None, request.FILES or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            theirs, found = hold_against(
                target=target, year=form.cleaned_data["year"], content=upload.read(), name=upload.name, actor=request.user.get_username(),
                at=timezone.localtime(),
            )
        except Refusal as refused:
            context["refusal"] = refused
        else:
            context |= {"theirs": theirs, "found": found}
    return render(request, "cases/sending/compare.html", {"table": table, "target": target, "form": form, **context})


def _table(target: str) -> Any:
    if target not in targets():
        raise Http404("没有这个平台")
    try:
        return mapping(target, timezone.localdate())
    except Refusal as refused:
        raise Http404(refused.reason) from refused


def _table_of(found: Act) -> Any:
    return mapping(found.subject, found.at.date())


def _standing(target: str, case: str) -> queries.Standing:
    try:
        standings = queries.standings(target, of_cases([case]), bureau(), timezone.localdate())
    except ValueError:
        standings = []
    if not standings:
        raise Http404("没有这个案件，或者不向这个平台报送")
    return standings[0]
