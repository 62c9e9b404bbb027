"""Hold a platform's list against the cases of a year; that it was done, and what differed, is sealed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, may
from fadu.apps.cases.sending import queries
from fadu.apps.cases.sending.actions.completing import BASIS
from fadu.apps.record.actions import enter
from fadu.apps.record.reading.tables import lines
from fadu.core.evidence.names import clean
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal
from fadu.core.sending import Difference, Listed, compare, listed, mapping
from fadu.events.sending import PlatformCompared
from fadu.web import policy

_KEPT = 500  # keys that an act names; a list of thousands of differences is a wrong list


def hold_against(*, target: str, year: int, content: bytes, name: str, actor: str, at: datetime) -> tuple[Listed, Difference]:
    """Read the list (CSV or .xlsx) and compare. Raises Unreadable for a file that is none, Refusal without the right."""
    table, around, shown = mapping(target, at.date()), bureau(), clean(name)
    may(actor, policy.SEND_CASES, around)
    theirs = listed(table, lines(content, shown))
    if not theirs.rows:
        raise Refusal(f"{shown} 里一行也没有", "请用平台导出的原表")
    ours = {
        one.values[table.key]: one.values for one in queries.of_year_standing(target, year, around, at.date()) if one.values[table.key]
    }
    found = compare(table, ours, theirs)
    with transaction.atomic():
        enter(
            PlatformCompared(
                subject=target, number=f"{table.name}{year}年核对", year=year, name=shown, file=attachment(content), rows=len(theirs.rows),
                missing_there=found.missing_there[:_KEPT], missing_here=tuple(key for _, key in found.missing_here[:_KEPT]),
                differing=tuple(f"{key} {field}" for key, field, _, _ in found.differing[:_KEPT]),
            ),
            actor=actor, at=at, basis=BASIS,
        )
    return theirs, found
