"""A case is decided within 90 days of filing, or 150 once extended.

《行政处罚法》第六十条; 《生态环境行政处罚办法》(2023) 第五十七条: 30 days more with the head's approval, up to another 30 after
collective discussion. The 90 days are in force since 2021-07-15; before, departmental rules counted months.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.procedure import limits
from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("案件",)
ARTICLE = "《中华人民共和国行政处罚法》第六十条、《生态环境行政处罚办法》第五十七条"
_SINCE = date(2021, 7, 15)


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Count from filing to decision; the day of filing is not counted."""
    filed, decided, extended = row.get("filed_on"), row.get("decided_on"), row.get("extended_on")
    if filed is None or decided is None or filed < _SINCE:
        return
    if (decided - filed).days <= 90 or decided <= limits.due("D10", filed, extend=60 if extended else 0).due:
        return
    over = "延期后最长的 150 日" if extended else "90 日且无延期批准"
    yield Problem(
        "finding", "decided_on",
        f"立案 {filed} 至决定 {decided} 共 {(decided - filed).days} 日，超过 {over}",
        "听证、公告、监测、鉴定、评估、认定、送达的时间不计入；属于这些情形的请在备注写明，漏填延期批准日期的请补填",
        ARTICLE,
    )
