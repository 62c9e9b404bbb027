"""A law that was studied is called by its name (no article: a check of the register, against the names that the law pack knows)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.law import validity
from fadu.core.law.citations import Citation
from fadu.core.workbook.grades import Grade, Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("所学法律", "法治讲座", "专题研讨")
_NAMES = re.compile("\u300a(.+?)\u300b")  # the marks around a title
_GRADES: Mapping[str, Grade] = {"wrong_name": "finding", "unknown_name": "note"}


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Each name of the column 法律名称: one that a law bears wrongly is a finding; one that the pack does not know is noted."""
    held, written = row.get(sheet.day), row.get("law")
    # The pack grows: what it says belongs to the day of taking in.
    if not written or not isinstance(held, date) or held > known.today:
        return
    for name in _NAMES.findall(written) or re.split(r"[、，,；;]", written):
        for fault in validity.check(Citation(name.strip(), ()), held):
            if fault.kind in _GRADES:
                yield Problem(_GRADES[fault.kind], "law", fault.reason, fault.mend)
