"""Only the principal decides to hand a case over as a crime (310号令第五条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    yield from facts.must("decided_by_principal", "不是正职或者主持工作的负责人决定", "报正职或者主持工作的负责人决定")
