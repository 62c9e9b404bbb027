"""What a page of evidence or of the vault hangs on: one row of a register."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from fadu.apps.record import registry
from fadu.core.refusal import Refusal


def row_of(sheet: str, uid: str) -> tuple[str, str]:
    """The lasting id of a row and what people call it. Raises Http404 where there is none."""
    table = registry.table(sheet)
    try:
        wanted = UUID(uid)
    except ValueError:
        raise Http404("没有这一行") from None
    stored = next(table.read(table.rows().filter(uid=wanted)), None) if table else None
    if table is None or stored is None:
        raise Http404("没有这一行")
    return str(stored.uid), table.label(table.key_of(stored.snapshot))


def said(refusal: Refusal) -> str:
    """A refusal in one line."""
    parts = [refusal.reason, refusal.mend, f"依据：{refusal.article}" if refusal.article else ""]
    return "".join(f"{part.rstrip('。')}。" for part in parts if part)
