"""What waits for somebody: the open matters of an officer, and those in a stage that is for an office of his to act in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q

from fadu.apps.cases.handover import Absent, absent
from fadu.apps.cases.lists import Row, rows
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.planning.step import RIGHTS
from fadu.apps.cases.queries.people import people
from fadu.core import procedure
from fadu.web import policy


def waiting(number: str, roles: Iterable[str], on: date, most: int) -> tuple[list[Row], list[Absent]]:
    """The most urgent matters of a person (工号) with these roles, and the officers whose matters must be handed over where he may do that."""
    roles, around = tuple(roles), Bureau(people())
    found = Matter.objects.filter(Q(lead=number) | Q(file__team__1=number) | _stages(roles), ended=False)
    shown = rows(list(found.order_by(F("due_on").asc(nulls_last=True), "pk")[:most]), around, on)
    return shown, absent(around, on) if policy.HAND_OVER.allows(roles) else []


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
