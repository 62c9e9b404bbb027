"""The party is told seven working days before the hearing (《行政处罚法》第六十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.limits import due


def check(facts: Facts) -> Iterator[Lack]:
    hearing, told = facts.day("hearing_on"), facts.day("hearing_notified_on")
    last = due("D09", hearing).safe
    if last is not None and told > last:
        yield Lack(f"{told} 通知，距 {hearing} 的听证不足七个工作日（最迟 {last}）", "推迟听证")
