"""Does the ledger hold? Every leaf and link recomputed, and every row compared with its last act."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from fadu.apps.record.actions.sealing import content
from fadu.apps.record.models import Entry, Head
from fadu.apps.record.tables import Table
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.chain import ALGORITHM, GENESIS, leaf, link


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was sealed: where, and what is wrong."""

    where: str
    reason: str


def chain_faults() -> Iterator[Fault]:
    """Entries that are missing, out of order, altered, or cut off at the end."""
    digest, expected = GENESIS, 0
    for entry in Entry.objects.order_by("index").iterator(chunk_size=5000):
        where = f"档案第 {entry.index} 条（{entry.sheet} {entry.number}）"
        if entry.index != expected:
            yield Fault(where, f"前面缺少 {entry.index - expected} 条")
        if entry.algorithm != ALGORITHM:
            yield Fault(where, f"摘要算法是 {entry.algorithm}，应为 {ALGORITHM}")
        if leaf(content(entry)) != entry.leaf:
            yield Fault(where, "内容与封存时的摘要不符")
        digest = link(digest, entry.leaf)
        if digest != entry.digest:
            yield Fault(where, "与前一条的链接不符")
            digest = entry.digest
        expected = entry.index + 1
    head = Head.objects.first()
    size, last = (head.size, head.digest) if head else (0, GENESIS)
    if (size, last) != (expected, digest):
        yield Fault("档案末尾", f"应有 {size} 条，实有 {expected} 条，或末尾摘要不符")


def state_faults(table: Table) -> Iterator[Fault]:
    """Rows of a table that are not what their last act left: altered, added or removed behind the ledger's back."""
    name = table.sheet.name
    sealed: dict[str, tuple[str, str | None]] = {}
    acts = Entry.objects.filter(sheet=name).order_by("index").values_list("subject", "number", "after")
    for subject, number, after in acts.iterator(chunk_size=5000):
        sealed[subject] = (number, after)
    for stored in table.read(table.rows()):
        label = f"{name} {table.label(table.key_of(stored.snapshot))}"
        _, after = sealed.pop(str(stored.uid), ("", None))
        if after is None:
            yield Fault(label, "没有任何行为封存过这一行")
        elif after != canonical(stored.snapshot):
            yield Fault(label, "现在的内容与最后一次封存的不符：" + "、".join(_moved(table, after, stored.snapshot)))
    for number, after in sealed.values():
        if after is not None:
            yield Fault(f"{name} {number}", "封存过，但这一行不见了")


def _moved(table: Table, after: str, snapshot: dict[str, object]) -> list[str]:
    old, new = json.loads(after), json.loads(canonical(snapshot))
    return [table.sheet.header(field) for field in new if old.get(field) != new[field]]
