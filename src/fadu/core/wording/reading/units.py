"""Units and measure words, longest first, each with what may not follow it."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from fadu.core import pack

_TABLE = resources.files("fadu.core.wording").joinpath("data", "units.csv")
_PER = r"(?:/(?:件|起|家|人|次|户|台|辆|年|月|日|天|小时|周|吨|亩|平方公里|立方米|公里))?"
_BRACKETED = re.compile(r"([家人户件场辆条批台份项])\s?\(次\)")

# Units of what is measured, not counted: 37份 is 37, but 37吨 is 37 ± 0.5.
_MEASURED = re.compile(r"[/%‰]|百分点|元|吨|克|米|升|公里|公顷|亩|瓦|分贝|dB|小时|℃|倍|千伏|度电|分$")


@cache
def _rows() -> list[pack.Row]:
    return pack.table(_TABLE, {"单位": pack.needed, "规范写法": pack.text, "不得后接": pack.text})[1]


@cache
def pattern() -> str:
    """A regular expression for any unit, with 每件, 每年 and the like behind it."""
    rows = sorted(_rows(), key=lambda row: len(row["单位"]), reverse=True)
    units = [_written(row["单位"]) + (f"(?!{row['不得后接']})" if row["不得后接"] else "") for row in rows]
    return f"(?:{'|'.join(units)}){_PER}"


def _written(unit: str) -> str:
    if unit in ("万元", "亿元"):
        return rf"{unit[0]}\s?元"
    return re.escape(unit).replace(r"\(", r"\s?\(")


@cache
def _canonical() -> dict[str, str]:
    return {row["单位"]: row["规范写法"] for row in _rows() if row["规范写法"]}


def canonical(unit: str) -> str:
    """One name for each unit: 家（次） → 家次, 个百分点 → 百分点, 2个小时 → 小时."""
    unit = _BRACKETED.sub(r"\1次", unit.replace(" ", ""))
    return _canonical().get(unit, unit)


def is_counted(unit: str) -> bool:
    """True of units that count whole things."""
    return not _MEASURED.search(unit)
