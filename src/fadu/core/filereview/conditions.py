"""When a document need not be in a file, and checks that are no guards; the names are those of the data.

Each gives True (it holds), False (it doesn't), None (the file doesn't say: a person judges).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fadu.core.filereview.casefile import CaseFile

Condition = Callable[[CaseFile], bool | None]


def no_reports(case: CaseFile) -> bool | None:
    """No laboratory report: somebody said that the list is complete, and it is empty."""
    if case.known("lab_reports"):
        return False
    return True if case.known("reports_complete") or case.facts.get("lab_reports") == [] else None


def no_hearing(case: CaseFile) -> bool | None:
    """Nobody asked for a hearing and none was held."""
    asked, held = case.known("hearing_requested"), case.known("hearing_held")
    if asked or held:
        return bool(case.known("hearing_withdrawn")) and not held
    return True if asked is False or held is False else None


def no_reminder(case: CaseFile) -> bool | None:
    """No reminder was needed: nothing was to be paid, or it was paid without one."""
    return _unneeded(case, "reminder_served_on")


def no_court(case: CaseFile) -> bool | None:
    """No court was needed."""
    return _unneeded(case, "court_applied_on")


def _unneeded(case: CaseFile, key: str) -> bool | None:
    if case.known(key) is not None:
        return False
    return True if not case.known("fine") or case.known("paid_on") is not None else None


def not_closed(case: CaseFile) -> bool | None:
    """The case is not closed yet."""
    return case.known("closed_on") is None


def not_extended(case: CaseFile) -> bool | None:
    """The seizure was not extended."""
    days: Any = case.known("seizure_extension")
    return None if days is None else days == 0


def not_released(case: CaseFile) -> bool | None:
    """The seizure has not been released yet."""
    return case.known("released_on") is None


CONDITIONS: Mapping[str, Condition] = {
    one.__name__: one for one in (no_reports, no_hearing, no_reminder, no_court, not_closed, not_extended, not_released)
}
