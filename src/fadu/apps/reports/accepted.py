"""Findings that people let stand, as the sealed acts tell them: there is no table that could say something else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from fadu.apps.record.models import Entry


@dataclass(frozen=True)
class Acceptance:
    """The act by which a finding was accepted: its place in the ledger, which finding, why, who, when."""

    index: int
    identity: str
    check: str
    reason: str
    actor: str
    at: datetime


def acceptances() -> dict[str, Acceptance]:
    """Those that stand, by the identity of the finding, in the order in which they were made."""
    standing: dict[str, Acceptance] = {}
    acts = Entry.objects.filter(event__in=("FindingAccepted", "FindingReopened")).order_by("index")
    for index, event, subject, after, actor, at in acts.values_list("index", "event", "subject", "after", "actor", "at"):
        standing.pop(subject, None)
        if event == "FindingAccepted":
            said = json.loads(after or "{}")
            standing[subject] = Acceptance(index, subject, said["check"], said["reason"], actor, at)
    return standing
