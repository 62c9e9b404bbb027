"""What is recorded as done has been done: its date is not in the future (no article: a check of the register)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Kind, Sheet

SHEETS = ("*",)

# Dates that are set beforehand.
_PLANNED = frozenset({
    "rectify_by", "certificate_from", "certificate_until", "left_on", "delisted_on", "cancelled_on", "since", "stopped_on",
    "due_on", "ended_on", "calibrated_until", "valid_until",
})


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Every date column of something done, against the day of taking in."""
    for column in sheet.columns:
        day = row.get(column.field)
        if column.kind is Kind.DATE and column.field not in _PLANNED and isinstance(day, date) and day > known.today:
            yield Problem("finding", column.field, f"{column.header} {day} 是将来的日期", "还没有发生的请留空；录错的请改正")
