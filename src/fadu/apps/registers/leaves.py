"""Who is away from when to when, as the register 休假离岗 says it; callers get values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from fadu.apps.registers.models import Fact
from fadu.core.registers import DECLARED

SHEET = DECLARED["leave"].sheet.name
REMEMBERED = timedelta(92)  # for so long after a leave its cases may be given back
# The rest is nobody's business outside of the register (health: 个人信息保护法第二十八条) and is called 休假 on cases and in published lists.
_SAID = frozenset({"学习", "借调", "出差"})


@dataclass(frozen=True)
class Leave:
    """A leave: `number` is the row's 编号, `person` and `stand_in` are 工号 ("" where nobody takes over), `until` None where it is open."""

    number: str
    person: str
    since: date
    until: date | None
    ground: str
    stand_in: str = ""

    def touches(self, first: date, last: date | None) -> bool:
        """Whether it has a day in common with a span (None: an open one)."""
        return (last is None or self.since <= last) and (self.until is None or self.until >= first)

    @property
    def days(self) -> str:
        """The days as people write them."""
        if self.until is None:
            return f"{self.since} 起"
        return f"{self.since} 至 {self.until:%m-%d}" if self.until.year == self.since.year else f"{self.since} 至 {self.until}"

    @property
    def words(self) -> str:
        """Days and what it is called outside of the register."""
        word = self.ground if self.ground in _SAID else "离岗" if self.ground == "其他" else "休假"
        return f"{self.days} {word}"


def leaves(on: date) -> list[Leave]:
    """The leaves that run or are to come on a day, and those that were over not long before, by first day. One query."""
    rows = Fact.standing.filter(Q(day_to=None) | Q(day_to__gte=on - REMEMBERED), register=SHEET).order_by("day", "number")
    return [
        Leave(number, person, since, until, ground, values.get("stand_in", ""))
        for number, person, since, until, ground, values in rows.values_list("number", "person__number", "day", "day_to", "kind", "values")
    ]


def away(on: date) -> dict[str, Leave]:
    """Who is away on a day, by 工号."""
    return {one.person: one for one in leaves(on) if one.touches(on, on)}
