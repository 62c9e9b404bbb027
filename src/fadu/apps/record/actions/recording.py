"""Record (补录): take in rows that happened elsewhere or earlier, change them, take them back. Each row is one sealed act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import models

from fadu.apps.record.actions.sealing import enter_many
from fadu.apps.record.models import Finding
from fadu.apps.record.sealed import SealedRow
from fadu.apps.record.tables import Key, Snapshot, Stored, Table, to_json
from fadu.core.workbook.grades import Problem
from fadu.core.workbook.schema import Kind
from fadu.events.rows import RowChanged, RowEvent, RowRecorded, RowTakenBack

_BATCH = 1000

# Sheet -> number -> primary key of the rows that references may name.
References = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Incoming:
    """A row to write: its values, what stands now (None for a new row), where it came from, what the law says of it."""

    key: Key
    after: Snapshot
    stored: Stored | None = None
    source: str = ""
    problems: Sequence[Problem] = field(default=())


@dataclass(frozen=True)
class Written:
    """A row that was written: its primary key, its lasting id, and what came in."""

    pk: int
    uid: UUID
    incoming: Incoming


def write_rows(table: Table, rows: Sequence[Incoming], references: References) -> list[Written]:
    """Insert the new rows and update the changed ones; many-to-many links are left to `write_links`."""
    fresh = [row for row in rows if row.stored is None]
    changed = [row for row in rows if row.stored is not None]
    made = [table.model(uid=uuid4(), **table.fixed) for _ in fresh]
    for target, row in zip(made, fresh, strict=True):
        _fill(table, target, row.after, references)
    table.model.objects.bulk_create(made, batch_size=_BATCH)
    kept = table.model.objects.in_bulk([row.stored.pk for row in changed if row.stored])
    for row in changed:
        assert row.stored is not None
        _fill(table, kept[row.stored.pk], row.after, references)
        kept[row.stored.pk].save(force_update=True)  # bulk_update writes a CASE a column and takes twenty times as long for a row
    return [
        *(Written(target.pk, target.uid, row) for target, row in zip(made, fresh, strict=True)),
        *(Written(row.stored.pk, row.stored.uid, row) for row in changed if row.stored),
    ]


def write_links(table: Table, written: Sequence[Written], references: References) -> None:
    """Set the many-to-many columns of rows; after all sheets are in, since a meeting may name a case and a case its meeting."""
    for column in table.many:
        moved = [w for w in written if w.incoming.after[column.field] != _before(w.incoming).get(column.field)]
        through, near, far = table.link_of(column)
        old = [w.pk for w in moved if w.incoming.stored is not None]
        for start in range(0, len(old), _BATCH):
            through._default_manager.filter(**{f"{near}_id__in": old[start : start + _BATCH]}).delete()
        known = references[column.refers_to[0]]
        through._default_manager.bulk_create(
            (
                through(**{f"{near}_id": w.pk, f"{far}_id": known[number]})
                for w in moved
                for number in w.incoming.after[column.field] or ()
            ),
            batch_size=_BATCH,
        )


def seal_rows(table: Table, written: Sequence[Written], *, actor: str, at: datetime, batch: str, basis: str, mode: str = "recorded") -> None:
    """Seal one act a row and put its findings in place of the old ones. `mode` is "done" where the row follows from an act done here."""
    enter_many((_event(table, item, batch) for item in written), actor=actor, at=at, basis=basis, mode=mode)
    replace_findings(table, ((str(w.uid), w.incoming) for w in written))


def replace_findings(table: Table, rows: Iterable[tuple[str, Incoming]]) -> None:
    """Findings are derived from a row's values: the old ones go whenever the row is looked at again."""
    pairs = list(rows)
    known = [subject for subject, row in pairs if row.stored is not None]
    for start in range(0, len(known), _BATCH):
        Finding.objects.filter(subject__in=known[start : start + _BATCH]).delete()
    Finding.objects.bulk_create(
        (
            Finding(
                sheet=table.sheet.name, subject=subject, number=table.label(row.key), grade=problem.grade,
                rule=problem.rule, field=problem.field, text=problem.reason, article=problem.article,
            )
            for subject, row in pairs
            for problem in row.problems
        ),
        batch_size=_BATCH,
    )


def take_back(table: Table, rows: Sequence[tuple[Stored, Snapshot | None]], references: References) -> list[RowEvent]:
    """Restore rows to an earlier state, or remove those that did not exist then (state None); returns the events to seal.

    Raises django.db.models.ProtectedError where another row names a row that would go.
    """
    gone = [stored for stored, earlier in rows if earlier is None]
    for start in range(0, len(gone), _BATCH):
        chunk = gone[start : start + _BATCH]
        table.model.objects.filter(pk__in=[stored.pk for stored in chunk]).delete()
        Finding.objects.filter(subject__in=[str(stored.uid) for stored in chunk]).delete()
    back = [
        Incoming(table.key_of(earlier), earlier, stored) for stored, earlier in rows if earlier is not None
    ]
    write_links(table, write_rows(table, back, references), references)
    return [
        RowTakenBack(
            subject=str(stored.uid), sheet=table.sheet.name, number=table.label(table.key_of(stored.snapshot)),
            before=stored.snapshot, after=earlier,
        )
        for stored, earlier in rows
    ]


def _event(table: Table, item: Written, batch: str) -> RowEvent:
    row = item.incoming
    kind = RowRecorded if row.stored is None else RowChanged
    return kind(
        subject=str(item.uid), sheet=table.sheet.name, number=table.label(row.key), source=row.source, batch=batch,
        before=None if row.stored is None else row.stored.snapshot, after=row.after,
    )


def _before(row: Incoming) -> Mapping[str, Any]:
    return {} if row.stored is None else row.stored.snapshot


def _fill(table: Table, target: SealedRow, values: Snapshot, references: References) -> None:
    for column in table.single:
        name, value = str(table.field_of(column)), values[column.field]
        if column.kind is Kind.REFERENCE:
            setattr(target, f"{name}_id", None if value is None else references[column.refers_to[0]][value])
        elif value is None and isinstance(table.model._meta.get_field(name), models.CharField | models.TextField):
            setattr(target, name, "")
        else:
            setattr(target, name, value)
    for name, targets in table.split.items():
        number = values[name]
        hit = next((sheet for sheet in targets if number in references[sheet]), None) if number else None
        for sheet, key in targets.items():
            setattr(target, f"{key}_id", references[sheet][number] if sheet == hit else None)
    if table.loose:
        target.values = {c.field: to_json(values[c.field], c) for c in table.loose if values[c.field] is not None}  # type: ignore[attr-defined]
    target.withdrawn = bool(values["withdrawn"])
    target.remark = values["remark"] or ""
    target.extra = values["extra"] or {}
