"""Complaints that may repeat an earlier one, and complaints that were late without anybody having answered for it.

A repeat is proposed, never decided: nothing binding says within how many days, and who complained is sealed away, so that object and
element are all that can be compared here.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from fadu.apps.complaints.models import Complaint
from fadu.apps.record.models import Entry
from fadu.apps.registers.figures.named import named_in
from fadu.core.days import add_months
from fadu.core.procedure import Limit, due, limit

WINDOW = 90  # days, where nobody says otherwise
REPEAT, OVERDUE = "repeat", "overdue"
JUDGED = "ComplaintJudged"
_MONTHS = 36
_FINISH = "XF03"
_NOISE = re.compile(r"[\s（）()·.、，,。]+")


@dataclass(frozen=True)
class Repeat:
    """A complaint that may repeat an earlier one: both with what they say, the days between, and why."""

    later: Complaint
    earlier: Complaint
    days: int
    why: str

    @property
    def about(self) -> str:
        """The object, as it was written or as it is registered."""
        return self.later.target or (self.later.facility.name if self.later.facility else "")


@dataclass(frozen=True)
class Late:
    """A complaint closed after its limit, or still open beyond it."""

    complaint: Complaint
    due: date
    days: int


def repeats(today: date, window: int = WINDOW) -> list[Repeat]:
    """Complaints of the last three years that came within `window` days of an earlier one about the same object and the same element.

    Each is held against the latest such complaint. What was marked, or judged to be none, is left out. Two queries.
    """
    rows = Complaint.standing.filter(received_on__gte=_since(today)).select_related("facility").order_by("received_on", "number")
    settled = judged(REPEAT)
    seen: dict[str, list[Complaint]] = defaultdict(list)
    found = []
    for row in rows:
        for key in _objects(row):
            earlier = next((one for one in reversed(seen[key]) if _alike(one, row)), None)
            near = earlier is not None and (row.received_on - earlier.received_on).days <= window
            if earlier and near and not row.is_repeat and (row.number, earlier.number) not in settled:
                found.append(Repeat(row, earlier, (row.received_on - earlier.received_on).days, _why(key, row)))
                break
        for key in _objects(row):
            seen[key].append(row)
    return found[::-1]


def overdue(today: date) -> list[Late]:
    """Complaints of the last three years that are late (《信访工作条例》第三十四条), for which no row of 执法过错 names who answers and nobody
    decided that nobody does; the longest first. Two queries."""
    settled = {number for number, _ in judged(OVERDUE)}
    rows, rule = Complaint.standing.filter(received_on__gte=_since(today), received_on__lte=today), within()
    late = (_late(row, rule, today) for row in rows.exclude(number__in=named_in("执法过错", "complaint", today)).select_related("handler"))
    return sorted((one for one in late if one and one.complaint.number not in settled), key=lambda one: -one.days)


def within() -> Limit:
    """The limit that a late complaint is beyond."""
    return limit(_FINISH)


def judged(matter: str) -> set[tuple[str, str]]:
    """The complaints decided on, each with the other one where there is one."""
    acts = Entry.objects.filter(event=JUDGED).values_list("number", "after")
    found = ((number, json.loads(after or "{}")) for number, after in acts)
    return {(number, said["other"]) for number, said in found if said["matter"] == matter}


def _since(today: date) -> date:
    return add_months(today, -_MONTHS)[0]


def _objects(row: Complaint) -> list[str]:
    """What a complaint is about: the registered object, and the name as it was written."""
    named = _NOISE.sub("", row.target)
    return [key for key in (f"#{row.facility.number}" if row.facility else "", named) if key]


def _alike(one: Complaint, other: Complaint) -> bool:
    return not one.element or not other.element or one.element == other.element


def _why(key: str, row: Complaint) -> str:
    what = "同一监管对象" if key.startswith("#") else "同一被反映对象"
    return f"{what}，要素{row.element}" if row.element else what


def _late(row: Complaint, rule: Limit, today: date) -> Late | None:
    end = row.closed_on or today
    if rule.period is None or (end - row.received_on).days <= rule.period.length or rule.basis[0].instrument.in_force(row.received_on) is False:
        return None
    last = due(rule.id, row.received_on).due
    return Late(row, last, (end - last).days) if last is not None and end > last else None
