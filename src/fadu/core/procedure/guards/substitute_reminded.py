"""A reminder three working days before, unless it must be removed at once (《行政强制法》第五十一条、第五十二条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.limits import due


def check(facts: Facts) -> Iterator[Lack]:
    if facts["must_remove_at_once"]:
        return
    on, told = facts.day("substitute_on"), facts.day("reminder_served_on")
    last = due("D24", on).safe
    if last is not None and told > last:
        yield Lack(f"{told} 催告，距 {on} 的代履行不足三个工作日（最迟 {last}）", "推迟代履行")
