"""A suit is brought in six months, after reconsideration in fifteen days (《行政诉讼法》第四十五条、第四十六条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    reviewed = facts.get("review_served_on")
    if reviewed:
        yield from _deadline.exceeded("D62", reviewed, facts.day("applied_on"))
    else:
        yield from _deadline.exceeded("D61", facts.day("knew_on"), facts.day("applied_on"))
