"""公文检查: a file in, its findings out; what may stand is accepted with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.reports import linting
from fadu.apps.reports.accepted import Acceptance, acceptances
from fadu.apps.reports.actions import accepting
from fadu.apps.reports.documents.commented import Remark, commented
from fadu.apps.reports.forms import LintForm
from fadu.apps.reports.linting import Checked
from fadu.core.refusal import Refusal
from fadu.core.wording.checks import all_checks
from fadu.core.wording.findings import Finding, Severity
from fadu.core.wording.marked import page, pieces

ACCEPTED = "accepted"
_TONES = {Severity.ERROR: "danger", Severity.WARNING: "warn", Severity.INFO: "info"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Item:
    """A finding as a page lists it: its number from 1, its identity, why it was accepted, and where its words stand on the page."""

    number: int
    finding: Finding
    identity: str
    accepted: Acceptance | None
    place: str

    @property
    def kind(self) -> str:
        """The filter that it falls under."""
        return ACCEPTED if self.accepted else self.finding.severity.value

    @property
    def tone(self) -> str:
        """The colour that repeats its severity."""
        return _TONES[self.finding.severity]


def items(checked: Checked, places: Sequence[str] = ()) -> list[Item]:
    """The findings with what was accepted of them; `places` are the anchors of their words, else those of the marks."""
    standing = acceptances()
    return [
        Item(number, finding, identity, standing.get(identity), places[number - 1] if places else f"m{number}")
        for number, (finding, identity) in enumerate(zip(checked.findings, checked.identities, strict=True), 1)
    ]


def counts(found: Sequence[Item]) -> list[tuple[str, str, int]]:
    """(filter, its name, how many fall under it); the empty filter shows all."""
    of = Counter(item.kind for item in found)
    return [("", "全部", len(found)), *((one.value, one.name_zh, of[one.value]) for one in Severity), (ACCEPTED, "已认可", of[ACCEPTED])]


def lint(request: HttpRequest) -> HttpResponse:
    """Take a file, check it, and lead to its findings."""
    form = LintForm(request.POST, request.FILES) if request.method == "POST" else LintForm()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            checked = linting.check(data["file"], before=data["before"], year=data["year"])
        except Refusal as refusal:
            form.add_error(None, f"{refusal.reason}。{refusal.mend}。")
        else:
            return redirect("reports:lint_result", linting.hold(checked, request.user.get_username()))
    standing = sorted(acceptances().values(), key=lambda one: -one.index)
    titles = {check.id: check.title for check in all_checks()}
    return render(request, "reports/lint.html", {"form": form, "standing": [(one, titles.get(one.check, one.check)) for one in standing]})


def result(request: HttpRequest, held: str) -> HttpResponse:
    """The text with its marks, beside it the findings; `severity` shows some of them."""
    checked = linting.held(held, request.user.get_username())
    if checked is None:
        return _gone(request)
    found = items(checked)
    shown, chosen = _chosen(request, found)
    tabs = [{"label": name, "url": f"?severity={kind}" if kind else "?", "current": kind == chosen, "count": n} for kind, name, n in counts(found)]
    return render(request, "reports/lint_result.html", {
        "checked": checked, "held": held, "items": shown, "tabs": tabs, "lines": _lines(checked, shown), "chosen": chosen,
        "asked": f"?severity={chosen}" if chosen else "", "accept_url": reverse("reports:accept", args=[held]),
    })


def accept(request: HttpRequest, held: str) -> HttpResponse:
    """Accept a finding of a held result, or count it again."""
    checked = linting.held(held, request.user.get_username())
    if checked is None:
        return _gone(request)
    at = act(request, checked)
    chosen = request.POST.get("severity", "")
    asked = f"?{urlencode({'severity': chosen})}" if chosen else ""
    return redirect(f"{reverse('reports:lint_result', args=[held])}{asked}{at}")


def act(request: HttpRequest, checked: Checked) -> str:
    """Do what a form under a finding asks; returns the anchor of the finding, "" where there is no such."""
    number = request.POST.get("number", "")
    if request.method != "POST" or not (number.isascii() and number.isdigit() and 1 <= int(number[:6]) <= len(checked.findings)):
        return ""
    place = int(number[:6]) - 1
    try:
        _accept_or_reopen(request, checked.identities[place], checked.findings[place], timezone.localtime())
    except Refusal as refusal:
        messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return f"#f{place + 1}"


def copy(request: HttpRequest, held: str) -> HttpResponseBase:
    """The Word file with comments at the findings that are shown."""
    checked = linting.held(held, request.user.get_username())
    if checked is None:
        return _gone(request)
    if checked.content is None:
        messages.error(request, "只有 Word 文档（.docx）能做批注副本。其他文件请下载带标记的网页。")
        return redirect("reports:lint_result", held)
    shown, _ = _chosen(request, items(checked))
    try:
        content = commented(checked.content, [Remark(item.finding, item.accepted.reason if item.accepted else "") for item in shown])
    except Refusal as refusal:
        messages.error(request, f"{refusal.reason}。{refusal.mend}。")
        return redirect("reports:lint_result", held)
    return FileResponse(BytesIO(content), as_attachment=True, filename=f"{Path(checked.document.name).stem}-批注.docx", content_type=_DOCX)


def marked(request: HttpRequest, held: str) -> HttpResponseBase:
    """Text and findings as one file to print and hand on, which needs neither Fadu nor a network."""
    checked = linting.held(held, request.user.get_username())
    if checked is None:
        return _gone(request)
    shown, _ = _chosen(request, items(checked))
    content = BytesIO(page(checked.document, [item.finding for item in shown]).encode("utf-8", "replace"))
    return FileResponse(content, as_attachment=True, filename=f"{Path(checked.document.name).stem}-检查结果.html", content_type="text/html")


def _accept_or_reopen(request: HttpRequest, identity: str, finding: Finding, at: datetime) -> None:
    actor, reason = request.user.get_username(), request.POST.get("reason", "")
    if request.POST.get("reopen"):
        accepting.reopen_finding(identity, reason=reason, actor=actor, at=at)
        messages.success(request, f"已撤销认可：“{finding.text.strip()}”重新列为{finding.severity.name_zh}。")
    else:
        accepting.accept_finding(identity, check=finding.check, reason=reason, actor=actor, at=at)
        messages.success(request, f"已认可：“{finding.text.strip()}”。以后同一句话还会认得。")


def _chosen(request: HttpRequest, found: Sequence[Item]) -> tuple[list[Item], str]:
    kinds = {kind for kind, _, _ in counts(found)}
    chosen = request.GET.get("severity", "")
    chosen = chosen if chosen in kinds else ""
    return [item for item in found if not chosen or item.kind == chosen], chosen


def _lines(checked: Checked, shown: Sequence[Item]) -> Iterator[list[tuple[str, Item | None]]]:
    """The paragraphs of the text, each in pieces, with the finding that a piece is."""
    line: list[tuple[str, Item | None]] = []
    for said, place in pieces(checked.document, [item.finding for item in shown]):
        item = shown[place - 1] if place else None
        first, *more = said.split("\n") if item is None else [said]
        line.append((first, item))
        for words in more:
            yield line
            line = [(words, None)]
    yield line


def _gone(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "这次检查的结果已经不在了：结果只在内存里保留半小时，不写入磁盘。请重新选择文件。")
    return redirect("reports:lint")
