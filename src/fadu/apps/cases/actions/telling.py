"""After a step: other offices hear of a decision, the matter above is told, and what begins by it begins; all in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from fadu.apps.cases.actions.keeping import changes, keep, locked, state_of
from fadu.apps.cases.actions.opening import open_ordinary
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.flowing import flow
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.queries.folding import State
from fadu.apps.record.actions import enter
from fadu.core import procedure
from fadu.events.cases import WorkDone
from fadu.events.cases_decisions import DecisionChanged, DecisionServed

_SERVED = ("T27", "R16", "L12", "T37")


def tell(track: Matter, after: State, move: str, *, on: date, actor: str, at: datetime, around: Bureau) -> None:
    """Seal on the matter above what a step of a parallel matter means for it; its own order of days is kept."""
    if move in _SERVED:
        facts = after.facts
        enter(
            DecisionServed(
                subject=str(track.uid), number=track.number, procedure=track.procedure, decision=after.file.get("decision_number", ""),
                decided_on=facts.get("decided_on") or facts["limit_decided_on"], served_on=facts["served_on"],
            ), actor=actor, at=at, basis="《行政处罚法》第四十八条；《生态环境行政处罚办法》第六十五条",
        )
    if move == "B01":
        open_ordinary(track, on=on, actor=actor, at=at)
        return
    if track.parent is None:
        return
    parent = locked(str(track.parent.uid), None)  # the track is locked first, always: nobody who holds a matter waits for its tracks
    before = state_of(parent)
    said = flow(after, move, before, on)
    if said is None:
        return
    day = max(on, before.last_on or on)
    facts, file = said
    now = replace(before, facts={**before.facts, **facts}, file={**before.file, **file}, last_on=day)
    added, kept, cleared = changes(before, now)
    kind = procedure.procedures()[track.procedure]
    event = WorkDone(
        subject=str(parent.uid), number=parent.number, on=day, facts=added, file=kept, work="track",
        name=f"{kind.name}：{kind.moves[move].name}", cleared=cleared,
    )
    basis = "；".join(one.cited() for one in kind.moves[move].basis)
    keep(parent, before, now, event, actor=actor, at=at, basis=basis, around=around)
    if now.facts.get("overturned_on") != before.facts.get("overturned_on"):
        enter(
            DecisionChanged(
                subject=str(parent.uid), number=parent.number, procedure=parent.procedure, decision=now.file.get("decision_number", ""),
                result=after.file["appeal_result"], on=on, fine=now.file.get("changed_fine") or "",
            ), actor=actor, at=at, basis="《行政处罚法》第四十八条第二款",
        )
