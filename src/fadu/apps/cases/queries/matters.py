"""A matter's acts in the ledger, and its row as a state."""

from __future__ import annotations

from fadu.apps.cases.models import Matter
from fadu.apps.cases.queries.folding import EVENTS, Act, State, typed
from fadu.apps.record.models import Entry


def acts_of(uid: str) -> list[Act]:
    """The acts of one matter in the order of the ledger."""
    rows = Entry.objects.filter(subject=str(uid), event__in=EVENTS).order_by("index").values_list("index", "event", "number", "after")
    return [Act(index, event, number, after or "{}") for index, event, number, after in rows]


def state_of(matter: Matter) -> State:
    """A matter's row as the state that it keeps."""
    return State(
        matter.procedure, matter.number, matter.stage, matter.opened_on, matter.last_on,
        {key: typed(key, value) for key, value in matter.facts.items()},
        dict(matter.file), str(matter.parent.uid) if matter.parent else "", str(matter.case.uid) if matter.case else "", matter.seen,
    )
