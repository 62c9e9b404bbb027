"""An enterprise is inspected by plan or clue, approved, for a listed item (国办发〔2024〕54号)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    yield from facts.must("inspection_approved", "检查没有经过批准", "按计划、抽取结果、线索或者专项报批后再检查")
    yield from facts.must("inspection_item_listed", "检查事项不在公布的清单内", "只检查清单内的事项")
