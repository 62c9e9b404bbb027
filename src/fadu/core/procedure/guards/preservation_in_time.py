"""What was registered for preservation is dealt with in seven working days (《行政处罚法》第五十六条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    yield from _deadline.exceeded("D03", facts.day("measure_taken_on"), facts.day("preservation_decided_on"))
