"""Facts about backups."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class DrillRun(Event):
    """The newest backup (`subject` is its id) was restored into a scratch place and compared with the ledger.

    `made` is when its snapshot was taken, `entries` and `root` (SHA-256) what was restored, `rows` of all tables, `years` whose figures
    were compared, `behind` the acts sealed since: what a loss at this moment would take. `rpo_seconds` is the age of the snapshot,
    `rto_ms` how long the restore took with all its checks. `faults` say why it did not pass.
    """

    passed: bool
    file: str
    made: str
    entries: int
    root: str
    rows: int
    years: tuple[str, ...]
    behind: int
    rpo_seconds: int
    rto_ms: int
    faults: tuple[str, ...]
