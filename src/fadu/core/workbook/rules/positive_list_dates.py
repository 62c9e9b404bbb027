"""The positive list of enforcement is a dated list: who is on it has a day of listing (no article: a check of the register)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("监管对象",)


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """On the list without a day; or a day of listing, none of removal, and yet not on the list."""
    flag, listed, delisted = row.get("on_positive_list"), row.get("listed_on"), row.get("delisted_on")
    if flag is True and listed is None:
        yield Problem("note", "listed_on", "列入监督执法正面清单，但没有列入日期", "请补填正面清单列入日期")
    if flag is False and listed is not None and delisted is None:
        yield Problem("note", "delisted_on", f"{listed} 列入正面清单，现不在清单，但没有移出日期", "请补填正面清单移出日期")
