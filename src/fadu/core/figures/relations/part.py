"""A part is never more than its whole."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status, unknown


@dataclass(frozen=True)
class Part:
    """`part` ≤ `whole`. `carried` says why it may be more after all, where the two are not counted over the same things."""

    id: str
    part: str
    whole: str
    carried: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.part, self.whole)

    def check(self, facts: Facts) -> Check:
        text = f"{facts.name(self.part)}≤{facts.name(self.whole)}"
        if missing := unknown(self.id, text, self.figures, facts):
            return missing
        left, right = facts.values[self.part] or 0, facts.values[self.whole] or 0
        if left <= right:
            return Check(self.id, text, Status.HOLDS, left, right, "部分不大于整体", self.figures)
        if self.carried:
            return Check(self.id, text, Status.INFO, left, right, f"{left}大于{right}，{self.carried}", self.figures)
        return Check(self.id, text, Status.BROKEN, left, right, f"部分{left}大于整体{right}", self.figures)
