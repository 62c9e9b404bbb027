"""The rows of the registers that follow from a matter, each sealed as an act done here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fadu.apps.cases.planning.projecting import moved, project
from fadu.apps.cases.queries.folding import State
from fadu.apps.record import registry
from fadu.apps.record.actions.recording import Incoming, seal_rows, write_links, write_rows
from fadu.apps.record.tables import Snapshot, Table
from fadu.core.refusal import Refusal
from fadu.core.workbook import rules


@dataclass(frozen=True)
class _Known:
    """What the row rules may ask: the people of this row, and the day."""

    today: date
    people: Mapping[str, Mapping[str, Any]]

    def person(self, number: str) -> Mapping[str, Any] | None:
        return self.people.get(number)


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
    """Set fields of one row; `fresh`: it must not be there yet. Returns its lasting id. Raises Refusal where a rule of the sheet refuses it."""
    table = registry.table(sheet)
    assert table is not None, sheet
    stored = table.stored([(number,)]).get((number,))
    if stored is not None and fresh:
        raise Refusal(f"{table.sheet.key[0].header} {number} 已经登记过", f"请换一个{table.sheet.key[0].header}")
    if stored is not None and not fields:
        return str(stored.uid)
    blank: Snapshot = {column.field: None for column in table.sheet.columns}
    base = stored.snapshot if stored else {**blank, table.sheet.key[0].field: number, "withdrawn": False, "remark": None, "extra": None}
    snapshot: Snapshot = {**base, **fields}
    if stored is not None and snapshot == stored.snapshot:
        return str(stored.uid)
    problems = rules.check(table.sheet, snapshot, _known(snapshot, at))
    if refused := [one for one in problems if one.grade == "refuse"]:
        raise Refusal("；".join(one.reason for one in refused), "；".join(one.mend for one in refused))
    references = _references(table, snapshot)
    written = write_rows(table, [Incoming((number,), snapshot, stored, "随案件办理写入", problems)], references)
    write_links(table, written, references)
    seal_rows(table, written, actor=actor, at=at, batch="", basis=basis[:200], mode="done")
    return str(written[0].uid)


def _known(snapshot: Snapshot, at: datetime) -> _Known:
    people = registry.table("人员")
    assert people is not None
    numbers = {snapshot.get(field) for field in ("lead_officer", "second_officer", "reviewer", "decider", "chair")} - {None}
    return _Known(at.date(), {key[0]: row.snapshot for key, row in people.stored((number,) for number in numbers).items()})


def _references(table: Table, snapshot: Snapshot) -> dict[str, dict[str, int]]:
    """Primary keys of the rows that this one names. Raises Refusal for a number that is not there."""
    found: dict[str, dict[str, int]] = {}
    for column in table.sheet.columns:
        if not column.refers_to:
            continue
        value = snapshot.get(column.field)
        numbers = [value] if isinstance(value, str) else list(value or ())
        hit: set[str] = set()
        for sheet in column.refers_to:
            target = registry.table(sheet)
            assert target is not None, sheet
            keys = target.primary_keys(numbers) if numbers else {}
            found.setdefault(sheet, {}).update(keys)
            hit |= keys.keys()
        if lost := [number for number in numbers if number not in hit]:
            raise Refusal(f"“{column.header}”里的 {'、'.join(lost)} 在登记簿里找不到", "请先登记，或者核对编号")
    return found
