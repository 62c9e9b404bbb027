"""Take an import back as one act: refused once later acts rest on it; the acts themselves stay in the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.models import Import, NoteSheet
from fadu.apps.exchange.planning.known import recheck
from fadu.apps.record import queries as record
from fadu.apps.record.actions import enter, enter_many
from fadu.apps.record.actions.recording import replace_findings, take_back
from fadu.apps.record.actions.signing import sign_after
from fadu.apps.record.tables import Snapshot, Stored, Table
from fadu.core.refusal import Refusal
from fadu.core.workbook.sheets.bureau import CHANGE_TARGETS, CHANGES
from fadu.events.rows import ImportUndone

BASIS = "撤回导入"


def undo_import(batch: str, *, actor: str, at: datetime) -> ImportUndone:
    """Undo the import `batch`: rows it brought go, rows it changed get their earlier values back.

    Raises Refusal where the import is not known, is undone already, or later acts or other rows rest on it.
    """
    with transaction.atomic():
        brought = Import.objects.select_for_update().filter(batch=batch).first()
        if brought is None:
            raise Refusal(f"没有批次为 {batch} 的导入", "请在“导入记录”里查看批次")
        if brought.state != Import.State.IMPORTED:
            raise Refusal(f"批次 {batch} 现在是“{brought.get_state_display()}”，不能撤回", "只能撤回已导入的批次")
        event = _take_back(batch, actor, at)
        NoteSheet.objects.filter(batch=batch).delete()
        brought.state, brought.settled_at = Import.State.UNDONE, at
        brought.save(update_fields=["state", "settled_at"])
        enter(event, actor=actor, at=at, basis=BASIS)
        sign_after("撤回导入", at=at)
    return event


def _take_back(batch: str, actor: str, at: datetime) -> ImportUndone:
    acts = record.row_acts(batch)
    undone = Import.objects.filter(state=Import.State.UNDONE).values_list("batch", flat=True)
    later = record.later_acts(acts, {batch, *undone})
    if later:
        raise Refusal(
            f"导入之后又有 {len(later)} 行被改动（例如 {later[0].sheet} {later[0].number}），撤回会丢掉这些改动",
            "后来的导入请先撤回；网页上更正过的行，请在网页上改，不能再随导入撤回",
        )
    by_sheet: dict[str, list[record.RowAct]] = {}
    for act in acts:
        by_sheet.setdefault(act.sheet, []).append(act)
    _refuse_loose_ends(by_sheet)
    references = {name: _AllKeys(table) for name, table in HOMES.items()}
    removed = restored = 0
    # Rows that name others go before those they name.
    for name in reversed(HOMES):
        table = HOMES[name]
        rows = list(_states(table, by_sheet.get(name, ())))
        if not rows:
            continue
        try:
            events = take_back(table, rows, references)
        except ProtectedError as problem:
            raise Refusal(
                f"“{name}”里有 {len(problem.protected_objects)} 行正被其他记录引用，不能撤回", "请先撤回引用它们的那次导入"
            ) from problem
        enter_many((replace(event, batch=batch) for event in events), actor=actor, at=at, basis=BASIS)
        back = [event.subject for event in events if event.after is not None]
        replace_findings(table, recheck(table, table.read(table.rows().filter(uid__in=back)), at.date()))
        removed += sum(event.after is None for event in events)
        restored += sum(event.after is not None for event in events)
    return ImportUndone(subject=batch, batch=batch, removed=removed, restored=restored)


def _states(table: Table, acts: Iterable[record.RowAct]) -> Iterable[tuple[Stored, Snapshot | None]]:
    before = {act.subject: act.before for act in acts}
    for stored in table.read(table.rows().filter(uid__in=list(before))):
        text = before[str(stored.uid)]
        yield stored, None if text is None else table.snapshot_from(json.loads(text))


def _refuse_loose_ends(by_sheet: dict[str, list[record.RowAct]]) -> None:
    """Agendas, dated changes and declared registers name rows without a key that the database would protect."""
    ours = {act.subject for acts in by_sheet.values() for act in acts}
    gone = {name: {act.number for act in acts if act.before is None} for name, acts in by_sheet.items()}
    for table in HOMES.values():
        targets = [(c.field, name) for c in (*table.many, *table.loose) for name in c.refers_to]
        if table.sheet is not CHANGES and not any(gone.get(name) for _, name in targets):
            continue
        for stored in table.read(table.rows()):
            if str(stored.uid) in ours:
                continue
            named = [(name, number) for field, name in targets for number in _several(stored.snapshot[field])]
            if table.sheet is CHANGES:
                named.append((CHANGE_TARGETS[stored.snapshot["target_kind"]], stored.snapshot["target"]))
            for name, number in named:
                if number in gone.get(name, ()):
                    raise Refusal(
                        f"“{name}”的 {number} 正被“{table.sheet.name}”的 {table.label(table.key_of(stored.snapshot))} 引用，不能撤回",
                        "请先撤回引用它的那次导入",
                    )


def _several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


class _AllKeys(dict[str, int]):
    """Primary keys by number, looked up when asked for."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, number: str) -> int:
        found = self._table.primary_keys([number])
        if number not in found:
            raise Refusal(f"{number} 已不在“{self._table.sheet.name}”里，不能恢复引用它的行", "请先恢复被引用的行")
        self[number] = found[number]
        return found[number]

    def __contains__(self, number: object) -> bool:
        return bool(super().__contains__(number) or self._table.primary_keys([str(number)]))
