"""State equals acts: every row of a register is what its last act left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fadu.apps.record.models import Entry
from fadu.apps.record.tables import Stored, Table
from fadu.apps.record.verifying.faults import BROKEN, Fault
from fadu.core.ledger.canonical import canonical

_CHUNK = 5000


def state_faults(table: Table) -> Iterator[Fault]:
    """Rows of a table that are not what their last act left: altered, added or removed behind the ledger's back."""
    name = table.sheet.name
    sealed: dict[str, tuple[str, str | None]] = {}
    acts = Entry.objects.filter(sheet=name).order_by("index").values_list("subject", "number", "after")
    for subject, number, after in acts.iterator(chunk_size=_CHUNK):
        sealed[subject] = (number, after)
    for pk, stored in _rows(table):
        if stored is None:
            yield Fault(f"{name} 内部编号 {pk}", "这一行读不出来：有的栏目里是它不可能有的内容")
            continue
        _, after = sealed.pop(str(stored.uid), ("", None))
        if reason := _moved(table, after, stored):
            yield Fault(f"{name} {table.label(table.key_of(stored.snapshot))}", reason)
    for number, after in sealed.values():
        if after is not None:
            yield Fault(f"{name} {number}", "封存过，但这一行不见了")
    yield from _doubled(table)


def _rows(table: Table) -> Iterator[tuple[int, Stored | None]]:
    """All rows; None for one that can't be read."""
    last = -1 << 63
    while True:
        pks = list(table.rows().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_CHUNK])
        if not pks:
            return
        try:
            found: list[tuple[int, Stored | None]] = [(row.pk, row) for row in table.read(table.rows().filter(pk__gt=last, pk__lte=pks[-1]))]
        except BROKEN:
            found = [(pk, _one(table, pk)) for pk in pks]
        yield from found
        last = pks[-1]


def _one(table: Table, pk: int) -> Stored | None:
    try:
        return next(table.read(table.rows().filter(pk=pk)))
    except BROKEN:
        return None


def _moved(table: Table, after: str | None, stored: Stored) -> str:
    """What became of a row since its last act, "" where it is the same."""
    if after is None:
        return "没有任何行为封存过这一行"
    try:
        now = canonical(stored.snapshot)
    except TypeError:
        return "有的栏目里是它不可能有的内容"
    if now == after:
        return ""
    old, new = json.loads(after), json.loads(now)
    return "现在的内容与最后一次封存的不符：" + "、".join(table.sheet.header(field) for field in new if old.get(field) != new[field])


def _doubled(table: Table) -> Iterator[Fault]:
    """A column that may refer to several sheets names one row; a second key beside it would be counted and not be seen."""
    for column, targets in table.split.items():
        keys = list(targets.values())
        for place, first in enumerate(keys):
            for second in keys[place + 1 :]:
                both: dict[str, Any] = {f"{first}__isnull": False, f"{second}__isnull": False}
                for pk in table.rows().filter(**both).values_list("pk", flat=True):
                    yield Fault(f"{table.sheet.name} 内部编号 {pk}", f"“{table.sheet.header(column)}”同时指向两处")
