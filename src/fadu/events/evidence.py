"""Facts about files that prove something of a row. The bytes lie beside the database; both digests and the size are sealed."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class EvidenceEvent(Event):
    """`subject` is the lasting id of the row, `number` what people call it."""

    number: str


@dataclass(frozen=True, kw_only=True)
class EvidenceTaken(EvidenceEvent):
    """A file was taken in. `taken_at` (UTC, "" unknown) and `device` are what its maker states; `captured` says that its digest was
    stated by the device when the picture was made, and is the same."""

    name: str
    kind: str
    sha256: str
    sm3: str
    size: int
    taken_at: str = ""
    device: str = ""
    captured: bool = False


@dataclass(frozen=True, kw_only=True)
class EvidenceHandedOut(EvidenceEvent):
    """Somebody was given a copy of the file that the act `entry` took in."""

    entry: int


@dataclass(frozen=True, kw_only=True)
class EvidenceWithdrawn(EvidenceEvent):
    """The file or recording of the act `entry` no longer counts, for this reason. It stays where it is and stays listed."""

    entry: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClipIndexed(EvidenceEvent):
    """A recording that stays on its station: which clip, its digest as the station states it, how long, from when (UTC)."""

    clip: str
    station: str
    sha256: str
    seconds: int
    started_at: str
    device: str = ""
