"""Order served, re-inspected in thirty days and unlawful still, original penalty first (《按日连续处罚办法》第七条、第十条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    served, rechecked = facts.day("order_served_on"), facts.day("rechecked_on")
    if rechecked <= served:
        yield Lack(f"复查日 {rechecked} 不晚于责令改正送达日 {served}", "送达后再复查")
    yield from _deadline.exceeded("D37", served, rechecked)
    yield from facts.must("still_unlawful", "复查时已经改正", "不实施按日连续处罚")
    if facts.day("original_decided_on") > facts.day("act_on"):
        yield Lack(f"原处罚决定 {facts['original_decided_on']} 才作出", "先作出原处罚决定")
