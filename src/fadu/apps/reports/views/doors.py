"""The door to a report: a view gets it, or people are told and led back to the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from fadu.apps.reports.models import ReportDraft
from fadu.apps.reports.writing import drafts
from fadu.core.refusal import Refusal


def of_report(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give a view the report that its address names by the lasting id."""

    @wraps(view)
    def opened(request: HttpRequest, report: str, **more: Any) -> HttpResponseBase:
        try:
            draft: ReportDraft = drafts.draft_of(report)
        except Refusal as refusal:
            tell(request, refusal)
            return redirect("reports:drafts")
        return view(request, draft, **more)

    return opened


def tell(request: HttpRequest, refusal: Refusal) -> None:
    """Say a refusal on the page that comes next."""
    messages.error(request, f"{refusal.reason}。{refusal.mend}。" if refusal.mend else f"{refusal.reason}。")
