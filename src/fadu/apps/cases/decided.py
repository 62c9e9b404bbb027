"""Decided cases with their state: that of the matter, or what the row of the register gives where nobody took the case on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning.taking_over import taken_over
from fadu.apps.cases.queries.folding import State
from fadu.apps.cases.queries.matters import state_of
from fadu.apps.record import registry


@dataclass(frozen=True)
class Decided:
    """A case of the register, its matter (None: it stands in the register only) and its state."""

    case: Case
    matter: Matter | None
    state: State


def of_year(year: int) -> list[Decided]:
    """The cases decided in a year, by day."""
    return _stated(Case.standing.filter(decided_on__year=year).order_by("decided_on", "pk"))


def of_cases(uids: Iterable[str]) -> list[Decided]:
    """These cases, as far as they were decided, by day."""
    return _stated(Case.standing.filter(uid__in=list(uids), decided_on__isnull=False).order_by("decided_on", "pk"))


def _stated(found: QuerySet[Case]) -> list[Decided]:
    cases = list(found.select_related("facility"))
    taken = Matter.objects.filter(procedure="penalty", case__in=cases).select_related("case", "parent")
    matters = {one.case.pk: one for one in taken if one.case}
    rows = _rows([one.pk for one in cases if one.pk not in matters])
    return [Decided(one, matters.get(one.pk), state_of(matters[one.pk]) if one.pk in matters else rows[one.pk]) for one in cases]


def _rows(pks: Sequence[int]) -> dict[int, State]:
    table = registry.table("案件")
    assert table is not None
    found = {}
    for row in table.read(table.rows().filter(pk__in=pks)) if pks else ():
        made = taken_over(row.snapshot)
        found[row.pk] = State("penalty", "", made.stage, None, None, dict(made.facts), dict(made.file))
    return found
