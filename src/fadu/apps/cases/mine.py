"""What waits for somebody: the open matters of an officer, and those in a stage that is for an office of his to act in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import F, Q

from fadu.apps.cases.handover import Absent, Returned, absent, falling, returned
from fadu.apps.cases.lists import Row, rows
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.planning.step import RIGHTS
from fadu.apps.cases.queries.people import people
from fadu.apps.registers.leaves import Leave, leaves
from fadu.core import procedure
from fadu.web import policy


@dataclass(frozen=True)
class Waiting:
    """What waits: the most urgent `matters`; for who may hand over, whose must be (`absent`) or may go back (`returned`), and which limits
    fall into the leave of their lead (`falling`): all for a head, his own for an officer."""

    matters: Sequence[Row] = ()
    absent: Sequence[Absent] = ()
    returned: Sequence[Returned] = ()
    falling: Sequence[tuple[Row, Leave]] = ()


def waiting(number: str, roles: Iterable[str], on: date, most: int) -> Waiting:
    """What waits for a person (工号) with these roles."""
    roles, around = tuple(roles), Bureau(people(), leaves=cache(leaves))
    found = Matter.objects.filter(Q(lead=number) | Q(file__team__1=number) | _stages(roles), ended=False)
    shown = rows(list(found.order_by(F("due_on").asc(nulls_last=True), "pk")[:most]), around, on)
    if not policy.HAND_OVER.allows(roles):
        return Waiting(shown)
    mine = None if policy.DECIDE_CASE.allows(roles) else number
    back = [one for one in returned(around, on) if mine in (None, one.number, one.holder)]
    return Waiting(shown, absent(around, on), back, falling(around, on, mine))


def _stages(roles: tuple[str, ...]) -> Q:
    """The stages whose actor holds one of these offices. An officer's are not among them: his matters are those that name him."""
    found = Q(pk__in=())
    for id, kind in procedure.procedures().items():
        stages = [stage.id for stage in kind.stages.values() if any(_is_for(actor.id, roles) for actor in stage.actor)]
        if stages:
            found |= Q(procedure=id, stage__in=stages)
    return found


def _is_for(actor: str, roles: tuple[str, ...]) -> bool:
    right = RIGHTS.get(actor)
    return right is not None and "officer" not in (right.roles or ()) and right.allows(roles)
