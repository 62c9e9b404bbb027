"""Who investigated a case does not review its legality.

《行政处罚法》第五十八条 asks for review by 从事行政处罚决定法制审核的人员; 《生态环境行政处罚办法》第四十九条、第五十一条.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("案件",)


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """The reviewer is the lead or the second officer."""
    reviewer = row.get("reviewer")
    if reviewer and reviewer in (row.get("lead_officer"), row.get("second_officer")):
        yield Problem(
            "finding", "reviewer", f"法制审核人 {reviewer} 就是本案的办案人员，查处没有分离",
            "请核对案卷，填写实际的法制审核人",
            "《中华人民共和国行政处罚法》第五十八条、《生态环境行政处罚办法》第四十九条",
        )
