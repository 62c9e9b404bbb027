"""Take a case on that ran before it came into the software: the matter begins where the row says that it stands."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, keep, may
from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning.taking_over import taken_over
from fadu.apps.cases.queries.beside import beside
from fadu.apps.cases.queries.folding import State
from fadu.apps.record import registry
from fadu.core.refusal import Refusal
from fadu.events.cases import MatterTakenOver
from fadu.web import policy


def take_over(*, case: str, actor: str, at: datetime) -> Matter:
    """A matter from the row with this lasting id. Raises Refusal where it is gone, withdrawn or taken on already."""
    around = bureau()
    may(actor, policy.HANDLE_CASE, around)
    table = registry.table("案件")
    assert table is not None
    with transaction.atomic():
        row = Case.objects.select_for_update(of=("self",)).filter(uid=case).first()
        if row is None or row.withdrawn:
            raise Refusal("没有这个案件，或者已经作废", "请在登记簿里查看")
        if Matter.objects.filter(case=row, procedure="penalty").exists():
            raise Refusal(f"{row.number} 已经在办", "请从案件列表打开")
        found = taken_over(next(table.read(table.rows().filter(pk=row.pk))).snapshot, beside(row))
        matter = Matter(uid=uuid4(), procedure="penalty", case=row, opened_on=found.last_on)
        file = {**found.file, "gaps": list(found.gaps)}
        state = State("penalty", row.number, found.stage, found.last_on, found.last_on, dict(found.facts), file, "", case)
        event = MatterTakenOver(
            subject=str(matter.uid), number=row.number, on=found.last_on, facts=found.facts, file=state.file, procedure="penalty",
            stage=found.stage, case=case,
        )
        keep(matter, state, state, event, actor=actor, at=at, basis="接续办理（补录的案件）", around=around, mode="recorded")
        return matter
