"""The yearly report as a page in which every figure opens, and as files."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import IO
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.reports import queries
from fadu.apps.reports.compiling.drafting import draft
from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.documents import html
from fadu.apps.reports.documents.docx import write_docx
from fadu.apps.reports.documents.pdf import write_pdf
from fadu.apps.reports.forms import ScopeFilter
from fadu.apps.reports.linting import Checked, check_draft
from fadu.apps.reports.views import lint
from fadu.web.paper import fonts

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\\/:*?"<>|]')  # of files on Windows, or of a header


class ReportFilter(ScopeFilter):
    """A report covers a whole year."""

    part = None  # type: ignore[assignment]  # Django's way to leave out a field of the base


def report(request: HttpRequest) -> HttpResponse:
    """Outline, text, what is open, annex."""
    form = _form(request)
    drafted = _draft(form)
    asked = _asked(form)

    def href(figure: str) -> str:
        return f"{reverse('reports:figure', args=[figure])}{asked}"

    checked = check_draft(drafted)
    found = lint.items(checked, _sections(drafted, checked))
    return render(request, "reports/report.html", {
        "items": found, "counts": [(name, n) for kind, name, n in lint.counts(found) if kind],
        "urgent": any(item.kind in ("error", "warning") for item in found),
        "accept_url": f"{reverse('reports:accept_draft')}{asked}",
        "filter": form, "report": drafted, "outline": html.outline(drafted), "lines": html.text(drafted, href), "asked": asked,
        "annex": [(entry, href(entry.figure)) for entry in drafted.entries], "fonts": fonts.advice(fonts.installed()),
    })


def accept(request: HttpRequest) -> HttpResponse:
    """Accept a finding of the draft, or count it again."""
    form = _form(request)
    at = lint.act(request, check_draft(_draft(form))) if request.method == "POST" else ""
    return redirect(f"{reverse('reports:report')}{_asked(form)}{at}")


def report_docx(request: HttpRequest) -> FileResponse:
    """The report as DOCX."""
    return _file(_draft(_form(request)), write_docx, "docx")


def report_pdf(request: HttpRequest) -> FileResponse:
    """The report as PDF."""
    return _file(_draft(_form(request)), write_pdf, "pdf")


def _sections(drafted: Report, checked: Checked) -> list[str]:
    """For each finding the heading of the page under which its words stand."""
    anchors: dict[str, str] = {}
    last = "main"
    for line in drafted.lines:
        last = line.anchor or last
        anchors.setdefault(line.text, last)
    said = checked.document.plain.split("\n")
    return [anchors.get(said[finding.line - 1], "main") for finding in checked.findings]


def _form(request: HttpRequest) -> ReportFilter:
    return ReportFilter(request.GET, queries.years() or [timezone.localdate().year - 1])


def _draft(form: ReportFilter) -> Report:
    today: date = timezone.localdate()
    return draft(form.scope, today)


def _asked(form: ReportFilter) -> str:
    """The query string that asks for the same year and as-of day again, of the report or of a figure."""
    asked = {"year": str(form.scope.period.first.year)}
    if as_of := form.cleaned_data.get("as_of"):
        asked["as_of"] = as_of.isoformat()
    return f"?{urlencode(asked)}"


def _file(drafted: Report, write: Callable[[Report, IO[bytes]], None], kind: str) -> FileResponse:
    content = BytesIO()
    write(drafted, content)
    content.seek(0)
    name = _NOT_IN_NAMES.sub("_", f"{drafted.issuer}{drafted.title}")
    return FileResponse(content, as_attachment=True, filename=f"{name}.{kind}")
