"""Facts about the ledger itself."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class ClockWentBack(Event):
    """The server's clock was behind the latest time sealed by more than an act may wait; `latest` is that time."""

    latest: str
