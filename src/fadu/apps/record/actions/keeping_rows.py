"""Write one row that follows from what was done here: held to the rules of its sheet, and sealed as done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fadu.apps.record import registry
from fadu.apps.record.actions.recording import Incoming, seal_rows, write_links, write_rows
from fadu.apps.record.tables import Snapshot, Table
from fadu.core.refusal import Refusal
from fadu.core.workbook import rules
from fadu.core.workbook.sheets.bureau import PEOPLE


@dataclass(frozen=True)
class _Known:
    """What the rules of a sheet may ask: the day, and the people of the row."""

    today: date
    people: Mapping[str, Mapping[str, Any]]

    def person(self, number: str) -> Mapping[str, Any] | None:
        return self.people.get(number)


def keep_row(
    sheet: str, number: str, fields: Mapping[str, Any], *, actor: str, at: datetime, basis: str, source: str, fresh: bool = False,
) -> str:
    """Set fields of one row, which is made where it is not there; returns its lasting id. `fresh`: it must not be there yet.

    Raises Refusal where it is, where it names a row that is not there, or where a rule of the sheet refuses it.
    """
    table = registry.table(sheet)
    assert table is not None, sheet
    stored = table.stored([(number,)]).get((number,))
    if stored is not None and fresh:
        raise Refusal(f"{table.sheet.key[0].header} {number} 已经登记过", f"请换一个{table.sheet.key[0].header}")
    blank: Snapshot = {column.field: None for column in table.sheet.columns}
    base = stored.snapshot if stored else {**blank, table.sheet.key[0].field: number, "withdrawn": False, "remark": None, "extra": None}
    snapshot: Snapshot = {**base, **fields}
    if stored is not None and snapshot == stored.snapshot:
        return str(stored.uid)
    references = _references(table, snapshot)
    problems = rules.check(table.sheet, snapshot, _Known(at.date(), _people(references)))
    if refused := [one for one in problems if one.grade == "refuse"]:
        raise Refusal("；".join(one.reason for one in refused), "；".join(one.mend for one in refused))
    written = write_rows(table, [Incoming((number,), snapshot, stored, source, problems)], references)
    write_links(table, written, references)
    seal_rows(table, written, actor=actor, at=at, batch="", basis=basis[:200], mode="done")
    return str(written[0].uid)


def _people(references: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, Any]]:
    numbers = references.get(PEOPLE.name, {})
    people = registry.table(PEOPLE.name)
    return {key[0]: row.snapshot for key, row in people.stored((number,) for number in numbers).items()} if people and numbers else {}


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
