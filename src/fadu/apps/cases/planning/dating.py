"""Days that can't be: facts that lie after the act that states them, and pairs that go back in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from fadu.apps.cases.queries.folding import State
from fadu.core.procedure.facts import vocabulary
from fadu.core.refusal import Refusal

# Days that are planned when they are stated.
_PLANNED = frozenset(("hearing_on", "deferred_until", "judgment_perform_by"))
# What comes first, and what can't come before it; the same day is no fault.
_ORDER = (
    ("filed_on", "notice_served_on"), ("notice_served_on", "objection_on"), ("notice_served_on", "hearing_requested_on"),
    ("decided_on", "announced_on"), ("decided_on", "served_on"), ("knew_on", "applied_on"), ("order_served_on", "rechecked_on"),
    ("reminder_served_on", "court_applied_on"), ("court_applied_on", "court_received_on"), ("court_received_on", "court_accepted_on"),
    ("review_received_on", "review_accepted_on"), ("limit_decided_on", "rectified_on"), ("decided_on", "published_on"),
    ("cash_taken_on", "cash_handed_on"),
)


def impossible(facts: Mapping[str, Any], after: State, on: date) -> Iterator[Refusal]:
    """What is wrong with the days of an act. `facts` are its answers, `after` the state with them in it."""
    for key, value in facts.items():
        day = value.date() if isinstance(value, datetime) else value
        if isinstance(day, date) and day > on and key not in _PLANNED:
            yield Refusal(f"“{vocabulary()[key].name}”{day} 在办理日期 {on} 之后", "还没有发生的不能登记；请核对两个日期")
    for first, second in _ORDER:
        earlier, later = after.facts.get(first), after.facts.get(second)
        if second in facts and earlier is not None and later < earlier:
            names = [vocabulary()[key].name for key in (first, second)]
            yield Refusal(f"“{names[1]}”{later} 早于“{names[0]}”{earlier}", "请核对两个日期")
