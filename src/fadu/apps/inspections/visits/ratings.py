"""What firms said of visits, for those who may read it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from fadu.apps.inspections import queries, store
from fadu.apps.record.acts import Act
from fadu.core.refusal import Refusal


@dataclass(frozen=True)
class Rating:
    """A rating; `score` is None where its file is gone or altered, and `words` says so."""

    visit: str
    number: str
    at: datetime
    score: int | None
    words: str


def ratings() -> list[Rating]:
    """All ratings, newest first."""
    return [_read(act) for act in reversed(queries.acts(("VisitRated",)))]


def _read(act: Act) -> Rating:
    try:
        said = json.loads(store.read(act.said["sha256"]))
    except Refusal as refusal:
        return Rating(act.subject, act.number, act.at, None, refusal.reason)
    return Rating(act.subject, act.number, act.at, said["score"], said["words"])
