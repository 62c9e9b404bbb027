"""Filing is decided within 15 days of finding, 15 more once approved (《生态环境行政处罚办法》第十八条; before it the rule of 2010)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    found, on = facts.day("found_on"), facts.day("act_on")
    if _deadline.before_order_30(found):
        yield from _deadline.exceeded("D70", found, on)
    else:
        yield from _deadline.exceeded("D01", found, on, extend=facts["filing_extension"])
