"""Reads of what was brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fadu.apps.exchange.models import Import

VERBS = ("new", "changed", "unchanged", "refused")


@dataclass(frozen=True)
class ImportView:
    """An import as a page shows it. `sheets` are (name, counts in the order of VERBS)."""

    batch: str
    file_name: str
    file_digest: str
    size: int
    brought_by: str
    brought_at: datetime
    settled_at: datetime | None
    state: str
    state_label: str
    message: str
    sheets: list[tuple[str, list[int]]]
    totals: dict[str, int]
    refusals: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    notes: list[dict[str, Any]]


def imports() -> list[ImportView]:
    """All imports, newest first."""
    return [_view(row) for row in Import.objects.all()]


def import_view(batch: str) -> ImportView | None:
    """One import by its batch, None where there is none."""
    row = Import.objects.filter(batch=batch).first()
    return _view(row) if row else None


def _view(row: Import) -> ImportView:
    preview = row.preview or {}
    return ImportView(
        batch=row.batch, file_name=row.file_name, file_digest=row.file_digest, size=row.size, brought_by=row.brought_by,
        brought_at=row.brought_at, settled_at=row.settled_at, state=row.state, state_label=row.get_state_display(), message=row.message,
        sheets=[(name, [counts[verb] for verb in VERBS]) for name, counts in preview.get("sheets", {}).items()],
        totals=preview.get("totals", dict.fromkeys(VERBS, 0)),
        refusals=preview.get("refusals", []), findings=preview.get("findings", []), notes=preview.get("notes", []),
    )
