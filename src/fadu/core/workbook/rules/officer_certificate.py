"""Inspections and cases are carried out by people qualified to enforce and in post on the day (《行政处罚法》第四十二条).

A certificate that runs out before the day is a finding. One that begins after it may be a renewal, so that is a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("检查", "案件")
ARTICLE = "《中华人民共和国行政处罚法》第四十二条"


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Each officer of an inspection on its day; the two of a case on the day of filing."""
    day = row.get(sheet.day)
    if day is None:
        return
    fields = ("officers",) if sheet.name == "检查" else ("lead_officer", "second_officer")
    for field in fields:
        named = row.get(field) or ()
        for number in (named,) if isinstance(named, str) else named:
            person = known.person(number)
            if person is not None:
                yield from _about(field, f"{person.get('name') or ''}（{number}）", person, day)


def _about(field: str, who: str, person: Mapping[str, Any], day: date) -> Iterator[Problem]:
    since, until = person.get("certificate_from"), person.get("certificate_until")
    joined, left = person.get("joined_on"), person.get("left_on")
    mend = f"请核对{who}的登记和案卷"
    if person.get("is_officer") is False and not person.get("certificate"):
        yield Problem("finding", field, f"{who}不是执法人员，也没有执法证", mend, ARTICLE)
    elif until is not None and until < day:
        yield Problem("finding", field, f"{who}的执法证 {until} 到期，{day} 已无效", mend, ARTICLE)
    elif since is not None and since > day:
        yield Problem("note", field, f"{who}现登记的执法证自 {since} 起有效，晚于 {day}", "换过证的不用改；没有的请核对", ARTICLE)
    if (joined is not None and joined > day) or (left is not None and left < day):
        yield Problem("finding", field, f"{who}在 {day} 不在职（入职 {joined or '—'}，离职 {left or '—'}）", mend, ARTICLE)
