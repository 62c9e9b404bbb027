"""Something that must be done in every quarter."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status


@dataclass(frozen=True)
class Covers:
    """`figure` is above zero in each quarter of the period."""

    id: str
    figure: str

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.figure,)

    def check(self, facts: Facts) -> Check:
        text = f"每个季度都有{facts.name(self.figure)}"
        quarters = facts.quarters.get(self.figure)
        if not quarters:
            return Check(self.id, text, Status.UNDECIDABLE, None, None, "统计期间不足一年，不判", self.figures)
        empty = [str(n) for n, value in enumerate(quarters, 1) if not value]
        why = f"第{'、'.join(empty)}季度为零" if empty else "四个季度均有"
        done = len(quarters) - len(empty)
        return Check(self.id, text, Status.BROKEN if empty else Status.HOLDS, done, len(quarters), why, self.figures)
