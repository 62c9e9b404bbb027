"""Binding an address to a view and a policy; there is no other way to bind one (a test walks all addresses)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from fadu.web.policy import Policy

View = Callable[..., HttpResponseBase]
# Where a person whose password was made by somebody else must go first.
CHANGE_PASSWORD = "officers:password"  # noqa: S105  the name of an address


def route(address: str, view: View, name: str, policy: Policy, *, before_password_change: bool = False) -> URLPattern:
    """Bind `view` to `address`. Who is not signed in is sent to sign in; who may not gets 403, whatever the method.

    `before_password_change` marks the few pages that somebody with a one-time password may open.
    """
    if not isinstance(policy, Policy):
        raise TypeError(f"address {address!r} has no policy")
    return path(address, _guarded(view, policy, before_password_change), name=name)


def _guarded(view: View, policy: Policy, before_password_change: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if policy.roles is None:
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("officers:sign_in"))
        if not policy.allows(request.user.roles):
            raise PermissionDenied(policy.label)
        if request.user.must_change_password and not before_password_change:
            return redirect(CHANGE_PASSWORD)
        return view(request, *args, **kwargs)

    guarded.policy = policy  # type: ignore[attr-defined]
    return guarded
