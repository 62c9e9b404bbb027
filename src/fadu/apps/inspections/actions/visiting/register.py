"""The row of 检查 that a visit makes, and what later acts change in it; each sealed as done here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fadu.apps.inspections.visits.reading import Visit
from fadu.apps.record import registry
from fadu.apps.record.actions.recording import Incoming, seal_rows, write_links, write_rows
from fadu.apps.record.tables import Snapshot, Table
from fadu.core.refusal import Refusal
from fadu.core.visits.kinds import PROBLEMS
from fadu.core.workbook import rules

_BASIS = "行政处罚法第四十七条；国发〔2019〕5号"


def keep(visit: Visit, *, actor: str, at: datetime) -> str:
    """Write the row of a visit whose result was told; returns its lasting id. Raises Refusal where a rule of the sheet refuses it."""
    table, said = _table(), visit.said
    blank: Snapshot = {column.field: None for column in table.sheet.columns}
    values = {
        "number": visit.number, "inspected_on": visit.on, "facility": said["facility"], "category": said["category"],
        "batch": said["under"] or None, "joint_number": said["joint_number"] or None,
        "joint_departments": "、".join(said["departments"]) or None, "matter": said["matter"],
        "officers": tuple(one["number"] for one in said["officers"]), "method": "现场", "found_problem": visit.state.outcome in PROBLEMS,
    }
    snapshot = {**blank, "withdrawn": False, "remark": None, "extra": None, **values, **_of_problems(visit)}
    return _write(table, Incoming((visit.number,), snapshot, None, "随现场检查写入"), actor, at)


def follow(visit: Visit, *, actor: str, at: datetime) -> None:
    """Bring the terms and the day of mending of a visit's row up to date."""
    change(visit.number, {name: value for name, value in _of_problems(visit).items() if name != "problem"}, actor=actor, at=at)


def change(number: str, fields: Mapping[str, Any], *, actor: str, at: datetime) -> str:
    """Set fields of a row; returns its lasting id. Raises Refusal where there is no such row, or a rule of the sheet refuses it."""
    table = _table()
    stored = table.stored([(number,)]).get((number,))
    if stored is None or stored.snapshot["withdrawn"]:
        raise Refusal(f"检查登记簿里没有 {number}，或者已经作废", "请核对检查编号")
    snapshot = {**stored.snapshot, **fields}
    if snapshot == stored.snapshot:
        return str(stored.uid)
    return _write(table, Incoming((number,), snapshot, stored, "随现场检查写入"), actor, at)


def _of_problems(visit: Visit) -> dict[str, Any]:
    """One row holds one term and one day: the latest of each, the day only once every problem is mended."""
    found = visit.problems()
    terms = [one.due for one in found if one.due and not one.handed]
    mended = [one.mended_on for one in found]
    return {
        "problem": "；".join(one.problem.what for one in found) or None,
        "rectify_by": max(terms, default=None),
        "rectified_on": max(day for day in mended if day) if found and all(mended) else None,
    }


def _write(table: Table, row: Incoming, actor: str, at: datetime) -> str:
    problems = rules.check(table.sheet, row.after, _Known(at.date(), _people(row.after)))
    if refused := [one for one in problems if one.grade == "refuse"]:
        raise Refusal("；".join(one.reason for one in refused), "；".join(one.mend for one in refused))
    references = {sheet: _keys(sheet, column, row.after) for column in table.sheet.columns for sheet in column.refers_to}
    written = write_rows(table, [Incoming(row.key, row.after, row.stored, row.source, problems)], references)
    write_links(table, written, references)
    seal_rows(table, written, actor=actor, at=at, batch="", basis=_BASIS, mode="done")
    return str(written[0].uid)


def _table() -> Table:
    table = registry.table("检查")
    assert table is not None
    return table


def _keys(sheet: str, column: Any, snapshot: Snapshot) -> dict[str, int]:
    target = registry.table(sheet)
    assert target is not None, sheet
    value = snapshot.get(column.field)
    numbers = [value] if isinstance(value, str) else list(value or ())
    keys = target.primary_keys(numbers)
    if lost := [number for number in numbers if number not in keys]:
        raise Refusal(f"“{column.header}”里的 {'、'.join(lost)} 在登记簿里找不到", "请先登记，或者核对编号")
    return keys


def _people(snapshot: Snapshot) -> dict[str, Mapping[str, Any]]:
    table = registry.table("人员")
    assert table is not None
    return {key[0]: row.snapshot for key, row in table.stored((number,) for number in snapshot["officers"] or ()).items()}


class _Known:
    """What the rules of the sheet may ask: the day, and the officers of the row."""

    def __init__(self, today: date, people: Mapping[str, Mapping[str, Any]]) -> None:
        self.today, self._people = today, people

    def person(self, number: str) -> Mapping[str, Any] | None:
        return self._people.get(number)
