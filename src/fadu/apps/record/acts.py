"""A sealed act as the offices read it: who, when, and all that it says. What has no table is read from these."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import QuerySet

from fadu.apps.record.models import Entry


@dataclass(frozen=True)
class Act:
    """One act: its place in the ledger, what it is, about what, who, when, its leaf digest (SHA-256 in hexadecimal), and what it says."""

    index: int
    event: str
    subject: str
    number: str
    actor: str
    at: datetime
    digest: str
    said: dict[str, Any]

    @classmethod
    def read(cls, rows: QuerySet[Entry]) -> list[Self]:
        """The acts of a query, in its order."""
        found = rows.values_list("index", "event", "subject", "number", "actor", "at", "sha256", "after")
        return [
            cls(index, event, subject, number, actor, at, bytes(digest).hex(), json.loads(after or "{}"))
            for index, event, subject, number, actor, at, digest, after in found
        ]
