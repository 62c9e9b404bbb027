"""A case is handled by two officers, so the lead and the second are not the same person (《行政处罚法》第四十二条)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("案件",)


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """One number in both places."""
    lead = row.get("lead_officer")
    if lead and lead == row.get("second_officer"):
        yield Problem(
            "finding", "second_officer", f"主办和协办是同一人（{lead}），执法人员少于两人",
            "请核对案卷，填写实际的协办人", "《中华人民共和国行政处罚法》第四十二条",
        )
