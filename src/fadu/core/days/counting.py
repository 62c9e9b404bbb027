"""How the law counts a period, and which days it leaves out.

The day on which a period begins is not counted (《民事诉讼法》第八十五条, 《生态环境行政处罚办法》第九十条). Days end on a working day: one
that would end on a rest day ends on the next working day. Months and years end on the corresponding day, or on the last day of a month
that has none (《民法典》第二百零二条); that is said, never done silently. Hours run through rest days.
Paused days are left out; the first and the last day of a pause both are.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from fadu.core.days.calendar import Calendar, span
from fadu.core.refusal import Refusal


class Unit(StrEnum):
    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"


WORDS = {Unit.WORKDAY: "个工作日", Unit.DAY: "日", Unit.MONTH: "个月", Unit.YEAR: "年", Unit.HOUR: "小时"}


@dataclass(frozen=True)
class Period:
    """`length` units, after the start or (`backward`) before it; `rolls` says that one that ends on a rest day ends later."""

    length: int
    unit: Unit
    backward: bool = False
    rolls: bool = True

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("a period has at least one unit")
        if self.backward and self.unit is not Unit.WORKDAY:
            raise ValueError("only working days are counted backwards by any of the laws")

    def __str__(self) -> str:
        return f"{self.length} {WORDS[self.unit]}"


@dataclass(frozen=True)
class Pause:
    """Days that are not counted, both ends included, and the ground (中止, 听证, 监测 …; empty where it was not said)."""

    first: date
    last: date
    ground: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refusal(f"扣除时间的截止日 {self.last} 早于起始日 {self.first}", "请按 起始日..截止日 填写")


@dataclass(frozen=True)
class Excluded:
    """A day between start and due that does not count, and why."""

    day: date
    reason: str


@dataclass(frozen=True)
class Count:
    """One reading of a period: the last day, and everything that was done to find it."""

    makeup: bool
    due: date
    unrolled: date  # where it would have ended if rest days did not matter
    excluded: tuple[Excluded, ...]
    makeup_days: tuple[date, ...]  # make-up workdays that were counted
    remarks: tuple[str, ...]
    certain: bool  # every day looked at lies in a year whose notice is published


def end_of(period: Period, start: date, calendar: Calendar, pauses: Sequence[Pause] = (), *, makeup: bool = True) -> tuple[date, date]:
    """The last day, and the day before rolling. Refuses pauses of a period in hours or before its start."""
    if period.unit is Unit.WORKDAY:
        due = _workdays(period, start, calendar, pauses, makeup)
        return due, due
    if period.unit is Unit.HOUR:
        if pauses:
            raise Refusal("以小时计的期限没有扣除时间的规定", "请去掉扣除时间")
        due = start + timedelta(hours=period.length) if isinstance(start, datetime) else start + timedelta(days=-(-period.length // 24))
        return due, due
    end = start + timedelta(period.length) if period.unit is Unit.DAY else add_months(start, _months(period))[0]
    for pause in merged(pauses):
        first = max(pause.first, start + timedelta(1))
        if first <= min(end, pause.last):
            end += timedelta((pause.last - first).days + 1)
    return (calendar.next_workday(end, makeup=makeup) if period.rolls else end), end


def _workdays(period: Period, start: date, calendar: Calendar, pauses: Sequence[Pause], makeup: bool) -> date:
    if period.backward:
        if pauses:
            raise Refusal("倒数的期限没有扣除时间的规定", "请去掉扣除时间")
        return calendar.add_workdays(start, -period.length, makeup=makeup)
    number = period.length
    due = calendar.add_workdays(start, number, makeup=makeup)
    for pause in merged(pauses):
        first = max(pause.first, start + timedelta(1))
        if first <= min(due, pause.last):
            number += calendar.workdays_between(first, pause.last, makeup=makeup)
            due = calendar.add_workdays(start, number, makeup=makeup)
    return due


def _months(period: Period) -> int:
    return period.length * 12 if period.unit is Unit.YEAR else period.length


def add_months(start: date, number: int) -> tuple[date, bool]:
    """The corresponding day `number` months on, or the last day of a month that has none; and whether it had none."""
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)), start.day > last


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """The pauses in order, those that overlap joined, so that no day is taken off twice."""
    out: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: (each.first, each.last)):
        if out and pause.first <= out[-1].last:
            out[-1] = Pause(out[-1].first, max(out[-1].last, pause.last), out[-1].ground)
        else:
            out.append(pause)
    return out


def count(period: Period, start: date, calendar: Calendar, pauses: Sequence[Pause] = (), *, makeup: bool = True) -> Count:
    """One reading of a period with every day it left out. Raises Refusal as `end_of` does."""
    due, unrolled = end_of(period, start, calendar, pauses, makeup=makeup)
    if period.unit is Unit.HOUR:
        return Count(makeup, due, unrolled, (), (), (), certain=True)
    if period.unit is Unit.WORKDAY:
        looked_at = span(due, start - timedelta(1)) if period.backward else span(start + timedelta(1), due)
        excluded = [Excluded(day, why) for day in looked_at if (why := _paused(day, pauses) or calendar.why(day, makeup=makeup))]
        certain = calendar.knows(looked_at[0], looked_at[-1])
    else:
        looked_at = [due]
        taken_off = [day for one in merged(pauses) for day in span(max(one.first, start + timedelta(1)), min(one.last, unrolled))]
        excluded = [Excluded(day, _paused(day, pauses)) for day in taken_off]
        excluded += [Excluded(day, f"届满日遇{calendar.why(day, makeup=makeup)}，顺延") for day in span(unrolled, due - timedelta(1))]
        certain = not period.rolls or calendar.knows(unrolled, due)
    left_out = {each.day for each in excluded}
    worked = tuple(day for day in looked_at if makeup and calendar.is_makeup(day) and day not in left_out)
    return Count(makeup, due, unrolled, tuple(excluded), worked, _remarks(period, start), certain)


def _paused(day: date, pauses: Sequence[Pause]) -> str:
    return next((f"扣除：{one.ground or '事由未写明'}" for one in pauses if one.first <= day <= one.last), "")


def _remarks(period: Period, start: date) -> tuple[str, ...]:
    if period.unit not in (Unit.MONTH, Unit.YEAR):
        return ()
    end, none = add_months(start, _months(period))
    if not none:
        return ()
    return (f"{end.year} 年 {end.month} 月没有 {start.day} 日，以月末日 {end} 为届满日（《民法典》第二百零二条）",)
