"""Reading what bulletins print: a CSV file, a monitored value, a period, a class. Every complaint says where, what, and how to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fadu.core.decoding import csv_lines
from fadu.core.figures.period import Period
from fadu.core.indices.water import CLASSES, KINDS, LAKE, RIVER
from fadu.core.refusal import Refusal, Unreadable
from fadu.core.workbook import cells
from fadu.core.workbook.schema import Column, Kind

__all__ = ["Line", "Sheet", "number", "period", "sheet", "water_class", "water_kind"]

_BLANK = ("", "-", "/", "NA", "N/A", "—", "——", "--")
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?[eE]-\d+")
_BELOW = re.compile(r"(?:<|≤)(?P<sign>[^L]+)|(?P<letter>.+)L", re.I)
_NOT_FOUND = ("ND", "未检出", "L")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its number in the file (the header is 1), its cells by column; `fault` where it has too few or too many."""

    number: int
    cells: Mapping[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the columns in their order, and its lines but for blank ones."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def sheet(content: bytes, name: str) -> Sheet:
    """A CSV table in UTF-8 or GB 18030. Raises Unreadable for what is no such table."""
    if content.startswith(b"PK") or b"\0" in content[:4096]:
        raise Unreadable(f"{name} 不是文本", "请在表格软件里另存为“CSV UTF-8（逗号分隔）”")
    rows = csv_lines(content, name)
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise Unreadable(f"{name} 是空的", "第一行应为列名，以下每行一个时段或断面")
    columns = tuple(cell.strip() for cell in numbered[0][1])
    if twice := sorted({column for column in columns if column and columns.count(column) > 1}):
        raise Unreadable(f"{name} 的列名“{'”“'.join(twice)}”重复", "每列一个名称，请删去多余的列")
    if len(numbered) == 1:
        raise Unreadable(f"{name} 只有列名，没有数据", "以下每行一个时段或断面")
    return Sheet(columns, tuple(_line(number, row, columns) for number, row in numbered[1:]))


def _line(number: int, row: Sequence[str], columns: Sequence[str]) -> Line:
    cells_ = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
    extra = len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :])
    fault = f"有 {len(row)} 格，列名有 {len(columns)} 格" if extra or len(row) < len(columns) else ""
    return Line(number, cells_, fault)


def number(cell: str, name: str, *, below: bool = False) -> Decimal | None:
    """A number that is not negative; None for a blank or a dash. `below` also reads values under the detection limit (<0.01, 0.01L) as
    half of it. Refusal for anything else: a formula error, #####, a word, a negative number."""
    text = unicodedata.normalize("NFKC", cell).strip().replace(" ", "")
    if text.upper() in _BLANK:
        return None
    if below and text.upper() in _NOT_FOUND:
        raise Refusal(f"{name}“{cell}”没有写检出限", "请写成 <检出限，例如 <0.0003 或 0.0003L")
    found = _BELOW.fullmatch(text) if below else None
    if found:
        most = number(found["sign"] or found["letter"], name)
        return None if most is None else most / 2
    if _SCIENTIFIC.fullmatch(text):
        text = f"{Decimal(text):f}"
    if text.startswith("#"):
        raise Refusal(f"{name}“{cell}”是列宽不够或公式错误留下的记号，原来的数已经丢失", "请打开原表，加宽列或改正公式后重新导出")
    try:
        value = cells.read(text, Column(name, "", Kind.DECIMAL, low=0))
    except cells.BadCell as problem:
        raise Refusal(f"{name}{problem.reason}", problem.mend) from None
    return value if isinstance(value, Decimal) else None


def _day(year: str, month: str, day: str) -> Period:
    found = date(int(year), int(month), int(day))
    return Period(found, found)


def _months(year: str, first: str, last: str) -> Period:
    return Period(Period.month(int(year), int(first)).first, Period.month(int(year), int(last)).last)


def _week(year: str, week: str) -> Period:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return Period(monday, monday + timedelta(days=6))


