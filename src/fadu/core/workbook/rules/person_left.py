"""Nobody acts after leaving (no article: a check of the register)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Kind, Sheet

SHEETS = ("*",)
_OWN_RULE = ("检查", "案件")  # officer_certificate asks the same and more


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """People named by a row had not left on its day."""
    day = row.get(sheet.day)
    if sheet.name in _OWN_RULE or not isinstance(day, date):
        return
    for column in sheet.columns:
        value = row.get(column.field)
        if column.refers_to != ("人员",) or not value:
            continue
        for number in value if column.kind is Kind.REFERENCES else (value,):
            left = (known.person(number) or {}).get("left_on")
            if isinstance(left, date) and left < day:
                header = sheet.header(sheet.day)
                yield Problem("finding", column.field, f"{number} 已于 {left} 离职，{header}是 {day}", "请核对人员和日期")
