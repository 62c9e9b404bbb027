"""One act is fined once (《行政处罚法》第二十九条, 《生态环境法典》第一千零五十五条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if facts["fined_before_for_same_act"]:
        yield Lack("同一违法行为已受过罚款处罚", "不得再次罚款")
