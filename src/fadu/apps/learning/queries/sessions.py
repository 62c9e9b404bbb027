"""Sessions of study that were announced, as their acts leave them: who signed up, whether they were held. There is no table beside the acts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fadu.apps.learning.models import ResultIntake
from fadu.apps.record.models import Entry

_EVENTS = ("SessionPlanned", "SessionCancelled", "SessionJoined", "SessionLeft", "SessionHeld")


@dataclass
class Session:
    """A session; `people` (工号) in the order in which they signed up; `batch` of who came, "" while nobody recorded it."""

    number: str
    topic: str
    category: str
    held_on: date
    hours: Decimal
    group: str
    place: str
    until: date
    seats: int
    announced_by: str
    cancelled: str = ""
    batch: str = ""
    people: list[str] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether all seats are taken."""
        return bool(self.seats) and len(self.people) >= self.seats

    def state(self, today: date) -> str:
        """已取消, 已登记到场, 报名中, 报名截止, or 待登记到场 from its day on."""
        if self.cancelled:
            return "已取消"
        if self.batch:
            return "已登记到场"
        if today >= self.held_on:
            return "待登记到场"
        return "报名中" if today <= self.until else "报名截止"


def sessions() -> list[Session]:
    """All sessions, the last day first. Two queries."""
    found: dict[str, Session] = {}
    for entry in Entry.objects.filter(event__in=_EVENTS).order_by("index"):
        said = json.loads(entry.after or "{}")
        if entry.event == "SessionPlanned":
            found[entry.subject] = Session(
                entry.subject, said["topic"], said["category"], date.fromisoformat(said["held_on"]), Decimal(said["hours"]), said["group"],
                said["place"], date.fromisoformat(said["until"]), said["seats"], entry.actor,
            )
        elif (session := found.get(entry.subject)) is not None:
            _fold(session, entry.event, said)
    back = set(ResultIntake.objects.filter(undone_at__isnull=False).values_list("batch", flat=True))
    for session in found.values():
        if session.batch in back:  # who came was taken back, so it is to be recorded anew
            session.batch = ""
    return sorted(found.values(), key=lambda one: (one.held_on, one.number), reverse=True)


def session_of(number: str) -> Session | None:
    """The session of a number."""
    return next((one for one in sessions() if one.number == number), None)


def open_to(number: str, today: date) -> Sequence[tuple[Session, bool]]:
    """The sessions that a person may still sign up for or has signed up for, the next first; with whether they did."""
    coming = [one for one in reversed(sessions()) if one.state(today) in ("报名中", "报名截止", "待登记到场")]
    return [(one, number in one.people) for one in coming if number in one.people or (one.state(today) == "报名中" and not one.full)]


def _fold(session: Session, event: str, said: dict[str, str]) -> None:
    if event == "SessionCancelled":
        session.cancelled = said["reason"]
    elif event == "SessionHeld":
        session.batch = said["results"]
    elif event == "SessionJoined":
        session.people.append(said["person"])
    elif said["person"] in session.people:
        session.people.remove(said["person"])
