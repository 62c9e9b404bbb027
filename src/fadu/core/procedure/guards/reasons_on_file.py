"""Not handing a case over puts the reasons on file (310号令第五条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    yield from facts.must("transfer_reasons", "不移送的理由没有附卷", "写明理由附卷")
