"""Two clocks and how their going backwards is found.

The server's time of an act is `at`. Entries are sealed in order, so `at` may only fall behind the latest one by as long as an
act may wait between its time and its seal (LAG: a bulk import is hashed first and sealed later). If it falls behind
further, the server's clock was set back, or somebody bypassed the software; the act before must then be a STEPPED act,
sealed in the same transaction, that says so. A verifier finds an undeclared step a fault and a declared one a note.

A device that works offline (a phone on an inspection) states its own time and its own running number from 1. The number,
not the time, orders its acts: one that repeats is refused, a gap or a time before the last one is noted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.entry import time_text
from fadu.core.refusal import Refusal

LAG = timedelta(minutes=15)
STEPPED = "ClockWentBack"  # after: {"latest": the latest time sealed before}


def went_back(latest: datetime | None, at: datetime) -> bool:
    """Must a STEPPED act go before an act of this time? `latest` is the latest time sealed since the last such act, None for none."""
    return latest is not None and at < latest - LAG


def later(latest: datetime | None, at: datetime, event: str = "") -> datetime:
    """The latest time once an act is sealed; a STEPPED act starts anew from its own."""
    return at if latest is None or event == STEPPED else max(latest, at)


def step(latest: datetime) -> dict[str, str]:
    """What a STEPPED act states (its `after`)."""
    return {"latest": time_text(latest)}


@dataclass(frozen=True)
class Stamp:
    """What a device says of an act: its name, its running number for this act, its own time."""

    id: str
    seq: int
    at: datetime

    def text(self) -> str:
        """Canonical JSON, as `sealed_text` takes it."""
        return canonical({"at": time_text(self.at), "id": self.id, "seq": self.seq})


def device_notes(previous: Stamp | None, stamp: Stamp, received: datetime) -> list[str]:
    """What is odd about a device's stamp, in Chinese; `previous` is the last sealed one of that device, `received` the server's time.

    Raises Refusal for a running number that is not new: the same act sent twice, or one slipped in before another.
    """
    last = previous.seq if previous else 0
    if stamp.seq <= last:
        reason = f"设备 {stamp.id} 的第 {stamp.seq} 号行为已经收过（已收到第 {last} 号）"
        raise Refusal(reason, "同一行为只报送一次；如确是新的行为，请在设备上重新登记")
    notes = []
    if stamp.seq > last + 1:
        notes.append(f"设备 {stamp.id} 缺第 {last + 1} 至 {stamp.seq - 1} 号")
    if previous and stamp.at < previous.at:
        notes.append(f"设备 {stamp.id} 的时钟在第 {last} 号之后倒退")
    if stamp.at > received + LAG:
        notes.append(f"设备 {stamp.id} 的时间比服务器晚 {_minutes(stamp.at - received)} 分钟")
    return notes


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
