"""What was decided is published in time: penalties and permits in 7 working days, other decisions in 20 (国办发〔2018〕118号).

《生态环境行政处罚办法》第六十五条 gives penalties the same seven days. 国办发〔2018〕118号 is of 2018-12-05; nothing is said of decisions before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fadu.core.procedure import limits
from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("执法公示",)
_SINCE = date(2018, 12, 5)
_SEVEN = ("行政处罚", "行政许可")


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """Count from the decision to its publication, by the calendar of working days."""
    decided, published = row.get("decided_on"), row.get("published_on")
    if row.get("stage") != "事后" or decided is None or published is None or decided < _SINCE:
        return
    rule = limits.limit("D25" if row.get("category") in _SEVEN else "D26")
    last = limits.due(rule.id, decided).due
    if last is not None and published > last:
        said = f"{decided} 决定，{published} 公示，最迟应在 {last}（{rule.period}）"
        yield Problem("finding", "published_on", said, "请核对两个日期；确实迟了的，写明原因", rule.basis[0].cited())
