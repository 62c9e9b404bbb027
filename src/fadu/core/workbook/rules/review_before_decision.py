"""Legal review comes before the decision: a decision that needs it is not made without it (《行政处罚法》第五十八条)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("案件",)


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """A review dated after the decision."""
    reviewed, decided = row.get("reviewed_on"), row.get("decided_on")
    if reviewed is not None and decided is not None and reviewed > decided:
        yield Problem(
            "finding", "reviewed_on", f"决定 {decided} 在前，法制审核 {reviewed} 在后",
            "请核对两个日期", "《中华人民共和国行政处罚法》第五十八条",
        )
