"""Daily values of air from a CSV file: one row a place and day. All rows are looked at; what is wrong with any is said, with its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fadu.core.indices import reading
from fadu.core.indices.aqi import POLLUTANTS, items
from fadu.core.indices.packs import version
from fadu.core.indices.reading import Line, Sheet
from fadu.core.refusal import Refusal, Unreadable
from fadu.core.workbook import cells
from fadu.core.workbook.schema import Column, Kind

__all__ = ["DailyRow", "Problem", "read"]

_PLACE, _DAY = "点位", "日期"
_HEADERS: Mapping[str, str] = {
    **dict.fromkeys(("点位", "站点", "点位名称", "站点名称", "县区", "区县", "PLACE", "STATION"), _PLACE),
    **dict.fromkeys(("日期", "监测日期", "DATE", "DAY"), _DAY),
    **{code: code for code in POLLUTANTS}, "PM25": "PM2.5",
    **dict.fromkeys(("O3-8H", "O3_8H", "O38H", "O3-8H-MAX", "O3_8H_MAX", "O3日最大8小时"), "O3"),
}
_LEFT = ("AQI", "空气质量指数", "首要污染物", "级别", "空气质量级别", "类别", "空气质量类别", "备注")  # recomputed, or words
_LARGEST_CO = Decimal(60)  # mg/m³: the last breakpoint of the scale; above it the file counts in µg
_LARGEST, _PLACES = Decimal(9999), 3


@dataclass(frozen=True, slots=True)
class DailyRow:
    """24 h means of a place on a day, O3 as the largest 8 h mean (µg/m³; CO mg/m³); None where there is none."""

    line: int
    place: str
    day: date
    values: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of the file, and how to mend it."""

    line: int
    reason: str
    mend: str


def read(content: bytes, name: str, today: date) -> tuple[list[DailyRow], list[Problem]]:
    """The rows that can be taken, and what is wrong with the others. Raises Unreadable for a file that is no such table."""
    table = reading.sheet(content, name)
    columns = _columns(table, name)
    rows: list[DailyRow] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, date], int] = {}
    for line in table.lines:
        try:
            row = _row(line, columns, today)
            first = seen.setdefault((row.place, row.day), line.number)
            if first != line.number:
                raise Refusal(f"{row.place} {row.day.isoformat()} 与第 {first} 行重复", "同一点位一天只留一行")
        except Refusal as refusal:
            problems.append(Problem(line.number, refusal.reason, refusal.mend))
        else:
            rows.append(row)
    return rows, problems


def _columns(table: Sheet, name: str) -> dict[str, str]:
    """What → column."""
    found: dict[str, str] = {}
    for column in table.columns:
        plain = re.sub(r"\(.*", "", unicodedata.normalize("NFKC", column).upper().replace(" ", "")).removesuffix("浓度")
        what = _HEADERS.get(plain) or next((code for code, item in items().items() if item.name == plain), None)
        if what in found:
            raise Unreadable(f"{name} 的“{found[what]}”和“{column}”是同一项", "同一项只留一列")
        if what:
            found[what] = column
        elif plain and plain not in _LEFT:
            raise Unreadable(f"{name} 有不认识的列“{column}”", f"可用：{'、'.join((_PLACE, _DAY, *POLLUTANTS))}；另可有 {'、'.join(_LEFT)}")
    if missing := [what for what in (_PLACE, _DAY, *POLLUTANTS) if what not in found]:
        raise Unreadable(f"{name} 缺少列 {'、'.join(missing)}", "没有监测的项目也要有列，格子留空")
    return found


def _row(line: Line, columns: Mapping[str, str], today: date) -> DailyRow:
    if line.fault:
        raise Refusal(f"这一行{line.fault}", "请核对逗号和引号，与列名对齐")
    given = {what: line.cells[column] for what, column in columns.items()}
    if not given[_PLACE]:
        raise Refusal("没有点位", "请填写点位或县区的名称")
    day = _day(given[_DAY], today)
    values = {code: reading.number(given[code], code) for code in POLLUTANTS}
    if all(value is None for value in values.values()):
        raise Refusal("六项都没有值", "没有监测的日子不用列出")
    for code, value in values.items():
        _check_size(code, value)
    return DailyRow(line.number, given[_PLACE], day, values)


def _check_size(code: str, value: Decimal | None) -> None:
    if value is None:
        return
    if code == "CO" and value > _LARGEST_CO:
        raise Refusal(f"CO 为 {value}，高于 {_LARGEST_CO} 毫克/立方米", "CO 以毫克/立方米填写，不是微克")
    if value > _LARGEST or int(value.as_tuple().exponent) < -_PLACES:
        raise Refusal(f"{code} 为 {value}，大于 {_LARGEST} 或者多于 {_PLACES} 位小数", "请核对数值和单位")


def _day(cell: str, today: date) -> date:
    try:
        day = cells.read(cell, Column(_DAY, "day", Kind.DATE))
    except cells.BadCell as problem:
        raise Refusal(f"日期{problem.reason}", problem.mend) from None
    if not isinstance(day, date):
        raise Refusal("没有日期", "请填成 2024-03-04 这样的日期")
    if day > today:
        raise Refusal(f"日期 {day.isoformat()} 晚于今天", "请核对日期")
    version("air.aqi", day)  # refuses a day whose standard is not carried
    return day
