"""Sign in, sign out, set one's own password."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from fadu.apps.officers.actions import accounts, entering
from fadu.apps.officers.models import Account
from fadu.core.refusal import Refusal

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_in(request: HttpRequest) -> HttpResponse:
    """The door."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    number, refusal = request.POST.get("number", "").strip(), None
    if request.method == "POST":
        try:
            account = entering.sign_in(
                number=number, password=request.POST.get("password", ""), address=request.META.get("REMOTE_ADDR", ""), at=timezone.localtime()
            )
        except Refusal as problem:
            refusal = problem
        else:
            login(request, account, backend=_BACKEND)
            return redirect(onward)
    context = {"number": number, "refusal": refusal, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "officers/sign_in.html", context, status=200 if refusal is None else 422)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; only as a form, so that a link from elsewhere can't do it."""
    if request.method == "POST":
        logout(request)
    return redirect("officers:sign_in")


def password(request: HttpRequest) -> HttpResponse:
    """Set one's own password; the first thing to do with a one-time password."""
    refusal = None
    if request.method == "POST":
        new = request.POST.get("new", "")
        try:
            if new != request.POST.get("again", ""):
                raise Refusal("两次输入的新密码不一样", "请重新输入")
            accounts.change_password(person_number=request.user.get_username(), old=request.POST.get("old", ""), new=new, at=timezone.localtime())
        except Refusal as problem:
            refusal = problem
        else:
            user = cast("Account", request.user)  # a policy lets only signed-in people here
            user.refresh_from_db()
            update_session_auth_hash(request, user)
            return redirect("desk:home")
    return render(request, "officers/password.html", {"refusal": refusal}, status=200 if refusal is None else 422)


def _onward(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"
