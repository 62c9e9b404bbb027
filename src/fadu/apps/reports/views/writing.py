"""Writing the report: the drafts, one draft with its passages, and what is done to a passage. Every step is a plain form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from fadu.apps.reports import queries
from fadu.apps.reports.actions import drafting, thinning
from fadu.apps.reports.compiling.values import number
from fadu.apps.reports.documents import html
from fadu.apps.reports.forms import BeginForm
from fadu.apps.reports.models import Passage, ReportDraft, SignedReport
from fadu.apps.reports.palette import FIGURES
from fadu.apps.reports.sent import sent_of
from fadu.apps.reports.views.doors import of_report, tell
from fadu.apps.reports.writing import afterwards, drafts, freezing, looks, owed, searching
from fadu.apps.reports.writing.basing import base_from
from fadu.apps.reports.writing.composing import Said, Written
from fadu.apps.reports.writing.offices import section_of
from fadu.apps.reports.writing.typed import Typed, suggested, typed_numbers
from fadu.core.refusal import Refusal
from fadu.core.wording.duties import BASIS
from fadu.web.policy import WRITE_REPORT

_PLACE = "##"  # where a figure goes that is inserted without script


def draft_list(request: HttpRequest) -> HttpResponse:
    """All reports, what the law asks of the year, and the way to begin one."""
    return _list(request, BeginForm(years=_years()))


def begin(request: HttpRequest) -> HttpResponse:
    """Begin a report from the outline or from a file."""
    if request.method != "POST":
        return redirect("reports:drafts")
    form = BeginForm(request.POST, request.FILES, years=_years())
    if not form.is_valid():
        return _list(request, form)
    year, upload = int(form.cleaned_data["year"]), form.cleaned_data["file"]
    try:
        base = base_from(upload, year) if upload else None
        made = drafting.begin(
            year, actor=who(request), at=timezone.localtime(), texts=base.texts if base else None, base="file" if base else "outline",
        )
    except Refusal as refusal:
        return _list(request, form, refusal)
    if base and base.left_out:
        messages.warning(request, f"文件里的{'、'.join(base.left_out)}没有读入；其中的文字和数字，请在正文里写成文字，数字从指标插入。")
    return redirect("reports:draft", str(made.uid))


@of_report
def drop(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Give a draft up."""
    if request.method == "POST":
        try:
            drafting.drop(draft, reason=request.POST.get("reason", ""), actor=who(request), at=timezone.localtime())
            messages.success(request, "已放弃这份草稿；它的文字和修改记录都还在。")
        except Refusal as refusal:
            tell(request, refusal)
    return redirect("reports:drafts")


