"""Reads of what was brought in, and what a form suggests."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fadu.apps.exchange.models import Import
from fadu.apps.record import lists, registry
from fadu.apps.record.tables import Table
from fadu.core.workbook.schema import Column, Kind
from fadu.core.workbook.sheets.bureau import FACILITIES

VERBS = ("new", "changed", "unchanged", "refused")
CANDIDATES = 20
_DECORATION = re.compile(r"[\s()（）·.]+")
COUNTED_DIGITS = 6  # a longer run of digits is a telephone, a credit code, a device


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

def candidates(column: Column, typed: str) -> list[tuple[str, str]]:
    """(what the field would hold, how it is called) of rows that a reference may name; of several numbers the last is being typed."""
    several = column.kind is Kind.REFERENCES
    kept, _, last = typed.replace("，", "、").rpartition("、") if several else ("", "", typed)
    before = f"{kept}、" if kept else ""
    found: list[tuple[str, str]] = []
    for table in filter(None, map(registry.table, column.refers_to)):
        rows = lists.rows(table, text=last.strip()).filter(withdrawn=False)[:CANDIDATES]
        found += [(f"{before}{view.number}", view.cells[0].text if view.cells else "") for view in lists.views_of(table, rows)]
    return found[:CANDIDATES]


def next_number(table: Table) -> str:
    """The number after that of the latest row, where numbers count up; else nothing."""
    column = table.sheet.key[0]
    name = table.field_of(column)
    if len(table.sheet.key) > 1 or column.kind is not Kind.CODE or name is None:
        return ""
    latest = table.rows().order_by("-pk").values_list(name, flat=True).first() or ""
    counted = re.search(r"\d+$", latest)
    if counted is None or len(counted[0]) > COUNTED_DIGITS:
        return ""
    number = f"{latest[: counted.start()]}{int(counted[0]) + 1:0{len(counted[0])}d}"
    return "" if table.rows().filter(**{name: number}).exists() else number


@dataclass(frozen=True)
class Double:
    """An object that another one may be: its lasting id, what it is called, how many rows name it."""

    uid: str
    number: str
    name: str
    credit_code: str
    address: str
    rows: int


def doubles() -> list[list[Double]]:
    """Objects that stand and share a credit code or a name (full and half width, blanks and brackets apart), those with most rows first."""
    table = registry.tables()[FACILITIES.name]
    standing = table.rows().filter(withdrawn=False).order_by("number").values_list("uid", "number", "name", "credit_code", "address")
    groups: dict[str, list[tuple[str, str, str, str, str]]] = {}
    for uid, number, name, code, address in standing:
        for same in filter(None, (code, _DECORATION.sub("", unicodedata.normalize("NFKC", name)))):
            groups.setdefault(same, []).append((str(uid), number, name, code, address))
    found = {tuple(one[0] for one in some): some for some in groups.values() if len(some) > 1}  # by code and by name: once
    return [sorted((Double(*one, rows=_naming(one[1])) for one in some), key=lambda one: -one.rows) for some in found.values()]


def _naming(number: str) -> int:
    tests = ((table, lists.naming(table, FACILITIES.name, [number])) for table in registry.tables().values())
    return sum(table.rows().filter(test).count() for table, test in tests if test is not None)
