"""People as learners on a day: in post, with what holds then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.apps.officers.figures import STAFF
from fadu.apps.officers.tables import TABLES
from fadu.core.learning.demands import Learner

_PEOPLE = next(table for table in TABLES if table.sheet.name == "人员")


def learners(day: date, number: str = "") -> list[Learner]:
    """Everybody in post on a day by 工号, or the one of that number."""
    on = STAFF.on(day)
    rows = STAFF.there(on).order_by("number")
    found = rows.filter(number=number) if number else rows
    return [
        Learner(
            row.number, on.value(row, "name"), bool(on.value(row, "is_officer")), bool(on.value(row, "is_reviewer")),
            on.value(row, "certificate") or "", on.value(row, "certificate_from"), on.value(row, "certificate_until"),
            on.value(row, "first_reviewed_on"), on.value(row, "legal_qualification") or "", on.value(row, "post") or "",
            on.value(row, "section") or "",
        )
        for row in found
    ]


@dataclass(frozen=True)
class Known:
    """What the rules of rows may ask: people by 工号, and the day."""

    today: date
    people: Mapping[str, Mapping[str, Any]]

    def person(self, number: str) -> Mapping[str, Any] | None:
        """The values of a person."""
        return self.people.get(number)


def known(numbers: Iterable[str], today: date) -> Known:
    """These people as they stand."""
    return Known(today, {key[0]: stored.snapshot for key, stored in _PEOPLE.stored((number,) for number in numbers).items()})


def primary_keys(numbers: Iterable[str]) -> dict[str, int]:
    """工号 -> primary key."""
    return _PEOPLE.primary_keys(numbers)
