"""What a visit looks at again beside its own business (综合查一次), once its result is told; and what is open again when its row is withdrawn."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from fadu.apps.inspections import queries
from fadu.apps.inspections.actions.visiting import register
from fadu.apps.inspections.models import Inspection
from fadu.apps.inspections.visits import reading
from fadu.apps.record.actions import enter
from fadu.apps.record.acts import Act
from fadu.apps.record.queries import entries
from fadu.core.visits import order
from fadu.events.base import Event
from fadu.events.rows import RowEvent
from fadu.events.visits import ProblemRechecked

_BASIS = "国办发〔2024〕54号；行政处罚法第二十八条、第五十五条"


def recheck(visit: reading.Visit, *, actor: str, at: datetime) -> None:
    """Enter the re-checks that a visit made, each at the problem that it is about."""
    named = {one["label"]: one for one in visit.grounds if one["kind"] == "recheck"}
    last = {said["of"]: said for said in visit.state.many.get("recheck", []) if said["of"] in named}  # a later word takes the place of the earlier
    for label, said in last.items():
        more, mended = said.get("days"), bool(said.get("mended"))
        due = order.term(more, visit.on) if more and not mended else None
        event = ProblemRechecked(
            subject=named[label]["id"], number=named[label]["number"], problem=named[label]["problem"],
            on=visit.on, officers=tuple(one["number"] for one in visit.said["officers"]), mended=mended, found=said["found"], due=due, photos=(),
            visit=visit.number,
        )
        enter(event, actor=actor, at=at, basis=_BASIS)
        _follow(event.subject, actor, at)


def on_row_changed(event: Event) -> None:
    """A row of 检查 was withdrawn or put back: what its visit looked at again is open again, or done; in the name of who did that."""
    _follow_visit(event)


def on_row_taken_back(event: Event) -> None:
    """The same, where an import that had withdrawn the row or put it back was undone."""
    _follow_visit(event)


def _follow_visit(event: Event) -> None:
    assert isinstance(event, RowEvent)
    if event.sheet != "检查" or _withdrawn(event.before) == _withdrawn(event.after):
        return
    made = [act for act in queries.acts((reading.RECHECKED,)) if act.said.get("visit")]
    subjects = {act.subject for act in made if event.number in (act.said["visit"], act.number)}
    if subjects:
        act = entries().order_by("-index")[0]  # the act that is being handed out
        for subject in sorted(subjects):
            _follow(subject, act.actor, act.at)


def _withdrawn(values: Any) -> bool:
    return values is None or bool(values["withdrawn"])


def _follow(subject: str, actor: str, at: datetime) -> None:
    """Bring the row of the problem up to date, whether a visit of ours made it or it was recorded; one that is withdrawn itself, once it is
    put back."""
    visit, acts = reading.visit(subject), queries.acts((reading.RECHECKED,), subject)
    if not Inspection.standing.filter(number=acts[-1].number).exists():
        return
    if visit is not None:
        register.follow(visit, actor=actor, at=at)
        return
    gone = reading.withdrawn([act.said["visit"] for act in acts])
    register.change(acts[-1].number, _told(acts, [act for act in acts if act.said["visit"] not in gone]), actor=actor, at=at)


def _told(acts: list[Act], standing: list[Act]) -> dict[str, Any]:
    """The term that was given last, else the one that the row had before anybody looked again; the day of mending."""
    told: dict[str, Any] = {"rectified_on": standing[-1].said["on"] if standing and standing[-1].said["mended"] else None}
    if any(act.said["due"] for act in acts):
        told["rectify_by"] = next((act.said["due"] for act in reversed(standing) if act.said["due"]), None) or _term_before(acts[0])
    return {name: date.fromisoformat(value) if value else None for name, value in told.items()}


def _term_before(first: Act) -> str | None:
    changed = entries().filter(event="RowChanged", subject=first.subject, index__gt=first.index).order_by("index")
    before = changed.values_list("before", flat=True).first()
    return json.loads(before)["rectify_by"] if before else None
