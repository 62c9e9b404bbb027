"""Read one cell into the type of its column, or say what is wrong with it and how to mend it.

Values come as the file has them (text, number, date, yes/no) and are never guessed at: a cell that can mean two things
is refused. Blank means "not known or not yet" and reads as None; a dash clears what stands.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum
from typing import Final

from fadu.core.workbook import identifiers
from fadu.core.workbook.schema import Column, Kind


class Clear(Enum):
    """The dash: clear what stands."""

    CLEAR = "—"


CLEAR: Final = Clear.CLEAR


class Valueless(str):
    """What stands in a cell that is not blank and yet holds no value: an error (#N/A), or a formula (=A1*2) nobody has computed."""

    __slots__ = ()


Read = str | date | int | Decimal | bool | tuple[str, ...]
Value = Read | Clear | None

LONGEST = 32_767  # characters in a cell of Excel
_EXACT = 10**15  # Excel keeps 15 digits of a number
_LARGEST = {Kind.INTEGER: Decimal(2**31 - 1), Kind.MONEY: Decimal(10**12) - Decimal("0.01"), Kind.DECIMAL: Decimal(10**12)}
_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range((date(1990, 1, 1) - _SERIAL_ZERO).days, (date(2100, 12, 31) - _SERIAL_ZERO).days + 1)
_DASHES = frozenset({"—", "——", "－－", "--", "–", "――"})
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!"})
# Controls other than the line break, and invisible characters that make two equal-looking codes differ.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?(?:[T ]0?0:00(?::00(?:\.0+)?)?)?")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d+")
_NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_JOINTS = re.compile(r"[、，,；;\s]+")
_WIDE = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i).isalnum()}
_QUOTES = str.maketrans("", "", "“”„\"'‘’「」『』")


