"""The 股室 of the bureau, from the register of people with its dated changes."""

from __future__ import annotations

from datetime import date

from fadu.apps.officers.figures import STAFF


def section_of(number: str, day: date) -> str:
    """The 股室 of somebody in post on a day, "" where there is none."""
    on = STAFF.on(day)
    found = STAFF.there(on).filter(number=number).first()
    return str(on.value(found, "section") or "") if found else ""


def sections(day: date) -> list[str]:
    """The 股室 in which anybody is in post on a day, by name."""
    on = STAFF.on(day)
    return sorted({str(name) for row in STAFF.there(on) if (name := on.value(row, "section"))})
