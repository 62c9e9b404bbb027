"""Objects that were registered twice, and what makes one of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.exchange import queries
from fadu.apps.exchange.actions.merging import merge_facilities
from fadu.core.refusal import Refusal


def double_list(request: HttpRequest) -> HttpResponse:
    """Those that may be one and the same."""
    return render(request, "exchange/doubles.html", {"groups": queries.doubles()})


def merge(request: HttpRequest) -> HttpResponse:
    """Merge the one into the other."""
    if request.method == "POST":
        try:
            kept, double = (str(UUID(request.POST.get(name, ""))) for name in ("kept", "double"))
            count = merge_facilities(
                kept, double, reason=request.POST.get("reason", ""), actor=request.user.get_username(), at=timezone.localtime(),
            )
            messages.success(request, f"已合并：{count} 行改指保留的对象，重复的对象已作废。每一行的更正都已封存。")
        except ValueError:
            messages.error(request, "没有选择保留哪一个、并入哪一个。请各选一个。")
        except Refusal as refusal:
            messages.error(request, f"{refusal.reason}。{refusal.mend}。")
    return redirect("exchange:doubles")
