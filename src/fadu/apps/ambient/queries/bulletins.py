"""Which tables of bulletins were taken in, read from the acts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from fadu.apps.record.models import Entry


@dataclass(frozen=True)
class Bulletins:
    """A table of bulletins that was taken in; `undone` where it was taken back."""

    batch: str
    file_name: str
    digest: str
    first: date
    last: date
    rows: int
    actor: str
    at: datetime
    undone: bool


def batches() -> list[Bulletins]:
    """All of them, latest first."""
    acts = list(Entry.objects.filter(event__in=("BulletinTaken", "BulletinTakenBack")).order_by("-index"))
    gone = {act.subject for act in acts if act.event == "BulletinTakenBack"}
    return [_batch(act, act.subject in gone) for act in acts if act.event == "BulletinTaken"]


def taken(digest: str) -> bool:
    """Whether a file stands as a batch."""
    return any(each.digest == digest and not each.undone for each in batches())


def standing_batch(batch: str) -> bool:
    """Whether a batch was taken in and not back."""
    return any(each.batch == batch and not each.undone for each in batches())


def has_batch(batch: str) -> bool:
    """Whether a batch is one of bulletins."""
    return Entry.objects.filter(event="BulletinTaken", subject=batch).exists()


def _batch(act: Entry, undone: bool) -> Bulletins:
    said = json.loads(act.after or "{}")
    first, last = (date.fromisoformat(said[name]) for name in ("first", "last"))
    return Bulletins(act.subject, said["file_name"], said["file_digest"], first, last, said["rows"], act.actor, act.at, undone)
