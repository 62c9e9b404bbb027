"""Restore drills, from the acts that sealed them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fadu.apps.record import queries

PAGE = 40


def drill_list(request: HttpRequest) -> HttpResponse:
    """Drills, newest first."""
    page = Paginator(queries.entries(event="DrillRun"), PAGE).get_page(request.GET.get("page"))
    drills = [{"index": entry.index, "at": entry.at, **_shown(json.loads(entry.after or "{}"))} for entry in page]
    return render(request, "record/drills.html", {"page": page, "drills": drills})


def _shown(said: dict[str, Any]) -> dict[str, Any]:
    return {
        **said, "made": datetime.fromisoformat(said["made"]), "rto": f"{said['rto_ms'] / 1000:.1f} 秒", "rpo": _length(said["rpo_seconds"]),
        "years": "、".join(said["years"]),
    }


def _length(seconds: int) -> str:
    """A length of time in the unit in which people think of it."""
    for size, unit in ((86400, "天"), (3600, "小时"), (60, "分")):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds} 秒"
