"""Rates that can't exceed 100%: 办结率102%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Role

TITLE = "比率超过百分之百"
SOURCE = "部分不大于整体"

_BOUNDED = re.compile(
    r"(?:办结|合格|达标|优良|满意|参学|参考|通过|整改|公示|公开|安全利用|处置|覆盖|办理|回复|出庭)率$|占比$|优良天数比例$|水质比例$"
)


def check(draft: Draft) -> Iterator[Problem]:
    """Shares and rates of a part in its whole; how far a task was fulfilled may exceed it."""
    for fact in draft.facts:
        if fact.role is Role.LEVEL and fact.unit == "%" and fact.value is not None and fact.value > 100 and _BOUNDED.search(fact.what):
            yield Problem(fact.start, fact.end, Severity.ERROR, f"“{fact.what}”不会超过100%", "核对分子和分母")
