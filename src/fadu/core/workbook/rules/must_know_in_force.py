"""What a post must know is law that is in force; a repealed article is no longer to be known (no article: a check of the register)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.law import citations, validity
from fadu.core.refusal import Refusal
from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("应知应会",)


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Each citation of an entry that stands, against the law of the day of taking in."""
    ended = row.get("ended_on")
    if not row.get("cited") or (isinstance(ended, date) and ended <= known.today):
        return
    try:
        cited = citations.parse(row["cited"])
    except Refusal as refusal:
        yield Problem("finding", "cited", refusal.reason, refusal.mend)
        return
    for fault in (fault for one in cited for fault in validity.check(one, known.today)):
        yield Problem("finding", "cited", fault.reason, fault.mend)
