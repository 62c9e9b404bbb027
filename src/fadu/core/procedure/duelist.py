"""The plain due list: pasted lines or a CSV file of limits and start days in, the clocks of the office by due day out.

A line is `期限, 起算日, 事项` with, if need be, `延长` and `扣除`, separated by tabs, commas (also full-width ones) or blanks; a first line with
the column names lets the columns come in any order. A line that can't be read or counted is told with how to mend it, and costs its
neighbours nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fadu.core import days
from fadu.core.days import Calendar, Pause
from fadu.core.procedure.limits import Limit, due, limit
from fadu.core.refusal import Refusal

COLUMNS = {
    "期限": "rule", "编号": "rule", "rule": "rule", "起算日": "start", "起算": "start", "start": "start", "事项": "label", "名称": "label",
    "label": "label", "延长": "extend", "extend": "extend", "扣除": "pauses", "pauses": "pauses",
}
ORDER = ("rule", "start", "label", "extend", "pauses")


@dataclass(frozen=True)
class Entry:
    """A clock of the list. `safe` is the day to act on; `sheet` the derivation as lines."""

    line: int
    limit: Limit
    start: date
    label: str
    due: date
    safe: date
    provisional: bool
    sheet: tuple[str, ...]


@dataclass(frozen=True)
class BadLine:
    """A line that gave no clock: why, and how to mend it."""

    line: int
    text: str
    reason: str
    mend: str


@dataclass(frozen=True)
class DueList:
    """The clocks by day (safe day, then due day, then line), and the lines that gave none."""

    entries: tuple[Entry, ...]
    errors: tuple[BadLine, ...]


def due_list(text: str, *, side: str = "agency", calendar: Calendar | None = None) -> DueList:
    """Read the lines of a text and count each. Never raises for what stands in the text."""
    entries, errors = [], []
    for number, written, cells in _lines(text):
        try:
            entries.append(_entry(number, cells, side, calendar))
        except Refusal as refusal:
            errors.append(BadLine(number, written, refusal.reason, refusal.mend))
    return DueList(tuple(sorted(entries, key=_by_day)), tuple(errors))


def _by_day(entry: Entry) -> tuple[str, str, int]:
    return days.shown(entry.safe), days.shown(entry.due), entry.line


def _lines(text: str) -> Iterator[tuple[int, str, Mapping[str, str]]]:
    names: tuple[str, ...] = ORDER
    first = True
    for number, written in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not written.strip():
            continue
        cells = _cells(written)
        if first and (header := [COLUMNS.get(cell.lower(), "") for cell in cells]) and "rule" in header and "start" in header:
            names, first = tuple(header), False
            continue
        first = False
        yield number, written.strip(), dict(zip(names, cells, strict=False))


def _cells(written: str) -> list[str]:
    if "\t" in written:
        return [cell.strip() for cell in written.split("\t")]
    if "," in written:
        return [cell.strip() for cell in next(csv.reader([written], skipinitialspace=True))]
    if separator := next((one for one in "，；;" if one in written), ""):
        return [cell.strip() for cell in written.split(separator)]
    return written.split(None, 2)


def _entry(line: int, cells: Mapping[str, str], side: str, calendar: Calendar | None) -> Entry:
    if not cells.get("rule") or not cells.get("start"):
        raise Refusal("缺期限或者起算日", "每行写作：期限, 起算日, 事项，例如 D07, 2026-09-18, 某公司告知书")
    one, start = limit(cells["rule"]), _day(cells["start"])
    label = cells.get("label", "")
    if one.fixed:
        day = one.next_fixed(date(start.year, start.month, start.day))
        sheet = (f"期限：{one.id} {one.name}", "依据：" + "；".join(each.cited() for each in one.basis), one.missing)
        return Entry(line, one, start, label, day, day, provisional=False, sheet=sheet)
    answer = due(
        one.id, start, pauses=list(_pauses(cells.get("pauses", ""))), extend=_number(cells.get("extend", "")), side=side, calendar=calendar
    )
    if answer.due is None or answer.safe is None:
        raise Refusal(f"{one.id} {one.name}算不出届满日：{'；'.join(answer.missing)}", "补足所缺的内容，或者选用带情形的编号")
    return Entry(line, one, start, label, answer.due, answer.safe, answer.provisional, tuple(answer.derivation["text"]))


def _day(written: str) -> date:
    """2026-09-18, 2026/9/18, 2026.9.18, 2026年9月18日; with a time of day where hours are counted."""
    parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ](\d{1,2}):(\d{2})(?::\d{2})?)?", written)
    try:
        if parts is None:
            raise ValueError("not a date")
        year, month, day = (int(part) for part in parts.groups()[:3])
        if parts[4] is None:
            return date(year, month, day)
        return datetime.fromisoformat(f"{year}-{month:02}-{day:02}T{int(parts[4]):02}:{parts[5]}")
    except ValueError:
        raise Refusal(f"起算日不是日期：{written}", "请写作 2026-09-18 或者 2026年9月18日") from None


def _number(written: str) -> int:
    if not written:
        return 0
    if not written.isdigit():
        raise Refusal(f"延长应为整数，现为“{written}”", "请填写经批准延长的天数")
    return int(written)


def _pauses(written: str) -> Iterable[Pause]:
    for part in written.split():
        span, _, ground = part.partition(":")
        first, dots, last = span.partition("..")
        if not dots:
            raise Refusal(f"扣除看不懂：{part}", "请写作 起始日..截止日，可加 :事由，多段用空格隔开")
        begin, end = _day(first), _day(last)
        yield Pause(date(begin.year, begin.month, begin.day), date(end.year, end.month, end.day), ground)
