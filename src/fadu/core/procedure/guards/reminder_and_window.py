"""Ten working days since the reminder, and inside the three months (《行政强制法》第五十三条、第五十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    on = facts.day("act_on")
    yield from _deadline.not_yet_over("D18", facts.day("reminder_served_on"), on)
    opens = max(filter(None, (facts.day("suit_ends_on"), facts.get("deferred_until"))))
    if on <= opens:
        yield Lack(f"起诉期限（或者延期分期）到 {opens} 才届满", "届满的次日起三个月内申请")
    yield from _deadline.exceeded("D19", opens, on)
