"""Who first reviews the legality of penalties from 2018 on holds the legal profession qualification.

《行政处罚法》第五十八条第二款; the duty came with the amendment of 2017, in force since 2018-01-01.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("人员",)
_SINCE = date(2018, 1, 1)


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """A reviewer with a first day of review since 2018 and no qualification number."""
    first = row.get("first_reviewed_on")
    if row.get("is_reviewer") and first is not None and first >= _SINCE and not row.get("legal_qualification"):
        yield Problem(
            "finding", "legal_qualification",
            f"{first} 首次从事法制审核，没有法律职业资格证号",
            "已取得法律职业资格的请补填证号；没有取得的不应从事行政处罚决定法制审核",
            "《中华人民共和国行政处罚法》第五十八条",
        )
