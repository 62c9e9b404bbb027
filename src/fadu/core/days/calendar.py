"""Which days are working days: weekends, and the State Council's notice of holidays and make-up workdays for each year.

A make-up workday (调休上班) is a weekend day on which offices work. The laws say "working days, without statutory holidays" and
do not settle whether such a day counts, so everything here takes `makeup`: True counts it, as is usual, False does not.
In a year whose notice is not published the calendar knows weekends and the statutory days only; `knows` tells that apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise

from fadu.core import pack
from fadu.core.refusal import Refusal

WEEKDAYS = "一二三四五六日"
_BEGIN, _END = date(2000, 1, 1), date(2079, 12, 31)


class Calendar:
    """A calendar of working days. `version` names the published years and the digest of the data; a derivation carries it."""

    def __init__(self, off: Mapping[date, str], work: Mapping[date, str], expected: Mapping[date, str], version: str, reviewed: bool) -> None:
        """`off` and `work` are the notices (day -> holiday), `expected` the statutory days of years without a notice yet."""
        years = {day.year for day in off}
        self.first, self.last = date(min(years), 1, 1), date(max(years), 12, 31)
        self.version = version
        self.reviewed = reviewed
        self._off, self._work = off, work
        self._expected = {day: name for day, name in expected.items() if day > self.last}
        self._index = {makeup: self._count(makeup) for makeup in (True, False)}

    def _count(self, makeup: bool) -> tuple[list[int], list[int]]:
        """How many working days lie up to each day, and their ordinals: adding working days becomes two look-ups."""
        rest = {day.toordinal() for day in (*self._off, *self._expected)}
        work = {day.toordinal() for day in self._work} if makeup else set()
        upto, days, base = [], [], _BEGIN.toordinal()
        for ordinal in range(base, _END.toordinal() + 1):
            if ordinal in work or (0 < ordinal % 7 < 6 and ordinal not in rest):  # ordinal 1 was a Monday
                days.append(ordinal)
            upto.append(len(days))
        return upto, days

    def knows(self, first: date, last: date) -> bool:
        """Whether the notices for all days from `first` to `last` are published."""
        return self.first <= first and last <= self.last

    def is_workday(self, day: date, *, makeup: bool = True) -> bool:
        """Whether offices work on a day."""
        upto, _ = self._index[makeup]
        at = self._place(day)
        return upto[at] > (upto[at - 1] if at else 0)

    def is_makeup(self, day: date) -> bool:
        """Whether a day is a make-up workday."""
        return day in self._work

    def why(self, day: date, *, makeup: bool = True) -> str:
        """Why a day is not a working day, in words; empty for a working day."""
        if self.is_workday(day, makeup=makeup):
            return ""
        if day in self._off:
            return f"{self._off[day]}放假"
        if day in self._expected:
            return f"{self._expected[day]}（法定节日，当年放假安排未公布）"
        if day in self._work:
            return f"{weekday(day)}（{self._work[day]}调休上班日，按不计入工作日的读法）"
        return weekday(day)

    def add_workdays(self, day: date, number: int, *, makeup: bool = True) -> date:
        """The `number`-th working day after `day`, before it where negative; the day itself is never counted. `number` is not 0."""
        upto, days = self._index[makeup]
        at = self._place(day)
        if number > 0:
            place = upto[at] + number - 1
        else:
            place = (upto[at - 1] if at else 0) + number
        if not 0 <= place < len(days):
            raise _outside(day)
        return date.fromordinal(days[place])

    def workdays_between(self, first: date, last: date, *, makeup: bool = True) -> int:
        """How many working days lie from `first` to `last`, both included."""
        upto, _ = self._index[makeup]
        before = self._place(first)
        return upto[self._place(last)] - (upto[before - 1] if before else 0)

    def next_workday(self, day: date, *, makeup: bool = True) -> date:
        """The day itself where it is a working day, else the first working day after it."""
        return day if self.is_workday(day, makeup=makeup) else self.add_workdays(day, 1, makeup=makeup)

    def _place(self, day: date) -> int:
        if not _BEGIN <= day <= _END:
            raise _outside(day)
        return day.toordinal() - _BEGIN.toordinal()


def weekday(day: date) -> str:
    """星期一 … 星期日."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def written(day: date) -> str:
    """A day as the sheets write it: 2026-09-24（星期四）."""
    return f"{day.isoformat()}（{weekday(day)}）"


@cache
def published() -> Calendar:
    """The calendar that Fadu carries. Raises pack.BadPack."""
    folder = resources.files("fadu.core.days").joinpath("data")
    return read(folder.joinpath("arrangements.csv"), folder.joinpath("statutory.csv"))


def read(arrangements: Traversable, statutory: Traversable) -> Calendar:
    """A calendar from its two tables: the notices (日期, 安排, 节日), and the statutory days (日期, 节日). Raises pack.BadPack."""
    head, rows = pack.table(arrangements, {"日期": pack.day, "安排": pack.one_of("放假", "上班"), "节日": pack.needed})
    after, expected = pack.table(statutory, {"日期": pack.day, "节日": pack.needed})
    _check_order(rows)
    _check_order(expected)
    for row in rows:
        if row["安排"] == "上班" and row["日期"].weekday() < 5:
            raise row.refuse(f"{written(row['日期'])}本来就是工作日，不会是调休上班日")
    off = {row["日期"]: row["节日"] for row in rows if row["安排"] == "放假"}
    if not off:
        raise pack.BadPack(arrangements.name, 1, "没有放假的日子")
    silent = set(range(min(off).year, max(off).year + 1)) - {day.year for day in off}
    if silent:
        raise pack.BadPack(arrangements.name, 1, f"{min(silent)} 年没有放假安排，前后年份却有")
    work = {row["日期"]: row["节日"] for row in rows if row["安排"] == "上班"}
    version = f"{head.name} {head.version}（核对于 {head.checked_on}，#{head.digest}-{after.digest}）"
    return Calendar(off, work, {row["日期"]: row["节日"] for row in expected}, version, head.reviewed and after.reviewed)


def _check_order(rows: list[pack.Row]) -> None:
    for before, row in pairwise(rows):
        if row["日期"] <= before["日期"]:
            raise row.refuse(f"日期 {row['日期']} 不晚于上一行的 {before['日期']}")


def _outside(day: date) -> Refusal:
    return Refusal(f"{day} 超出日历的范围（{_BEGIN} 至 {_END}）", "请核对日期的年份")


def span(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included; none where `last` is earlier."""
    return [first + timedelta(days) for days in range((last - first).days + 1)]
