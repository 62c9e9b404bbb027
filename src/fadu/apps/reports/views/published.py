"""The public pages of signed reports: no account is needed, and what was corrected and when stands on top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.documents import html
from fadu.apps.reports.documents.package import write_package
from fadu.apps.reports.models import ReportDraft, SignedReport
from fadu.apps.reports.views.signing import TYPES, signed_bytes
from fadu.apps.reports.writing import afterwards, drafts, freezing

ARCHIVE = "rows.zip"


@dataclass(frozen=True)
class Version:
    """A public version, and what it corrected of the one before it (nothing for the first)."""

    draft: ReportDraft
    where: drafts.Standing
    content: dict[str, Any]
    differences: list[afterwards.Different]
    figures: list[tuple[str, str, str, str]]


def public_list(request: HttpRequest) -> HttpResponse:
    """The public reports, latest year first; of each year the version that counts."""
    years: dict[int, tuple[ReportDraft, drafts.Standing]] = {}
    for draft, where in drafts.drafts():
        if where.published and (draft.year not in years or years[draft.year][1].published.index < where.published.index):  # type: ignore[union-attr]
            years[draft.year] = (draft, where)
    return render(request, "reports/public_list.html", {"reports": list(years.values())})


def public_report(request: HttpRequest, number: str) -> HttpResponse:
    """One report as it was signed, with its annex, its corrections and its files."""
    signed = _public(number)
    if signed is None:
        return _gone(request)
    versions = _versions(signed)
    report = freezing.report_of(versions[0].content)
    later = next((one for one, where in drafts.drafts() if one.corrects_id == signed.draft_id and where.published), None)
    return render(request, "reports/public_report.html", {
        "draft": signed.draft, "where": versions[0].where, "report": report, "lines": html.text(report, _at_annex(report)),
        "annex": [(entry, f"#line-{n}") for n, entry in enumerate(report.entries, 1)], "versions": versions, "later": later, "entry": signed.entry,
        "outline": html.outline(report),
    })


def public_file(request: HttpRequest, number: str, kind: str) -> HttpResponseBase:
    """A signed document, or the archive with rows, proof and checks."""
    signed = _public(number)
    if signed is None or kind not in (*TYPES, ARCHIVE):
        return _gone(request)
    if kind in TYPES:
        return FileResponse(BytesIO(signed_bytes(signed, kind)), as_attachment=True, filename=f"{number}.{kind}", content_type=TYPES[kind])
    stream = BytesIO()
    title = str(freezing.read_content(signed.content)["title"])
    write_package(signed, title, signed_bytes(signed, "docx"), signed_bytes(signed, "pdf"), stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{number}-各行和核验.zip", content_type="application/zip")


def _gone(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "没有公开过这份报告或这种文件。公开过的都在下面。")
    return redirect("reports:public_list")


def _public(number: str) -> SignedReport | None:
    draft = ReportDraft.objects.filter(number=number).first()
    signed = SignedReport.objects.select_related("draft", "draft__corrects").filter(draft=draft).first() if draft else None
    return signed if draft and signed and drafts.standing(draft).published else None


def _versions(signed: SignedReport) -> list[Version]:
    chain = list(afterwards.versions(signed.draft))
    contents = [freezing.read_content(one.content) for one in chain]
    stages = drafts.standings([one.draft for one in chain])
    found = []
    for place, (one, content) in enumerate(zip(chain, contents, strict=True)):
        before = contents[place + 1] if place + 1 < len(contents) else None
        found.append(Version(
            one.draft, stages[one.draft.pk], content, afterwards.compare(before, content) if before else [],
            afterwards.figures_changed(before, content) if before else [],
        ))
    return found


def _at_annex(report: Report) -> Callable[[str], str]:
    """Where a figure opens for outsiders: at its line of the annex."""
    numbers = report.numbers
    return lambda figure: f"#line-{numbers[figure]}"
