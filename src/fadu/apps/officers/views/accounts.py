"""Accounts: opened by the system administrator, given their roles by the security administrator, looked at by all three."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.officers import queries
from fadu.apps.officers.actions import accounts
from fadu.core.refusal import Refusal
from fadu.web.policy import ROLES


def account_list(request: HttpRequest) -> HttpResponse:
    """All accounts, with what one may do about them."""
    return render(request, "officers/accounts.html", {"accounts": queries.accounts(), "roles": ROLES})


def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account. It begins as a learner's; what it may do beyond that the security administrator decides."""
    number = request.POST.get("number", "").strip()
    return _with_password(request, number, lambda: accounts.open_account(
        person_number=number, roles=["learner"], actor=request.user.get_username(), at=timezone.localtime()
    ))


def reset(request: HttpRequest, number: str) -> HttpResponse:
    """A new one-time password."""
    return _with_password(request, number, lambda: accounts.reset_password(
        person_number=number, actor=request.user.get_username(), at=timezone.localtime()
    ))


def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close an account."""
    return _act(request, lambda: accounts.close_account(person_number=number, actor=request.user.get_username(), at=timezone.localtime()))


def grant(request: HttpRequest, number: str) -> HttpResponse:
    """Set the roles of an account."""
    return _act(request, lambda: accounts.grant_roles(
        person_number=number, roles=request.POST.getlist("roles"), actor=request.user.get_username(), at=timezone.localtime()
    ))


def _with_password(request: HttpRequest, number: str, work: Callable[[], str]) -> HttpResponse:
    if request.method != "POST":
        return redirect("officers:accounts")
    try:
        password = work()
    except Refusal as refusal:
        messages.error(request, f"{refusal.reason}。{refusal.mend}。")
        return redirect("officers:accounts")
    # Shown on this answer only: not in a cookie, an address or a log.
    return render(request, "officers/one_time_password.html", {"number": number, "password": password})


def _act(request: HttpRequest, work: Callable[[], None]) -> HttpResponse:
    if request.method == "POST":
        try:
            work()
            messages.success(request, "已办理，并已封存。")
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect("officers:accounts")
