"""Pages for what went wrong: in plain words, with what to do next."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: names the right that is missing."""
    right = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "web/403.html", {"right": right}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "web/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: no context processors, since they may be what broke."""
    return HttpResponse(render(None, "web/500.html").content, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere."""
    return render(request, "web/403.html", {"right": "", "stale_form": True}, status=403)
