"""Figures of the leaders' study (领导干部带头学法): a record counts where its person held a leading post on its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from fadu.apps.learning.models import StudyRecord
from fadu.apps.officers.figures import STAFF
from fadu.apps.record.figures import any_of, in_period
from fadu.core.figures import Figure, Group, Reading, Scope
from fadu.core.learning.posts import is_leader

SHEET = "学习考试"


@dataclass(frozen=True)
class _Record:
    pk: int
    day: date
    person: str
    hours: Decimal | None
    sat: bool | None
    programme: str


class Leaders:
    """Records of leaders; `handle`: hours (added up), people (counted once), sat (people who sat the yearly exam)."""

    def __init__(self, yearly: str) -> None:
        self._yearly = yearly

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        records = _of_leaders(any_of(in_period("held_on", scope) for scope in scopes), max(scope.last for scope in scopes))
        inside = ([one for one in records if scope.first <= one.day <= scope.last] for scope in scopes)
        return [{figure.id: Reading(self._count(figure, some)) for figure in figures} for some in inside]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        records = [one for one in _of_leaders(in_period("held_on", scope), scope.last) if self._counts(figure, one)]
        return [Group(SHEET, StudyRecord.standing.filter(pk__in=[one.pk for one in records])), *_changes(scope.last)]

    def _count(self, figure: Figure, records: Sequence[_Record]) -> int | Decimal:
        counted = [one for one in records if self._counts(figure, one)]
        if figure.handle == "hours":
            hours = sum((one.hours or Decimal() for one in counted), Decimal())
            return int(hours) if hours == int(hours) else hours
        return len({one.person for one in counted})

    def _counts(self, figure: Figure, one: _Record) -> bool:
        return figure.handle != "sat" or (bool(one.sat) and one.programme == self._yearly)


def _of_leaders(where: Q, last: date) -> list[_Record]:
    """The records of who held a leading post on their day; what the row of a person says holds until the first change."""
    changes = STAFF.on(last).history("post")
    rows = StudyRecord.standing.filter(where).order_by("held_on", "number")
    found = []
    for pk, day, person, hours, sat, programme, post in rows.values_list(
        "pk", "held_on", "person__number", "hours", "sat", "programme", "person__post"
    ):
        said = (value for since, value in reversed(changes.get((person, "post"), [])) if since <= day)
        if is_leader(next(said, post) or ""):
            found.append(_Record(pk, day, person, hours, sat, programme))
    return found


def _changes(day: date) -> list[Group]:
    on = STAFF.on(day)
    on.has_changes("post")
    return on.changes()
