"""A record against a field table: what fills each field, and each fault with the field, the reason and how to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.core.ledger.canonical import decimal_text
from fadu.core.sending.mappings import DAY, NUMBER, Field, Mapping
from fadu.core.workbook import identifiers

_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)  # as platforms read it: no exponent, no separators, no full-width digits
_FORMULA = ("=", "+", "-", "@")
_DECIDED, _ENDS = "CF_JDRQ", ("CF_YXQ", "CF_GSJZQ")
_CODES = ("CF_XDR_SHXYM", "CF_CFJGDM", "CF_SJLYDM", "DSR_DM")


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field. `is_note`: it can't be mended here, the platform asks for it."""

    code: str
    field: str
    value: str
    reason: str
    mend: str
    is_note: bool = False


def filled(table: Mapping, record: Mapped[str, Any], completed: Mapped[str, str]) -> dict[str, str]:
    """The value of each field as text: what a person completed, else what the record gives; "" where neither does."""
    found = {}
    for field in table.fields:
        value = record.get(field.source) if field.source else None
        found[field.code] = completed.get(field.code) or _text(field, value)
    return found


def faults(table: Mapping, values: Mapped[str, str], record: Mapped[str, Any]) -> list[Fault]:
    """Everything wrong with a record's values; `record` is asked for the conditions."""
    found = [fault for field in table.fields for fault in _faults(field, values.get(field.code, ""), record)]
    return found or [fault for field in table.fields for fault in _out_of_order(field, values)]


def _out_of_order(field: Field, values: Mapped[str, str]) -> list[Fault]:
    """A day on which something ends that lies before the decision; asked once every field by itself is right."""
    value, decided = values.get(field.code, ""), values.get(_DECIDED, "")
    if field.code not in _ENDS or not value or not decided or value >= decided:
        return []
    return [Fault(field.code, field.name, value, f"早于处罚决定日期 {decided}", "请核对两个日期")]


def _faults(field: Field, value: str, record: Mapped[str, Any]) -> list[Fault]:
    def made(reason: str, mend: str, *, is_note: bool = False) -> list[Fault]:
        return [Fault(field.code, field.name, value, reason, mend, is_note)]

    needed = field.required == "是" or (field.required == "条件" and bool(record.get(field.when)))
    if not value:
        if needed and field.on_platform:
            return made("本软件不保存，导出为空", "在平台上填写", is_note=True)
        return made("没有填写", f"请补填{field.name}{f'（{field.note}）' if field.note else ''}") if needed else []
    if len(value) > field.length:
        return made(f"有 {len(value)} 个字符，最多 {field.length} 个", "请缩写")
    if any(unicodedata.category(char) in _UNSEEN for char in value):
        return made("有换行或者看不见的字符", "请删去，写在一行里")
    if private := [char for char in value if unicodedata.category(char) == "Co"]:
        return made(f"有 {len(private)} 个自造字，别的电脑上显示为空框或者别的字", "请换成国家标准里的字；没有的在平台上填写")
    if value.startswith(_FORMULA) and field.form != NUMBER:
        return made(f"以“{value[0]}”开头，表格软件会当作公式", "请核对；确属名称的在平台上直接填写")
    if field.choices and value not in field.choices:
        return made("不在可选值里", f"应为{'、'.join(field.choices)}")
    if field.code in _CODES and (wrong := identifiers.credit_code(value)):
        return made(*wrong)
    return _form(field, value, made)


def _form(field: Field, value: str, made: Any) -> list[Fault]:
    found: list[Fault] = []
    if field.form == DAY:
        try:
            date.fromisoformat(value)
        except ValueError:
            return list(made("不是日期", "请写成 2026-03-04"))
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return list(made("日期的写法不对", "请写成 2026-03-04"))
    if field.form == NUMBER:
        if not _NUMBER.fullmatch(value):
            return list(made("不是数", "请写阿拉伯数字，不写单位"))
        if value.startswith("-") or len(value.partition(".")[2]) > field.places:
            return list(made(f"应为不小于零、最多 {field.places} 位小数的数", "请核对数额和单位"))
    return found


def _text(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, date) else str(value).strip()