@of_report
def draft_page(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """A draft: outline, passages, what is still open."""
    signed = SignedReport.objects.filter(draft=draft).first()
    return page(request, draft, Editing.asked(request)) if signed is None else _signed(request, draft, signed)


@of_report
def history(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Who changed what, latest first; of one passage where it is asked for."""
    one = request.GET.get("passage", "")
    return render(request, "reports/history.html", {
        "draft": draft, "where": drafts.standing(draft), "passage": one, "changes": afterwards.changes(drafts.history(draft, one)),
        "thinnable": sum(map(len, thinning.to_thin(draft, timezone.localtime()).values())),
    })


@of_report
def thin_history(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Take out what was saved by itself long ago."""
    if request.method == "POST":
        try:
            count = thinning.thin(draft, actor=who(request), at=timezone.localtime())
            messages.success(request, f"已整理 {count} 版自动保存，整理了哪些已经封存。")
        except Refusal as refusal:
            tell(request, refusal)
    return redirect("reports:history", str(draft.uid))


@of_report
def palette(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """The figures that fit the words, for the form of a passage."""
    offers = searching.search(request.GET.get("q", ""), drafts.scope(draft))
    return render(request, "reports/_palette.html", {"offers": offers, "words": request.GET.get("q", "")})


@of_report
def take_source(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Take a document in on which typed numbers rest."""
    upload = request.FILES.get("file")
    if request.method == "POST":
        try:
            if upload is None:
                raise Refusal("没有选择文件", "请选择写有这个数字的文件")
            act = drafting.take_source(draft, upload.chunks(), name=upload.name or "", actor=who(request), at=timezone.localtime())
            messages.success(request, f"已收存，封存第 {act} 条；在“核实数字”里可以选它。")
        except Refusal as refusal:
            tell(request, refusal)
    return redirect(f"{reverse('reports:draft', args=[draft.uid])}#sources")


class Editing:
    """The passage that is open: its text as typed, the version that was read, what is searched for, and what stood against saving."""

    def __init__(self, uid: str, text: str | None = None, base: int = 0, look: str = "", words: str = "") -> None:
        self.uid, self.text, self.base, self.look, self.words = uid, text, base, look, words
        self.refusal: Refusal | None = None
        self.theirs: Passage | None = None

    @classmethod
    def asked(cls, request: HttpRequest) -> Editing:
        """What the address asks to open."""
        return cls(request.GET.get("edit", ""), words=request.GET.get("q", ""))

    def insert(self, token: str) -> None:
        """Put a token where the mark is, else at the end before the full stop."""
        if not token or self.text is None:
            return
        if _PLACE in self.text:
            self.text = self.text.replace(_PLACE, token, 1)
        else:
            bare = self.text.rstrip()
            self.text = f"{bare[:-1]}{token}{bare[-1]}" if bare.endswith("。") else bare + token

    def refused(self, refusal: Refusal) -> None:
        """Keep what was typed beside the reason; after a conflict it is saved over what the other wrote, which is shown."""
        self.refusal = refusal
        if isinstance(refusal, drafting.Conflict):
            self.theirs = refusal.theirs
            self.base = refusal.theirs.version


def page(request: HttpRequest, draft: ReportDraft, editing: Editing, status: int = 200) -> HttpResponse:
    """A draft with its passages; one of them open where it is asked for and the text may change."""
    where = drafts.standing(draft)
    written = drafts.written(draft)
    rows = {str(one.uid): one for one in drafts.passages(draft)}
    asked = {ask.passage: ask for ask in owed.asks(draft) if ask.is_open}
    shown = [Shown(one, rows[one.uid], asked.get(one.uid)) for one in written.passages]
    _number(shown)
    opened = next((one for one in shown if one.said.uid == editing.uid), None) if where.is_open else None
    return render(request, "reports/draft.html", {
        "draft": draft, "where": where, "head": [one for one in shown if one.said.look in looks.HEAD],
        "body": [one for one in shown if one.said.look in looks.BODY],
        "outline": html.outline(written.report), "opened": _opened(opened, editing, draft, written) if opened else None,
        "looks": looks.BODY, "sources": drafts.sources(draft).values(), "open": sum(one.is_open for one in shown), "writes": writes(request),
        "mine": section_of(who(request), timezone.localdate()), "report": written.report,
    }, status=status)


def _signed(request: HttpRequest, draft: ReportDraft, signed: SignedReport) -> HttpResponse:
    """A signed report as it was signed; what moved since stands on its page of signing."""
    report = freezing.report_of(freezing.read_content(signed.content))
    asked = f"?year={draft.year}&as_of={draft.as_of.isoformat()}"

    def href(figure: str) -> str:
        return f"{reverse('reports:figure', args=[figure])}{asked}" if figure in FIGURES else f"#line-{report.numbers[figure]}"

    return render(request, "reports/draft_signed.html", {
        "draft": draft, "where": drafts.standing(draft), "report": report, "outline": html.outline(report), "lines": html.text(report, href),
        "annex": [(entry, href(entry.figure)) for entry in report.entries],
    })


class Shown:
    """A passage as the page shows it."""

    def __init__(self, said: Said, row: Passage, ask: owed.Ask | None) -> None:
        self.said, self.row, self.ask = said, row, ask
        self.label = looks.LOOKS[said.look]
        self.anchor = self.prefix = ""
        self.typed = typed_numbers(said.text) if said.look not in (*looks.HEAD, looks.MARK) or said.look == "title" else []
        self.faults = [piece.fault for piece in said.pieces if piece.fault]

    @property
    def is_open(self) -> bool:
        """Whether something of it still stops signing."""
        return bool(self.typed or self.faults or self.said.look == looks.MARK or (self.said.look in looks.REQUIRED and not self.said.text))

    @property
    def runs(self) -> list[dict[str, Any]]:
        """Its words with chips for what is bound, and marks on what is typed."""
        out: list[dict[str, Any]] = []
        for piece in self.said.pieces:
            if piece.token is None:
                out += _marked(piece.words, typed_numbers(piece.words) if self.typed else [])
            else:
                out.append({"words": piece.words, "token": piece.token, "fault": piece.fault, "kind": piece.token.kind.value})
        return out


def _number(shown: list[Shown]) -> None:
    """Give headings their numbers and anchors, as the documents do."""
    part = section = 0
    for one in shown:
        if one.said.look == looks.PART:
            part, section = part + 1, 0
            one.prefix, one.anchor = f"{number(part)}、", f"part-{part}"
        elif one.said.look == looks.SECTION:
            section += 1
            one.prefix, one.anchor = f"（{number(section)}）", f"part-{part}-{section}"


def _marked(words: str, typed: list[Typed]) -> list[dict[str, Any]]:
    out, end = [], 0
    for one in typed:
        out += [{"words": words[end : one.start]}, {"words": one.words, "kind": "typed"}]
        end = one.end
    return [*out, {"words": words[end:]}]


def _opened(shown: Shown, editing: Editing, draft: ReportDraft, written: Written) -> dict[str, Any]:
    """What the form of the open passage shows."""
    text = shown.said.text if editing.text is None else editing.text
    [numbers] = suggested([text], drafts.scope(draft)) if shown.said.look in looks.BODY else [[]]
    chips = {piece.token.text: piece.words for piece in shown.said.pieces if piece.token}
    return {
        "shown": shown, "text": text, "base": editing.base or shown.row.version, "look": editing.look or _wanted(shown.said.look),
        "words": editing.words,
        "refusal": editing.refusal, "theirs": editing.theirs, "offers": searching.search(editing.words, drafts.scope(draft)),
        "numbers": searching.worded(numbers, drafts.scope(draft)) if editing.text is None else [], "chips": chips,
        "known": any(one.suggestion for one in numbers),
    }


def _wanted(look: str) -> str:
    """What a passage is to become: a place to write becomes text."""
    return looks.TEXT if look == looks.MARK else look


def _list(request: HttpRequest, form: BeginForm, refusal: Refusal | None = None) -> HttpResponse:
    today = timezone.localdate()
    found, sendings = [], sent_of()
    for draft, where in drafts.drafts():
        duties = [] if draft.corrects else [(duty, duty.late(today)) for duty in owed.duties_of(draft, where, sendings)]
        found.append((draft, where, duties))
    context = {"drafts": found, "basis": BASIS, "form": form, "refusal": refusal}
    return render(request, "reports/drafts.html", context, status=422 if refusal or form.errors else 200)


def _years() -> list[int]:
    return queries.years() or [timezone.localdate().year - 1]


def who(request: HttpRequest) -> str:
    """The 工号 of who asks."""
    return str(request.user.get_username())


def writes(request: HttpRequest) -> bool:
    """Whether they may write all passages."""
    return WRITE_REPORT.allows(request.user.roles)  # type: ignore[union-attr]
