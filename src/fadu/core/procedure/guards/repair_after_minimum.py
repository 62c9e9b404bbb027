"""Credit repair is asked for once the shortest period has run (《信用修复管理办法》)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.rules.credit import publicity


def check(facts: Facts) -> Iterator[Lack]:
    period = publicity(facts.day("decided_on"), facts["grade"])
    if period.repair_from and facts.day("act_on") <= period.repair_from:
        yield Lack(f"最短公示期到 {period.repair_from} 才届满", "届满后再申请修复")
