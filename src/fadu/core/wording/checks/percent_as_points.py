"""A rate that changed by so many percentage points, written as percent: 优良率95.4%，同比下降2.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.figures import plain
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Role

TITLE = "百分比误作百分点"
SOURCE = "统计用语：率、比例、占比之差以百分点计；件数、浓度、金额、指数之变动以百分比计"

_RATE = re.compile(r"(?:率|比例|占比|比重|百分比)[^，。；]{0,4}$")
_NO_RATE = re.compile(r"(?:增长率|增速|增幅|降幅|效率|频率|功率|速率|概率|利率|汇率|税率)[^，。；]{0,4}$|浓度|指数|件数|金额|天数$|数量")


def check(draft: Draft) -> Iterator[Problem]:
    """Changes in percent of what is itself a rate. Without the rate's own value beside it the meaning may be relative: a warning."""
    rates = [fact for fact in draft.facts if fact.role is Role.LEVEL and fact.unit == "%"]
    levels = {(fact.change.value, fact.change.unit, fact.what) for fact in rates if fact.change}
    for fact in draft.facts:
        change = fact.change
        if fact.role is not Role.CHANGE or fact.unit != "%" or change is None:
            continue
        of_level = (change.value, change.unit, fact.what) in levels
        is_rate = bool(_RATE.search(fact.what)) and not _NO_RATE.search(fact.what)
        if not is_rate and not (of_level and not _NO_RATE.search(fact.what)):
            continue
        paragraph = draft.document.paragraph(fact.start)
        if paragraph and paragraph.heads:  # a column 同比（%） is shared by rates and counts
            continue
        severity = Severity.ERROR if of_level or change.basis else Severity.WARNING
        reason = f"“{fact.what}”本身是百分比，它的升降应以百分点计"
        yield Problem(fact.start, fact.end, severity, reason, f"{plain(change.value)}个百分点（请核对原数）")
