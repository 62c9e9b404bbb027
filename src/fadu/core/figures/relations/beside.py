"""Two sums that people expect to agree and that need not: shown side by side, never judged."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status, unknown


@dataclass(frozen=True)
class Beside:
    """`left` beside the sum of `right`, with the reason why they may differ."""

    id: str
    left: str
    right: tuple[str, ...]
    reason: str

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.left, *self.right)

    def check(self, facts: Facts) -> Check:
        text = f"{facts.name(self.left)}与" + "＋".join(map(facts.name, self.right))
        if missing := unknown(self.id, text, self.figures, facts):
            return missing
        left, right = facts.values[self.left], sum(facts.values[one] or 0 for one in self.right)
        why = "两数恰好相等。" if left == right else f"{left}与{right}不等，不是差错。"
        return Check(self.id, text, Status.INFO, left, right, why + self.reason, self.figures)
