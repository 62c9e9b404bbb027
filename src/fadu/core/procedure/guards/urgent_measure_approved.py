"""An urgent measure taken first is approved within 24 hours (《行政强制法》第十九条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.limits import due


def check(facts: Facts) -> Iterator[Lack]:
    if not facts["measure_urgent"]:
        return
    last = due("D38", facts["measure_taken_at"]).due
    if last is not None and facts["measure_approved_at"] > last:
        yield Lack(f"{facts['measure_approved_at']} 补办批准，超过二十四小时（{last}）", "立即解除措施")
