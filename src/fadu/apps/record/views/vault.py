"""Personal particulars of a row's people: keep, ask to see, approve, see once, erase. Values stand in one answer only: never in an
address, a message, a session or a log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from fadu.apps.record import vault
from fadu.apps.record.actions import vault as actions
from fadu.apps.record.views.subjects import row_of, said
from fadu.core.refusal import Refusal


@sensitive_post_parameters()
def keep(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """Put one person's particulars in."""
    subject, number = row_of(sheet, uid)
    values = {field: request.POST.get(field, "") for field in vault.FIELDS}

    def work() -> None:
        actions.keep(subject=subject, number=number, values=values, role=request.POST.get("role", ""), **_who(request))

    return _act(request, sheet, uid, work, "已存入保密库。档案里只有承诺值，没有内容。")


@sensitive_post_parameters()
def ask(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """Ask to see some of them."""
    subject, number = row_of(sheet, uid)

    def work() -> None:
        actions.ask(
            subject=subject, number=number, fields=request.POST.getlist("fields"), purpose=request.POST.get("purpose", ""),
            detail=request.POST.get("detail", ""), **_who(request),
        )

    return _act(request, sheet, uid, work, "已提出申请，请主要负责人批准。")


def approve(request: HttpRequest, sheet: str, uid: str, ask: int) -> HttpResponse:
    """Agree that they be shown."""
    _require_own(sheet, uid, ask)
    return _act(request, sheet, uid, lambda: actions.approve(ask, **_who(request)), "已批准，申请人可以查看一次。")


def show(request: HttpRequest, sheet: str, uid: str, ask: int) -> HttpResponse:
    """Show them once, on this answer only."""
    _, number = _require_own(sheet, uid, ask)
    if request.method != "POST":
        return redirect(_back(sheet, uid))
    try:
        people = actions.show(ask, **_who(request))
    except Refusal as refusal:
        messages.error(request, said(refusal))
        return redirect(_back(sheet, uid))
    return render(request, "record/unmasked.html", {"people": people, "number": number, "back": _back(sheet, uid), "at": timezone.localtime()})


@sensitive_post_parameters()
def ask_erasure(request: HttpRequest, sheet: str, uid: str) -> HttpResponse:
    """Ask that all of them be erased."""
    subject, number = row_of(sheet, uid)

    def work() -> None:
        actions.ask_erasure(subject=subject, number=number, reason=request.POST.get("reason", ""), **_who(request))

    return _act(request, sheet, uid, work, "已提出抹除申请，请主要负责人办理。")


def erase(request: HttpRequest, sheet: str, uid: str, ask: int) -> HttpResponse:
    """Destroy the key."""
    subject, _ = _require_own(sheet, uid, ask)
    # The name of a key is no secret, and who keeps the copy of the key folder needs it.
    names = "、".join(vault.key_names(subject))
    done = f"密钥已销毁，保密信息已抹除，不能恢复；抹除已封存。请从另处保管的密钥副本里也删除 {names}.key。"
    return _act(request, sheet, uid, lambda: _erase(request, ask), done)


def _erase(request: HttpRequest, ask: int) -> None:
    actions.erase(ask, **_who(request))


def _require_own(sheet: str, uid: str, index: int) -> tuple[str, str]:
    """The row, if the request is one about it; a request of another row is not answered here."""
    subject, number = row_of(sheet, uid)
    found = vault.ask(index)
    if found is not None and found.subject != subject:
        raise Http404("没有这个申请")
    return subject, number


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"actor": request.user.get_username(), "at": timezone.localtime()}


def _act(request: HttpRequest, sheet: str, uid: str, work: Callable[[], None], done: str) -> HttpResponse:
    if request.method == "POST":
        try:
            work()
            messages.success(request, done)
        except Refusal as refusal:
            messages.error(request, said(refusal))
    return redirect(_back(sheet, uid))


def _back(sheet: str, uid: str) -> str:
    return reverse("record:row", args=[sheet, uid]) + "#vault"
