"""The ledger itself: texts made anew from the columns, hashed, built into trees, compared with all that is stored and signed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from fadu.apps.record.models import Entry, Head, TreeNode
from fadu.apps.record.proving import text_of
from fadu.apps.record.verifying.faults import BROKEN, Fault
from fadu.core.ledger import clock
from fadu.core.ledger.audit import Audit
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.hashes import Digests, Row
from fadu.core.refusal import Refusal

_CHUNK = 5000
_END = "档案末尾"
_COLUMNS = [field.attname for field in Entry._meta.concrete_fields]
_Row = Any  # the columns of an entry by name, None for one that can't be read: objects of the model take twice as long to make


def ledger_faults(checkpoints: Iterable[Checkpoint], notes: list[str] | None = None) -> Iterator[Fault]:
    """Entries that are missing, out of order, altered, or cut off at the end; nodes and signed roots that do not fit; a clock
    that went back without saying so; acts of a device that repeat or change places. `checkpoints`: with verified signatures.

    What is odd and no fault (a device that left out a number, or whose clock went back) is added to `notes`."""
    audit, times, devices = Audit(checkpoints, _nodes()), _Times(), _Devices([] if notes is None else notes)
    for chunk in _chunks():
        names = {index: f"档案第 {index} 条" + (f"（{entry.sheet} {entry.number}）" if entry else "") for index, entry in chunk}
        texts = [_text(entry) for _, entry in chunk]
        sha256: Any = [_digest(entry, "sha256") for _, entry in chunk]
        sm3: Any = [_digest(entry, "sm3") for _, entry in chunk]
        for fault in audit.take([index for index, _ in chunk], texts, Row(sha256, sm3)):
            yield Fault(names.get(fault.index, "档案") if fault.index is not None else "档案", fault.reason)
        for index, entry in chunk:
            for reason in filter(None, (times.fault(entry), devices.fault(entry))):
                yield Fault(names[index], reason)
    yield from _end(audit, times.latest)


def _chunks() -> Iterator[list[tuple[int, _Row]]]:
    """All entries in order of their index; None for one that can't be read."""
    last = -1 << 63
    while True:
        found = Entry.objects.filter(index__gt=last).order_by("index")
        try:
            chunk: list[tuple[int, _Row]] = [(row.index, row) for row in found.values_list(*_COLUMNS, named=True)[:_CHUNK]]
        except BROKEN:
            chunk = [(index, _one(index)) for index in found.values_list("index", flat=True)[:_CHUNK]]
        if not chunk:
            return
        yield chunk
        last = chunk[-1][0]


def _one(index: int) -> _Row:
    try:
        return Entry.objects.values_list(*_COLUMNS, named=True).get(index=index)
    except BROKEN:
        return None


def _text(entry: _Row) -> bytes:
    """The sealed text; nothing, which no leaf is of, where a column holds what can't be sealed."""
    try:
        return text_of(entry).encode() if entry else b""
    except BROKEN:
        return b""


def _digest(entry: _Row, name: str) -> bytes | None:
    value = getattr(entry, name, None)
    return bytes(value) if isinstance(value, bytes | memoryview) else None


def _nodes() -> dict[tuple[int, int], Digests]:
    rows = TreeNode.objects.values_list("level", "place", "sha256", "sm3")
    return {(level, place): Digests(_raw(sha256), _raw(sm3)) for level, place, sha256, sm3 in rows}


def _raw(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


class _Times:
    """Follows the times as sealing does."""

    def __init__(self) -> None:
        self.latest: datetime | None = None

    def fault(self, entry: _Row) -> str:
        """What is wrong with the time of the next entry, "" for nothing."""
        at = entry.at if entry else None
        if entry is None or not isinstance(at, datetime):
            return ""  # its digest is a fault already
        back, latest = clock.went_back(self.latest, at), self.latest
        self.latest = clock.later(latest, at, entry.event)
        if entry.event == clock.STEPPED:
            said = latest is not None and back and entry.after == canonical(clock.step(latest))
            return "" if said else "所述的时钟倒退与前面的条目不符"
        return f"时间早于此前的 {latest}，而没有声明时钟倒退" if back else ""


class _Devices:
    """Follows the running numbers and the times of devices that worked offline."""

    def __init__(self, notes: list[str]) -> None:
        self._last: dict[str, clock.Stamp] = {}
        self._notes = notes

    def fault(self, entry: _Row) -> str:
        """What is wrong with the stamp of the next entry, "" for nothing."""
        if entry is None or not entry.device:
            return ""
        try:
            said = json.loads(entry.device)
            stamp = clock.Stamp(said["id"], said["seq"], datetime.fromisoformat(said["at"]))
            odd = clock.device_notes(self._last.get(stamp.id), stamp, entry.at)
        except Refusal as refusal:
            return refusal.reason
        except BROKEN:
            return "设备的编号或时间读不出来"
        self._notes.extend(f"档案第 {entry.index} 条：{note}" for note in odd)
        self._last[stamp.id] = stamp
        return ""


def _end(audit: Audit, latest: datetime | None) -> Iterator[Fault]:
    head = Head.objects.filter(pk=1).first()
    try:
        frontier = Frontier.read(head.edge) if head else Frontier()
    except Refusal as refusal:
        frontier = Frontier()
        yield Fault(_END, refusal.reason)
    for fault in audit.close(frontier):
        yield Fault(_END, fault.reason)
    if head and head.latest != latest:
        yield Fault(_END, f"记的最后时间是 {head.latest}，条目里是 {latest}")
