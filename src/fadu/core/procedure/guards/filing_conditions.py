"""The four conditions of filing (《生态环境行政处罚办法》第十九条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import within_limitation


def check(facts: Facts) -> Iterator[Lack]:
    yield from facts.must("breach_suspected", "没有涉嫌违法的行为", "不予立案")
    yield from facts.must("punishable", "不属于应当或者可以给予处罚的行为", "不予立案")
    yield from facts.must("own_jurisdiction", "不属于本机关管辖", "移送有管辖权的机关")
    yield from within_limitation.check(facts)
