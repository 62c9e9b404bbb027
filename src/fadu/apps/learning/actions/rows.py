"""Rows of 学习考试 that follow from an exam or a result sheet: written and sealed like any other row of the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fadu.apps.learning.queries.people import known, primary_keys
from fadu.apps.learning.tables import TABLES
from fadu.apps.record.actions.recording import Incoming, seal_rows, write_rows
from fadu.apps.record.tables import Snapshot
from fadu.core.refusal import Refusal
from fadu.core.workbook import rules

TABLE = TABLES[0]


def row(
    number: str, programme: str, category: str, held_on: date, person: str, name: str, *, studied: bool | None = None, sat: bool | None = None,
    score: Decimal | None = None, passed: bool | None = None, hours: Decimal | None = None,
) -> Snapshot:
    """The values of a row."""
    return {
        "number": number, "programme": programme, "category": category, "held_on": held_on, "person": person, "name": name or None,
        "studied": studied, "sat": sat, "score": score, "passed": passed, "hours": hours, "withdrawn": False, "remark": None, "extra": None,
    }


def record(rows: Sequence[Snapshot], sources: Sequence[str], *, actor: str, at: datetime, basis: str, batch: str = "") -> None:
    """Write rows and seal an act for each, with what the rules say of them. Raises Refusal where a number is taken."""
    if not rows:
        return
    taken = TABLE.stored([(each["number"],) for each in rows])
    if taken:
        raise Refusal(f"学习考试里已有编号 {'、'.join(sorted(key[0] for key in taken))}", "请核对是否已经登记过")
    people = [each["person"] for each in rows]
    asks = known(people, at.date())
    references: Mapping[str, Mapping[str, Any]] = {"人员": primary_keys(people)}
    incoming = [
        Incoming((each["number"],), each, None, source[:300], rules.check(TABLE.sheet, each, asks))
        for each, source in zip(rows, sources, strict=True)
    ]
    seal_rows(TABLE, write_rows(TABLE, incoming, references), actor=actor, at=at, batch=batch, basis=basis)
