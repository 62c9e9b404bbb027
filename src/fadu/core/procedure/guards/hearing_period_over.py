"""The five working days to ask for a hearing have run out, or the hearing was waived in writing (《行政处罚法》第六十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    if not facts.flag("hearing_waived"):
        yield from _deadline.not_yet_over("D08", facts.day("notice_served_on"), facts.day("act_on"))
