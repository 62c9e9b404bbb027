"""The bureau's own earlier cases: of the same party for 首违不罚, and of the same violation beside the sheet of a fine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.queries.folding import State

_MOST = 200  # of one violation; the newest count
_YEARS = 3


@dataclass(frozen=True)
class Past:
    """An earlier case; `same` of its `asked` circumstances are those of the case at hand (0 of 0: its sheet is not known)."""

    number: str
    outcome: str
    decided_on: date | None
    fine: Decimal | None
    same: int = 0
    asked: int = 0


def earlier(state: State, before: date, since: date | None) -> list[Past]:
    """Cases of the same party for the same violation that were decided before a day, and not before `since`."""
    file = state.file
    party = Q(party=file.get("party", ""))
    if file.get("facility"):
        party |= Q(facility__number=file["facility"])
    found = _decided(file, before).filter(party)
    if since is not None:
        found = found.filter(decided_on__gte=since)
    return [Past(one.number, one.outcome, one.decided_on, one.fine) for one in found]


def similar(state: State, findings: Mapping[str, str], on: date) -> list[Past]:
    """Fined cases of the same violation in three years, those first whose circumstances are most alike, then the newest."""
    since = date(on.year - _YEARS, on.month, min(on.day, 28))
    cases = list(_decided(state.file, on).filter(outcome="处罚", fine__isnull=False, decided_on__gte=since)[:_MOST])
    kept = Matter.objects.filter(procedure="penalty", case__in=cases).values_list("case_id", "file")
    sheets = {case: (file.get("table"), file.get("findings") or {}) for case, file in kept}
    made = []
    for one in cases:
        table, known = sheets.get(one.pk, (None, {}))
        asked = findings if known and table == state.file.get("table") else {}
        same = sum(known.get(key) == value for key, value in asked.items())
        made.append(Past(one.number, one.outcome, one.decided_on, one.fine, same, len(asked)))
    return sorted(made, key=lambda past: -past.same)


def _decided(file: Mapping[str, Any], before: date) -> QuerySet[Case]:
    found = Case.standing.filter(violation=file.get("violation") or "?", outcome__in=("处罚", "不予处罚"), decided_on__lt=before)
    return found.exclude(number=file.get("case_number", "")).order_by("-decided_on", "pk")
