"""Does the ledger hold? Every leaf, node and root recomputed, and every row compared with its last act."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from fadu.apps.record.models import Entry, Head, TreeNode
from fadu.apps.record.proving import text_of
from fadu.apps.record.tables import Table
from fadu.core.ledger.audit import Audit
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.hashes import Digests, Row

_CHUNK = 5000


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was sealed: where, and what is wrong."""

    where: str
    reason: str


def ledger_faults(checkpoints: list[Checkpoint]) -> Iterator[Fault]:
    """Entries that are missing, out of order, altered, or cut off at the end; nodes and signed roots that do not fit."""
    nodes = {
        (level, place): Digests(bytes(sha256), bytes(sm3))
        for level, place, sha256, sm3 in TreeNode.objects.values_list("level", "place", "sha256", "sm3")
    }
    audit = Audit(checkpoints, nodes)
    cursor = Entry.objects.order_by("index").iterator(chunk_size=_CHUNK)
    while chunk := list(islice(cursor, _CHUNK)):
        names = {entry.index: f"档案第 {entry.index} 条（{entry.sheet} {entry.number}）" for entry in chunk}
        stored = Row([bytes(entry.sha256) for entry in chunk], [bytes(entry.sm3) for entry in chunk])
        for fault in audit.take([entry.index for entry in chunk], [text_of(entry).encode() for entry in chunk], stored):
            yield Fault(names.get(fault.index, "档案") if fault.index is not None else "档案", fault.reason)
    head = Head.objects.filter(pk=1).values_list("edge", flat=True).first()
    for fault in audit.close(Frontier.read(head) if head else Frontier()):
        yield Fault("档案末尾", fault.reason)


def state_faults(table: Table) -> Iterator[Fault]:
    """Rows of a table that are not what their last act left: altered, added or removed behind the ledger's back."""
    name = table.sheet.name
    sealed: dict[str, tuple[str, str | None]] = {}
    acts = Entry.objects.filter(sheet=name).order_by("index").values_list("subject", "number", "after")
    for subject, number, after in acts.iterator(chunk_size=_CHUNK):
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
