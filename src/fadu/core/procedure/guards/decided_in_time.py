"""The decision falls within 90 days of filing, stopped days left out, extensions approved and told (《行政处罚法》第六十条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    filed, on = facts.day("filed_on"), facts.day("act_on")
    pauses = _deadline.pauses(facts["decision_pauses"])
    if _deadline.before_order_30(filed):
        yield from _deadline.exceeded("D71", filed, on, pauses=pauses)
        return
    extended = facts["decision_extension"]
    yield from _deadline.exceeded("D10", filed, on, pauses=pauses, extend=extended)
    if extended:
        yield from facts.must("extension_told", "延长办案期限没有书面告知当事人", "书面告知当事人")