class BadCell(Exception):
    """A cell that can't be taken in: why, what to do, and the article where the law asks for it."""

    def __init__(self, reason: str, mend: str, article: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.mend = mend
        self.article = article


def read(value: object, column: Column) -> Value:
    """The value of a cell in the type of its column; None for blank, CLEAR for a dash. Raises BadCell."""
    if isinstance(value, Valueless) and value.startswith("="):
        raise BadCell(f"公式 {_short(value)} 没有计算结果", "请用 WPS 或 Excel 打开文件，保存一次再导入，或直接填写值")
    if isinstance(value, str):
        error = isinstance(value, Valueless)
        value = _clean(value)
        if error or value.upper() in _ERRORS:
            raise BadCell(f"单元格是公式错误 {value}", "请改正公式，或直接填写值")
        if value in _DASHES:
            return CLEAR
    if value is None or value == "":
        return None
    if isinstance(value, float) and not math.isfinite(value):
        raise BadCell(f"“{value}”不是数", "请重新填写")
    return _READERS[column.kind](value, column)


def shown(value: object) -> str:
    """A cell as people see it, for messages and for columns that are only kept; blank for a blank cell."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer() and abs(value) < _EXACT:
            return str(int(value))
        case float():
            return f"{value:.15g}"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case _:
            return _INVISIBLE.sub("", str(value)).strip()[:LONGEST]


def _short(value: object) -> str:
    text = " ".join(shown(value).split())
    return text if len(text) <= 30 else f"{text[:30]}…"


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        raise BadCell(f"内容有 {len(text)} 个字符，超过 {LONGEST} 个", "请缩短，长材料作为附件保存")
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def _half_width(value: object) -> str:
    return unicodedata.normalize("NFKC", shown(value)).replace("−", "-").strip()


def _text(value: object, column: Column) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _EXACT:
        raise _destroyed(value)
    text = shown(value)
    if _SCIENTIFIC.fullmatch(unicodedata.normalize("NFKC", text)):
        raise _destroyed(text)
    return text


def _code(value: object, column: Column) -> str:
    text = _text(value, column)
    folded = unicodedata.normalize("NFKC", text)
    # A code of letters and digits is ASCII; a case number keeps its own brackets, but not full-width digits.
    code = "".join(folded.split()) if folded.isascii() and _is_identity(column) else text.translate(_WIDE)
    if _is_identity(column) and not isinstance(value, str | int | float):
        raise BadCell(f"“{_short(value)}”被表格软件变成了日期或逻辑值", "请把整列设为“文本”格式后重新输入")
    if column.check:
        code = code.lower() if column.check == "violation" else code.upper()
        if fault := identifiers.CHECKS[column.check](code):
            raise BadCell(f"{code}：{fault[0]}", fault[1])
    return code


def _is_identity(column: Column) -> bool:
    return bool(column.key or column.refers_to or column.check)


def _destroyed(value: object) -> BadCell:
    return BadCell(
        f"“{_short(value)}”超过 15 位，已被表格软件当作数字，第 15 位以后变成了 0，原来的号码找不回来",
        "请把整列设为“文本”格式，对照原件重新输入",
    )


def _date(value: object, column: Column) -> date:
    if isinstance(value, datetime):
        if value.time() != time():
            raise BadCell(f"“{_short(value)}”带有时刻", "请只填日期，例如 2024-03-04")
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        day = _date_of_number(value)
    elif isinstance(value, str):
        day = _date_of_text(value)
    else:
        raise _no_date(value)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadCell(f"{day.isoformat()} 的年份不在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间", "请核对年份")
    return day


def _no_date(value: object) -> BadCell:
    return BadCell(f"“{_short(value)}”不是日期", "请填成 2024-03-04 这样的日期")


def _date_of_text(value: str) -> date:
    text = _half_width(value)
    found = _DATE.fullmatch(re.sub(r"\s*([-/.年月日])\s*", r"\1", text))
    if found:
        year, *months, day = found.groups()
        return _calendar_day(int(year), int(next(month for month in months if month)), int(day), value)
    if re.fullmatch(r"\d{5}|\d{8}", text):
        return _date_of_number(int(text))
    raise _no_date(value)


def _date_of_number(value: int | float) -> date:
    if value != int(value):
        raise _no_date(value)
    whole = int(value)
    if whole in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=whole)
    if 10_000_000 <= whole <= 99_999_999:
        return _calendar_day(whole // 10_000, whole // 100 % 100, whole % 100, whole)
    raise _no_date(value)


def _calendar_day(year: int, month: int, day: int, value: object) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCell(f"日历上没有“{_short(value)}”这一天", "请核对日期") from None


def _number(value: object, column: Column) -> Decimal:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(f"{value:.15g}")
    elif isinstance(value, str):
        number = _number_of_text(value, column)
    else:
        raise BadCell(f"“{_short(value)}”不是数", "请填写数字")
    _check_bounds(number, value, column)
    # 100.0 and 100 are the same fact; one form, so that the same value always seals the same.
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _number_of_text(value: str, column: Column) -> Decimal:
    text = _half_width(value).replace(" ", "")
    if column.kind is Kind.MONEY:
        if re.search(r"[万亿]", text):
            raise BadCell(f"“{_short(value)}”以万元或亿元计", "本栏以元为单位，请换算成元后填写，例如 25000")
        text = re.sub(r"^¥|元整?$", "", text)
    if not _NUMBER.fullmatch(text):
        raise BadCell(f"“{_short(value)}”不是数", "请只填数字，单位已写在栏目里")
    plain = text.replace(",", "")
    if len(plain.strip("-0").replace(".", "")) > 15:
        raise BadCell(f"“{_short(value)}”的有效数字超过 15 位", "请核对")
    return Decimal(plain)


def _check_bounds(number: Decimal, value: object, column: Column) -> None:
    if column.low is not None and number < Decimal(str(column.low)):
        raise BadCell(f"“{_short(value)}”小于 {column.low:g}", f"{column.header}不能小于 {column.low:g}，请核对")
    if column.high is not None and number > Decimal(str(column.high)):
        raise BadCell(f"“{_short(value)}”大于 {column.high:g}", f"{column.header}不能大于 {column.high:g}，请核对")
    if abs(number) > _LARGEST[column.kind]:
        raise BadCell(f"“{_short(value)}”大得不合常理", "请核对数值和单位")


def _integer(value: object, column: Column) -> int:
    number = _number(value, column)
    if number != number.to_integral_value():
        raise BadCell(f"“{_short(value)}”不是整数", "请填写整数")
    return int(number)


def _money(value: object, column: Column) -> Decimal:
    number = _number(value, column)
    cents = number.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    if cents != number:
        raise BadCell(f"“{_short(value)}”不足一分", "金额以元为单位，最多两位小数")
    return cents


def _yes_no(value: object, column: Column) -> bool:
    if isinstance(value, bool):
        return value
    answer = {"是": True, "否": False}.get(_half_width(value))
    if answer is None:
        raise BadCell(f"“{_short(value)}”既不是“是”也不是“否”", "请填“是”或“否”")
    return answer


def _folded(value: object) -> str:
    return "".join(_half_width(value).translate(_QUOTES).split()).casefold()


def _choice(value: object, column: Column) -> str:
    wanted = _folded(value)
    for choice in column.choices:
        if _folded(choice) == wanted:
            return choice
    raise BadCell(f"“{_short(value)}”不在可选项中", f"请填写以下之一：{'、'.join(column.choices)}")


def _references(value: object, column: Column) -> tuple[str, ...]:
    parts = [part for part in _JOINTS.split(value) if part] if isinstance(value, str) else [value]
    numbers = tuple(_code(part, column) for part in parts)
    doubled = sorted({number for number in numbers if numbers.count(number) > 1})
    if doubled:
        raise BadCell(f"{'、'.join(doubled)} 写了不止一次", "同一编号只写一次")
    if len(numbers) < column.at_least:
        officers = column.refers_to == ("人员",)
        raise BadCell(
            f"应当不少于 {column.at_least} 个，现有 {len(numbers)} 个",
            f"请补齐{column.header}，用“、”隔开",
            "《中华人民共和国行政处罚法》第四十二条" if officers else "",
        )
    return numbers


_READERS: dict[Kind, Callable[[object, Column], Read]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.DATE: _date,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _number,
    Kind.MONEY: _money,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.REFERENCE: _code,
    Kind.REFERENCES: _references,
}
