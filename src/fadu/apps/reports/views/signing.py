"""Review, sign, publish, correct; what moved since; the documents of a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.record import store
from fadu.apps.record.acts import Act
from fadu.apps.reports.actions import drafting, signing
from fadu.apps.reports.documents.docx import write_docx
from fadu.apps.reports.documents.pdf import write_pdf
from fadu.apps.reports.forms import SendingForm
from fadu.apps.reports.models import ReportDraft, SignedReport
from fadu.apps.reports.sent import SHEET, sent_of
from fadu.apps.reports.views.doors import of_report
from fadu.apps.reports.writing import afterwards, drafts, freezing
from fadu.apps.reports.writing.checking import issues
from fadu.apps.reports.writing.owed import Duty, duties_of
from fadu.core.refusal import Refusal
from fadu.core.wording.duties import BASIS
from fadu.web.policy import PUBLISH_REPORT, REVIEW_REPORT, SIGN_REPORT, WRITE_REPORT, Policy

WRITERS = {"docx": write_docx, "pdf": write_pdf}
TYPES = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf"}
_STEPS = {"submit": "报送", "publish": "公开"}  # duties as the steps call them
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\\/:*?"<>|]')


@of_report
def sign_page(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Where the report stands, what stops it, what can be done next; after signing what moved and what was corrected."""
    return page(request, draft)


@of_report
def act(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Do what the button says: review, give back, sign, publish, correct."""
    wanted = _ACTS.get(request.POST.get("act", "")) if request.method == "POST" else None
    if wanted is None:
        return redirect("reports:sign_page", str(draft.uid))
    policy, do, told = wanted
    try:
        if not policy.allows(request.user.roles):  # type: ignore[union-attr]
            raise Refusal(f"您的岗位不能{policy.label}", "请由有这项权限的人办理；权限见“权限表”")
        made = do(draft, request)
    except Refusal as refusal:
        return page(request, draft, refusal)
    messages.success(request, told)
    return redirect("reports:draft", str(made.uid)) if isinstance(made, ReportDraft) else redirect("reports:sign_page", str(draft.uid))


@of_report
def compare(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Two signed versions side by side: this one and the one that it corrects."""
    found = list(afterwards.versions(draft))
    if len(found) < 2:
        messages.info(request, "只有一个签发的版本，没有可以对照的。")
        return redirect("reports:sign_page", str(draft.uid))
    new, old = (freezing.read_content(one.content) for one in found[:2])
    return render(request, "reports/compare.html", {
        "draft": draft, "where": drafts.standing(draft), "old": old, "new": new, "differences": afterwards.compare(old, new),
        "figures": afterwards.figures_changed(old, new),
    })


@of_report
def docx(request: HttpRequest, draft: ReportDraft) -> HttpResponseBase:
    """The report as DOCX: the signed bytes, or the draft as it stands."""
    return _document(draft, "docx")


@of_report
def pdf(request: HttpRequest, draft: ReportDraft) -> HttpResponseBase:
    """The report as PDF."""
    return _document(draft, "pdf")


def signed_bytes(signed: SignedReport, kind: str) -> bytes:
    """A document as it was signed; made anew from what was signed where the file is gone."""
    kept = store.read(getattr(signed, kind))
    if kept is not None:
        return kept
    stream = BytesIO()
    WRITERS[kind](freezing.report_of(freezing.read_content(signed.content)), stream)
    return stream.getvalue()


def _document(draft: ReportDraft, kind: str) -> HttpResponseBase:
    signed = SignedReport.objects.filter(draft=draft).first()
    stream = BytesIO()
    if signed is not None:
        stream.write(signed_bytes(signed, kind))
    else:
        WRITERS[kind](drafts.written(draft, traced=True, stage=f"{drafts.standing(draft).stage}稿").report, stream)
    stream.seek(0)
    name = _NOT_IN_NAMES.sub("_", f"{draft.year}年度法治政府建设情况报告{draft.number}")
    return FileResponse(stream, as_attachment=True, filename=f"{name}.{kind}", content_type=TYPES[kind])


def page(request: HttpRequest, draft: ReportDraft, refusal: Refusal | None = None, form: SendingForm | None = None) -> HttpResponse:
    """The page of signing; with a refusal, or with the form of sending as it was filled in."""
    where = drafts.standing(draft)
    signed = SignedReport.objects.filter(draft=draft).first()
    found = issues(drafts.written(draft, whole=True)) if where.is_open else []
    context: dict[str, Any] = {
        "draft": draft, "where": where, "refusal": refusal, "signed": signed, "stops": [one for one in found if one.stops],
        "warnings": sum(one.severity == "warning" and one.accepted is None for one in found),
    }
    today, sendings = timezone.localdate(), sent_of(draft.year)
    duties = duties_of(draft, where, sendings)
    context |= {"steps": _steps(where, duties), "duties": [(duty, duty.late(today), (duty.due - today).days) for duty in duties], "basis": BASIS}
    if signed is not None:
        context |= {
            "moved": afterwards.moved(signed), "content": freezing.read_content(signed.content), "sendings": sendings, "sheet": SHEET,
            "form": form or SendingForm(), "corrigenda": drafts.corrigenda(draft),
        }
    return render(request, "reports/sign.html", context, status=409 if refusal else 422 if form else 200)


def _steps(where: drafts.Standing, duties: Sequence[Duty]) -> list[dict[str, str]]:
    def step(label: str, act: Act | None, now: bool) -> dict[str, str]:
        state = "done" if act else "now" if now else "todo"
        return {"label": label, "state": state, "note": f"{act.actor} {drafts.day_of(act)}" if act else ""}

    def duty(one: Duty) -> dict[str, str]:
        state = "done" if one.done else "now" if where.signed else "todo"
        return {"label": _STEPS.get(one.id, one.what), "state": state, "note": _day(one)}

    return [
        step("起草", where.begun, False), step("审核", where.reviewed, where.reviewed is None),
        step("签发", where.signed, where.reviewed is not None), *map(duty, duties),
    ]


def _day(one: Duty) -> str:
    if one.done is None:
        return f"{one.due} 前"
    return f"{one.done}（逾期）" if one.late(one.done) else str(one.done)


def _said(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user.get_username(), "at": timezone.localtime()}


def _review(draft: ReportDraft, request: HttpRequest) -> None:
    signing.review(draft, opinion=request.POST.get("words", ""), **_said(request))


def _give_back(draft: ReportDraft, request: HttpRequest) -> None:
    signing.give_back(draft, reason=request.POST.get("words", ""), **_said(request))


def _sign(draft: ReportDraft, request: HttpRequest) -> SignedReport:
    return signing.sign(draft, word=write_docx, paper=write_pdf, **_said(request))


def _publish(draft: ReportDraft, request: HttpRequest) -> None:
    signing.publish(draft, **_said(request))


def _correct(draft: ReportDraft, request: HttpRequest) -> ReportDraft:
    return drafting.begin_corrigendum(draft.number, reason=request.POST.get("words", ""), **_said(request))


_ACTS: dict[str, tuple[Policy, Callable[[ReportDraft, HttpRequest], Any], str]] = {
    "review": (REVIEW_REPORT, _review, "已审核，审核的是现在这一稿；再改文字或台账变动后要重新审核。"),
    "give_back": (REVIEW_REPORT, _give_back, "已退回修改。"),
    "sign": (SIGN_REPORT, _sign, "已签发，文字、数字、各行和两种文件都已封存。"),
    "publish": (PUBLISH_REPORT, _publish, "已公开。"),
    "correct": (WRITE_REPORT, _correct, "更正有自己的编号；改好以后同样要审核和签发。"),
}
