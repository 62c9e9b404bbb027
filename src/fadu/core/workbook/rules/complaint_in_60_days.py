"""A complaint is finished within 60 days of acceptance, 30 more when an extension was approved (《信访工作条例》第三十四条).

The workbook has no column for the extension, so between 60 and 90 days the finding asks for it. In force since 2022-05-01.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.procedure import limits
from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("信访",)
_SINCE = date(2022, 5, 1)


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Count from acceptance to closing; the day of acceptance is not counted."""
    received, closed = row.get("received_on"), row.get("closed_on")
    if received is None or closed is None or received < _SINCE or (closed - received).days <= 60:
        return
    if closed <= limits.due("XF03", received).due:
        return
    extended = closed <= limits.due("XF03", received, extend=30).due
    over = "60 日（经批准可延长 30 日，本表没有延期批准的记载）" if extended else "60 日，也超过延长后的 90 日"
    yield Problem(
        "finding", "closed_on", f"受理 {received} 至办结 {closed} 共 {(closed - received).days} 日，超过 {over}",
        "经批准延期的请在备注写明批准日期", "《信访工作条例》第三十四条",
    )