_QUARTERS = "一二三四"
_PARTS: Mapping[str, Callable[..., Period]] = {
    r"(\d{4})年?": lambda y: Period.year(int(y)),
    r"(\d{4})[-./年](\d{1,2})月?份?": lambda y, m: Period.month(int(y), int(m)),
    r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})": lambda y, _, m, d: _day(y, m, d),
    r"(\d{4})年(\d{1,2})月(\d{1,2})日": _day,
    r"(\d{4})[-年]?(?:Q|第)([1-4一二三四])(?:季度)?": lambda y, q: Period.quarter(int(y), _QUARTERS.find(q) + 1 or int(q)),
    r"(\d{4})[-年]?([1-4一二三四])季度": lambda y, q: Period.quarter(int(y), _QUARTERS.find(q) + 1 or int(q)),
    r"(\d{4})[-年]?H([12])": lambda y, h: Period.half(int(y), int(h)),
    r"(\d{4})年?([上下])半年": lambda y, h: Period.half(int(y), "上下".index(h) + 1),
    r"(\d{4})-?W(\d{1,2})": _week,
    r"(\d{4})年第?(\d{1,2})周": _week,
    r"(\d{4})年(\d{1,2})月?[-—–~至](\d{1,2})月": _months,
    r"(\d{4})-(\d{1,2})[/~](\d{1,2})": _months,
}


def period(cell: str) -> Period:
    """A period as bulletins write it: 2024, 2024-03, 2024-01/2024-06, 2024年1—6月, 2024-Q1, 2024上半年, 2024-W02, 2024-03-05."""
    text = "".join(unicodedata.normalize("NFKC", cell).upper().replace("年度", "年").split())
    whole = _one(text)
    if whole:
        return whole
    ends = [_one(part) for part in re.split(r"\.\.|/|至|~|—+|–|--", text)]
    if len(ends) == 2 and ends[0] and ends[1] and ends[0].first <= ends[1].last:
        return Period(ends[0].first, ends[1].last)
    raise Refusal(f"时段“{cell}”看不懂", "请写成 2024、2024-03、2024-01/2024-06、2024-Q1 或 2024-W02")


def _one(text: str) -> Period | None:
    for pattern, make in _PARTS.items():
        found = re.fullmatch(pattern, text)
        if found:
            try:
                return make(*found.groups())
            except ValueError:
                return None
    return None


_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "一": "I", "二": "II", "三": "III", "四": "IV", "五": "V"}


def water_class(cell: str) -> str | None:
    """A class as bulletins write it (Ⅲ, III类, 3类, 劣Ⅴ); None for a blank. Refusal for what is no class."""
    text = unicodedata.normalize("NFKC", cell).upper().replace(" ", "").removesuffix("类").removesuffix("水质")
    if text in _BLANK:
        return None
    worse = text.startswith(("劣", ">", "WORSE"))
    bare = re.sub(r"^(劣于|劣|>|WORSE[-_]?)", "", text)
    bare = _ROMAN.get(bare, bare)
    found = "劣V" if worse and bare == "V" else bare
    if found not in CLASSES or (worse and found != "劣V"):
        raise Refusal(f"水质类别“{cell}”不认识", f"请填写 {'、'.join(CLASSES)} 之一")
    return found


_KIND_NAMES = {"RIVER": RIVER, "LAKE": LAKE, "RESERVOIR": LAKE, "河": RIVER, "湖": LAKE, "库": LAKE, "水库": LAKE, "湖泊": LAKE, "湖、库": LAKE}


def water_kind(cell: str) -> str:
    """河流 or 湖库, also written river, lake, reservoir. Refusal for anything else; it is never guessed from a name."""
    text = unicodedata.normalize("NFKC", cell).strip().upper()
    found = _KIND_NAMES.get(text, text)
    if found not in KINDS:
        raise Refusal(f"水体类型“{cell}”不认识", "请填写 river（河流）或 lake（湖库），按断面名录，不按名称")
    return found
