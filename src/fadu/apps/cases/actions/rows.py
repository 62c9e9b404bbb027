"""The rows of the registers that follow from a matter, each sealed as an act done here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fadu.apps.cases.planning.projecting import moved, project
from fadu.apps.cases.queries.folding import State
from fadu.apps.record.actions import keeping_rows as record


def keep_rows(before: State, after: State, *, actor: str, at: datetime, basis: str, sealed_case: bool) -> str:
    """Write what the act changed; returns the lasting id of the case's row, "" where there is none yet."""
    old = {(row.sheet, row.number): row.values for row in project(before)}
    case = ""
    for row in project(after):
        known = old.get((row.sheet, row.number), {})
        fields = moved(known, row.values)
        if row.sheet == "案件":
            case = keep_row("案件", row.number, fields, actor=actor, at=at, basis=basis, fresh=not sealed_case)
        elif fields:
            keep_row(row.sheet, row.number, fields, actor=actor, at=at, basis=basis, fresh=not known)
    return case


def keep_row(sheet: str, number: str, fields: Mapping[str, Any], *, actor: str, at: datetime, basis: str, fresh: bool) -> str:
    """`record.keep_row` for what follows from the work on a case."""
    return record.keep_row(sheet, number, fields, actor=actor, at=at, basis=basis, source="随案件办理写入", fresh=fresh)
