"""Clues that cases hand over: read from the sealed acts, each with the day by which the preliminary check is due."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from fadu.apps.damages.models import DamageCase
from fadu.apps.record.models import Entry
from fadu.core.procedure import due


@dataclass(frozen=True)
class Clue:
    """A clue from a case: `due` is the last day of the check (《生态环境损害赔偿管理规定》第十七条), `taken_up` the number of the claim on it."""

    matter: str
    number: str
    case: str
    party: str
    summary: str
    found_on: date
    due: date | None
    taken_up: str


def clues(*, open_only: bool = True) -> list[Clue]:
    """The clues in the order of their handing over; `open_only`: without those on whose case a claim was begun."""
    begun = {str(case): number for case, number in DamageCase.standing.filter(case__isnull=False).values_list("case__uid", "number")}
    found = []
    for matter, number, after in Entry.objects.filter(event="DamageClueFound").order_by("index").values_list("subject", "number", "after"):
        said = json.loads(after or "{}")
        day = date.fromisoformat(said["found_on"])
        taken = begun.get(said["case"], "")
        if not (open_only and taken):
            found.append(Clue(matter, number, said["case"], said["party"], said["summary"], day, due("SP01", day).safe, taken))
    return found
