"""A part is never more than its whole."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status, unknown


@dataclass(frozen=True)
class Part:
    """`part` ≤ `whole`, counted over the same rows."""

    id: str
    part: str
    whole: str

    def check(self, facts: Facts) -> Check:
        figures = (self.part, self.whole)
        text = f"{facts.name(self.part)}≤{facts.name(self.whole)}"
        if missing := unknown(self.id, text, figures, facts):
            return missing
        left, right = facts.values[self.part] or 0, facts.values[self.whole] or 0
        holds = left <= right
        why = "部分不大于整体" if holds else f"部分{left}大于整体{right}"
        return Check(self.id, text, Status.HOLDS if holds else Status.BROKEN, left, right, why, figures)
