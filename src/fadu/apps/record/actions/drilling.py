"""Seal what a restore drill found."""

from __future__ import annotations

from datetime import datetime

from fadu.apps.record.actions.sealing import enter
from fadu.apps.record.models import Entry
from fadu.events.backup import DrillRun

BASIS = "备份恢复演练"


def seal_drill(found: DrillRun, *, actor: str, at: datetime) -> Entry:
    """Passed or not, a drill is an act: that backups can be restored must be provable."""
    return enter(found, actor=actor, at=at, basis=BASIS)
