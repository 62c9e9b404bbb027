"""A law that was studied is called by its name (no article: a check of the register, against the names that the law pack knows)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.law.statutes import book
from fadu.core.refusal import Refusal
from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("所学法律", "法治讲座", "专题研讨")


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Each name of the column 法律名称: one that a law bears wrongly is a finding; one that the pack does not know is noted."""
    held, written = row.get(sheet.day), row.get("law")
    # The pack grows: what it says belongs to the day of taking in.
    if not written or not isinstance(held, date) or held > known.today:
        return
    for name in re.findall(r"《(.+?)》", written) or re.split(r"[、，,；;]", written):
        try:
            match = book().find(name.strip())
        except Refusal as unknown:
            yield Problem("note", "law", unknown.reason, unknown.mend)
            continue
        if match.kind == "wrong":
            yield Problem("finding", "law", f"没有名为《{match.given}》的规定", f"应为《{match.statute.short}》")
