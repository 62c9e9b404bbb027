"""Facts about the ledger itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class ClockWentBack(Event):
    """The server's clock was behind the latest time sealed by more than an act may wait; `latest` is that time."""

    latest: str


@dataclass(frozen=True, kw_only=True)
class SigningKeyMade(Event):
    """From here on checkpoints may be signed with this public key; `subject` is the ledger's name (origin). Version 1 did not say the
    `algorithm` (ed25519 or sm2) beside the key."""

    VERSION: ClassVar[int] = 2
    key: str
    algorithm: str


@dataclass(frozen=True, kw_only=True)
class CheckpointSigned(Event):
    """The checkpoint of this running number was signed; it covers this act and all before it. `subject` is the origin."""

    checkpoint: int


@dataclass(frozen=True, kw_only=True)
class ReceiptIssued(Event):
    """A witness was handed the checkpoint; `previous` is the one it got before (0 for none), `receipt` the signed text. `subject` is the
    origin."""

    witness: str
    received: date
    checkpoint: int
    previous: int
    receipt: str


@dataclass(frozen=True, kw_only=True)
class RecordExported(Event):
    """The sealed record left as a file; `subject` is the file's SHA-256 digest. `openings` says that it holds personal values; then
    `purpose` says what for, and `second` who agreed."""

    entries: int
    openings: bool
    purpose: str = ""
    second: str = ""
