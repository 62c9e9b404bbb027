"""An order to correct tells the remedy and, for discharges, the daily penalty (《按日连续处罚办法》第九条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    yield from facts.must("order_states_remedy", "责令改正决定书没有告知复议、诉讼途径", "补充后送达")
    if facts["discharge_case"]:
        yield from facts.must("order_warns_of_daily_penalty", "没有写明拒不改正可能按日连续处罚", "补充后送达")
