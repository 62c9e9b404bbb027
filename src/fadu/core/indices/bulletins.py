"""Monthly bulletins as a table: one row a period, one column an indicator; the year before and the ranks beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fadu.core.figures.period import Period
from fadu.core.indices import reading
from fadu.core.indices.dailies import Problem
from fadu.core.indices.reading import Line, Sheet
from fadu.core.refusal import Refusal, Unreadable
from fadu.core.workbook.sheets.registers import QUALITY

__all__ = ["INDICATORS", "SAMPLE", "Stated", "read"]

INDICATORS = QUALITY.by_field["indicator"].choices
UNITS: Mapping[str, str] = {
    **dict.fromkeys(("PM2.5", "PM10", "SO2", "NO2", "O3-8h-90per"), "μg/m³"), "CO-95per": "mg/m³",
    **dict.fromkeys(("优良天数比例", "重点建设用地安全利用率", "受污染耕地安全利用率"), "%"),
}
SAMPLE = "月份,综合指数,综合指数上年同期,综合指数全市排名,优良天数比例,PM2.5,PM10,SO2,NO2,CO-95per,O3-8h-90per,来源文件\n"
_PERIOD, _SOURCE = "月份", "来源文件"
_NAMES: Mapping[str, str] = {
    **{name.upper(): name for name in INDICATORS}, **dict.fromkeys(("优良率", "优良天数率", "空气质量优良天数比例"), "优良天数比例"),
    "PM25": "PM2.5", "空气质量综合指数": "综合指数",
    "CO": "CO-95per", "CO95PER": "CO-95per", "CO第95百分位": "CO-95per", "O3": "O3-8h-90per", "O3-8H": "O3-8h-90per",
    "O3第90百分位": "O3-8h-90per", "地表水": "水环境质量",
}
_FIELDS: Mapping[str, str] = {
    "": "value", "上年同期": "before", "上年同期值": "before", "去年同期": "before", "全市排名": "city", "排名": "city", "全省排名": "province",
}
_MOST: Mapping[str, Decimal] = {"%": Decimal(100), "μg/m³": Decimal(9999), "mg/m³": Decimal(60), "": Decimal(999)}
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Stated:
    """What a bulletin states of one indicator over one period (units as in UNITS); None where it says nothing."""

    line: int
    indicator: str
    period: Period
    value: Decimal | None
    before: Decimal | None
    city: int | None
    province: int | None
    source: str


def read(content: bytes, name: str, today: date) -> tuple[list[Stated], list[Problem]]:
    """What a file states, and what is wrong with each other line. Raises Unreadable for a file that is no such table."""
    table = reading.sheet(content, name)
    columns = _columns(table, name)
    found: list[Stated] = []
    problems: list[Problem] = []
    seen: dict[Period, int] = {}
    for line in table.lines:
        try:
            rows = _rows(line, columns, today)
            first = seen.setdefault(rows[0].period, line.number)
            if first != line.number:
                raise Refusal(f"{rows[0].period.label} 与第 {first} 行重复", "一个时段只留一行")
        except Refusal as refusal:
            problems.append(Problem(line.number, refusal.reason, refusal.mend))
        else:
            found += rows
    return found, problems


def _columns(table: Sheet, name: str) -> dict[str, tuple[str, str]]:
    """Column → (indicator, field), or (月份 or 来源文件, "")."""
    found: dict[str, tuple[str, str]] = {}
    for column in table.columns:
        what = _meaning(column)
        if what is None:
            known = f"{_PERIOD}、{_SOURCE}、{'、'.join(INDICATORS)}"
            raise Unreadable(f"{name} 有不认识的列“{column}”", f"可用：{known}；指标后面可加“上年同期”“全市排名”“全省排名”")
        if what in found.values():
            raise Unreadable(f"{name} 有两列都是“{column}”", "同一项只留一列")
        found[column] = what
    if (_PERIOD, "") not in found.values() or not any(what in INDICATORS for what, _ in found.values()):
        raise Unreadable(f"{name} 缺少“{_PERIOD}”列，或者一项指标也没有", f"第一行写列名，如 {SAMPLE.strip()}")
    return found


def _meaning(column: str) -> tuple[str, str] | None:
    plain = re.sub(r"\(.*?\)", "", unicodedata.normalize("NFKC", column).upper().replace(" ", ""))
    if plain in ("月份", "时段", "时间", "统计时段"):
        return _PERIOD, ""
    if plain in ("来源文件", "来源", "文件"):
        return _SOURCE, ""
    for ending in sorted(_FIELDS, key=len, reverse=True):
        indicator = _NAMES.get(plain.removesuffix(ending).removesuffix("浓度"))
        if plain.endswith(ending) and indicator:
            return indicator, _FIELDS[ending]
    return None


def _rows(line: Line, columns: Mapping[str, tuple[str, str]], today: date) -> list[Stated]:
    if line.fault:
        raise Refusal(f"这一行{line.fault}", "请核对逗号和引号，与列名对齐")
    given = {what: line.cells[column] for column, what in columns.items()}
    period = reading.period(given[_PERIOD, ""])
    if period.last > today:
        raise Refusal(f"{period.label} 到 {period.last.isoformat()} 才结束", "通报不会早于时段结束；请核对月份")
    source = given.get((_SOURCE, ""), "").strip()[:300]
    rows = []
    for indicator in dict.fromkeys(what for what, field in columns.values() if field):
        cells = {field: given.get((indicator, field), "") for field in ("value", "before", "city", "province")}
        one = _stated(line.number, indicator, period, cells, source)
        if (one.value, one.city, one.province) != (None, None, None):
            rows.append(one)
    if not rows:
        raise Refusal(f"{period.label} 一项数值也没有", "没有通报的月份不用列出")
    return rows


def _stated(line: int, indicator: str, period: Period, cells: Mapping[str, str], source: str) -> Stated:
    value, before = (_value(indicator, cells[field]) for field in ("value", "before"))
    city, province = (_rank(indicator, cells[field]) for field in ("city", "province"))
    return Stated(line, indicator, period, value, before, city, province, source)


def _value(indicator: str, cell: str) -> Decimal | None:
    value = reading.number(cell.replace("%", "").replace("％", ""), indicator)
    most = _MOST[UNITS.get(indicator, "")]
    if value is not None and (value > most or int(value.as_tuple().exponent) < -_PLACES):
        unit = UNITS.get(indicator, "")
        raise Refusal(f"{indicator}为 {value}，大于 {most} 或者多于 {_PLACES} 位小数", f"请核对数值；单位是{unit or '无量纲'}")
    return value


def _rank(indicator: str, cell: str) -> int | None:
    value = reading.number(cell.removeprefix("第").removesuffix("位").removesuffix("名"), f"{indicator}排名")
    if value is None:
        return None
    if value != int(value) or not 1 <= value <= 999:
        raise Refusal(f"{indicator}排名“{cell}”不是名次", "请填 1 起的整数；没有排名的留空")
    return int(value)
