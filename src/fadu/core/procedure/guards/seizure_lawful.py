"""Sealing and seizing: told on the spot, recorded, only what is related, within its term (《行政强制法》第十八条、第二十三条、第二十五条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    yield from facts.must("rights_told_on_spot", "没有当场告知理由、依据、权利和救济途径", "当场告知并听取陈述申辩，记入笔录")
    yield from facts.must("spot_record_made", "没有现场笔录和清单", "制作现场笔录和清单，当事人签名")
    yield from facts.must("items_related", "查封扣押了与违法行为无关的财物", "解除对无关财物的查封扣押")
    yield from _deadline.exceeded(
        "D39", facts.day("measure_taken_on"), facts.day("act_on"), pauses=_deadline.pauses(facts["seizure_pauses"]),
        extend=facts["seizure_extension"],
    )
