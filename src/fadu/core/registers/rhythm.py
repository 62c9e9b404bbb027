"""How often something must be recorded, and which times were missed: a pure function over the days of rows and a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from fadu.core.days import Calendar


class Every(StrEnum):
    """A stretch of days in which it must happen."""

    DAY = "每日"
    WORKDAY = "每个工作日"
    WEEK = "每周"
    MONTH = "每月"
    QUARTER = "每季度"
    HALF = "每半年"
    YEAR = "每年"
    NODE = "每个节点"


@dataclass(frozen=True)
class Node:
    """A day of the year with a name; what is done for it may be dated up to `around` days before or after."""

    name: str
    month: int
    day: int
    around: int = 15


@dataclass(frozen=True)
class Rhythm:
    """That rows of a sheet must come at least so often: `least` rows, or `least` in the sum of `amount`.

    `where` maps fields to the value a row must hold to count; `by_chief` is the field that must name the 主要负责人.
    For nodes `told_by` is the field that names the node.
    `source` says who asks for it.
    """

    name: str
    every: Every
    source: str
    sheet: str = ""
    least: Decimal = Decimal(1)
    amount: str = ""
    unit: str = "次"
    where: Mapping[str, Any] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    told_by: str = ""
    by_chief: str = ""


@dataclass(frozen=True)
class Done:
    """A row that counts: its day, how much it counts, and (for nodes) which node it names."""

    day: date
    amount: Decimal = Decimal(1)
    node: str = ""


@dataclass(frozen=True)
class Gap:
    """A stretch in which too little was recorded; `open` while there is still time."""

    first: date
    last: date
    had: Decimal
    least: Decimal
    open: bool
    label: str


def gaps(rhythm: Rhythm, done: Iterable[Done], *, since: date, today: date, calendar: Calendar) -> list[Gap]:
    """The stretches from `since` to `today` that lack something, earliest first; the last may be open.

    A stretch that began before `since` is left out: nobody could have known of it. Days off ask for no look on working days.
    """
    rows = list(done)
    found = []
    for first, last, label in _stretches(rhythm, since, today, calendar):
        had = sum((row.amount for row in rows if first <= row.day <= last and row.node in ("", label)), Decimal(0))
        if had < rhythm.least:
            found.append(Gap(first, last, had, rhythm.least, last >= today, label))
    return found


def _stretches(rhythm: Rhythm, since: date, today: date, calendar: Calendar) -> Iterator[tuple[date, date, str]]:
    if rhythm.every is Every.NODE:
        yield from _node_stretches(rhythm.nodes, since, today)
        return
    day = since
    while day <= today:
        first, last = bounds(rhythm.every, day)
        if first >= since and (rhythm.every is not Every.WORKDAY or calendar.is_workday(first)):
            yield first, last, label_of(rhythm.every, first)
        day = last + timedelta(days=1)


def _node_stretches(nodes: Sequence[Node], since: date, today: date) -> Iterator[tuple[date, date, str]]:
    for year in range(since.year, today.year + 1):
        for node in sorted(nodes, key=lambda node: (node.month, node.day)):
            day = date(year, node.month, node.day)
            first, last = day - timedelta(days=node.around), day + timedelta(days=node.around)
            if since <= day and first <= today:
                yield first, last, node.name


def bounds(every: Every, day: date) -> tuple[date, date]:
    """First and last day of the stretch that a day lies in."""
    if every in (Every.DAY, Every.WORKDAY):
        return day, day
    if every is Every.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    months = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}[every]
    start = (day.month - 1) // months * months
    first = date(day.year, start + 1, 1)
    after = date(day.year + (start + months) // 12, (start + months) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def label_of(every: Every, first: date) -> str:
    """How people call the stretch that begins on a day."""
    match every:
        case Every.WEEK:
            return f"{first.isoformat()} 起的一周"
        case Every.MONTH:
            return f"{first.year}年{first.month}月"
        case Every.QUARTER:
            return f"{first.year}年第{(first.month + 2) // 3}季度"
        case Every.HALF:
            return f"{first.year}年{'上' if first.month == 1 else '下'}半年"
        case Every.YEAR:
            return f"{first.year}年"
        case _:
            return first.isoformat()


# Duties whose rows lie in sheets of the workbook. They are what bureaus promise in their reports, not limits set by law.
_PROMISED = "法治政府建设报告中的承诺"
ZERO_REPORTS = "零报告"


def zero_report(matter: str) -> Rhythm:
    """That a zero report on a matter is due every quarter."""
    return Rhythm(f"{matter}零报告", Every.QUARTER, "零报告制度", ZERO_REPORTS, unit="份", where={"matter": matter})


RHYTHMS: tuple[Rhythm, ...] = (
    Rhythm("主要负责人每周自学两小时", Every.WEEK, _PROMISED, "负责人履职", Decimal(2), "hours", "学时", {"duty": "学法"}, by_chief="person"),
    Rhythm("每季度研究法治工作", Every.QUARTER, _PROMISED, "会议学习", where={"on_law": True}),
    Rhythm("每季度双随机抽查", Every.QUARTER, _PROMISED, "检查", where={"category": "双随机"}),
    Rhythm("主要负责人每年讲法", Every.YEAR, _PROMISED, "负责人履职", where={"duty": "讲法"}, by_chief="person"),
    *(zero_report(matter) for matter in ("干部职工违纪违法", "违法办事引发信访", "执法过错追责")),
)
