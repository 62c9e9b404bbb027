"""A rate or an average is what its numerator and denominator give."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fadu.core.figures.relations.base import Check, Facts, Status, unknown
from fadu.core.figures.rounding import cut, rounded


@dataclass(frozen=True)
class Quotient:
    """`result` = `part` ÷ `whole` × `factor`, compared at the places it is shown with."""

    id: str
    result: str
    part: str
    whole: str
    factor: int = 100
    places: int = 1

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.result, self.part, self.whole)

    def check(self, facts: Facts) -> Check:
        text = f"{facts.name(self.result)}＝{facts.name(self.part)}÷{facts.name(self.whole)}"
        if not facts.values.get(self.whole):
            return Check(self.id, text, Status.UNDECIDABLE, facts.values.get(self.result), None, "分母为零，没有比率", self.figures)
        if missing := unknown(self.id, text, self.figures, facts):
            return missing
        left = Decimal(facts.values[self.result] or 0)
        exact = Decimal(facts.values[self.part] or 0) * self.factor / Decimal(facts.values[self.whole] or 1)
        right = rounded(exact, self.places)
        how = f"按{self.places}位小数修约（GB/T 8170）"
        if left == right:
            return Check(self.id, text, Status.HOLDS, left, right, f"{how}相符", self.figures)
        if left == cut(exact, self.places):
            return Check(self.id, text, Status.INFO, left, right, f"{how}应为{right}，报为{left}，是截尾而没有修约", self.figures)
        return Check(self.id, text, Status.BROKEN, left, right, f"{how}应为{right}，报为{left}", self.figures)
