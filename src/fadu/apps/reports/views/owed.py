"""Who owes what for a report: the duties by law, what offices were asked for, and asking."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.reports.actions import asking
from fadu.apps.reports.forms import AskForm
from fadu.apps.reports.models import ReportDraft
from fadu.apps.reports.views.doors import of_report, tell
from fadu.apps.reports.writing import drafts, looks, owed
from fadu.apps.reports.writing.offices import sections
from fadu.core.refusal import Refusal
from fadu.core.wording.duties import BASIS


@of_report
def owed_page(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Duties, what is open at whom, the form to ask."""
    return _page(request, draft, _form(draft))


@of_report
def ask(request: HttpRequest, draft: ReportDraft) -> HttpResponse:
    """Ask an office."""
    if request.method != "POST":
        return redirect("reports:owed", str(draft.uid))
    form = _form(draft, request.POST)
    if not form.is_valid():
        return _page(request, draft, form)
    kind, _, what = form.cleaned_data["of"].partition(":")
    try:
        asking.ask(
            draft, office=form.cleaned_data["office"], what=form.cleaned_data["what"], due=form.cleaned_data["due"],
            passage=what if kind == "passage" else "", register=what if kind == "register" else "", actor=request.user.get_username(),
            at=timezone.localtime(),
        )
    except Refusal as refusal:
        return _page(request, draft, form, refusal)
    messages.success(request, f"已向{form.cleaned_data['office']}催报；他们打开“今日”就能看到。")
    return redirect("reports:owed", str(draft.uid))


@of_report
def close(request: HttpRequest, draft: ReportDraft, ask: int) -> HttpResponse:
    """Say that nothing more is awaited."""
    if request.method == "POST":
        try:
            asking.close_ask(draft, ask, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime())
        except Refusal as refusal:
            tell(request, refusal)
    return redirect("reports:owed", str(draft.uid))


def _page(request: HttpRequest, draft: ReportDraft, form: AskForm, refusal: Refusal | None = None) -> HttpResponse:
    today = timezone.localdate()
    where = drafts.standing(draft)
    asked = owed.asks(draft)
    return render(request, "reports/owed.html", {
        "draft": draft, "where": where, "form": form, "refusal": refusal, "asks": [(one, one.late(today)) for one in asked],
        "duties": [(duty, duty.late(today), (duty.due - today).days) for duty in owed.duties_of(draft, where)],
        "unassigned": [one for one in owed.open_passages(draft) if not any(ask.is_open and ask.passage == str(one.uid) for ask in asked)],
        "basis": BASIS, "silent": owed.silent_registers(draft),
    }, status=422 if refusal or form.errors else 200)


def _form(draft: ReportDraft, *data: object) -> AskForm:
    marked = [(f"passage:{one.uid}", one.text[:40]) for one in drafts.passages(draft) if one.look == looks.MARK]
    body = [(f"passage:{one.uid}", one.text[:40]) for one in drafts.passages(draft) if one.look == looks.TEXT]
    registers = [(f"register:{name}", name) for name in owed.registers()]
    return AskForm(*data, offices=sections(timezone.localdate()), of=[("待写的段落", marked), ("登记簿", registers), ("其他段落", body)])
