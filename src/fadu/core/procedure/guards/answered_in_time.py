"""The agency answers with its evidence in time (《行政复议法》第四十八条、第五十四条, 《行政诉讼法》第六十七条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    received, answered = facts.day("copy_received_on"), facts.day("answered_on")
    if facts.get("simplified") is None:
        yield from _deadline.exceeded("D63", received, answered, extend=facts["answer_extension"])
    else:
        yield from _deadline.exceeded("D59.simplified" if facts["simplified"] else "D59", received, answered)
