"""A rank begins at one."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status, unknown


@dataclass(frozen=True)
class Rank:
    """`figure` ≥ 1. How many are ranked is not in the ledger, so there is no upper bound to judge by."""

    id: str
    figure: str

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.figure,)

    def check(self, facts: Facts) -> Check:
        text = f"{facts.name(self.figure)}≥1"
        if missing := unknown(self.id, text, self.figures, facts):
            return missing
        value = facts.values[self.figure] or 0
        holds = value >= 1
        return Check(self.id, text, Status.HOLDS if holds else Status.BROKEN, value, 1, "参加排名的总数未记，只判下限", self.figures)
