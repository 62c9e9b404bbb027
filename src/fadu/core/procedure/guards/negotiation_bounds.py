"""Ninety days and three meetings (《生态环境损害赔偿管理规定》)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline
from fadu.core.procedure.values import value


def check(facts: Facts) -> Iterator[Lack]:
    on = facts.day("act_on")
    yield from _deadline.exceeded("SP02", facts.day("negotiation_told_on"), on)
    most = value("negotiation_meetings", on)
    if facts["negotiation_meetings"] > most.number:
        yield Lack(f"已磋商 {facts['negotiation_meetings']} 次，超过 {most.number} 次", "视为磋商不成，提起诉讼")
