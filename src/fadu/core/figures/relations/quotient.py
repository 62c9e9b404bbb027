"""A rate or an average is what its numerator and denominator give."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fadu.core.figures.relations.base import Check, Facts, Status, unknown
from fadu.core.figures.rounding import rounded


@dataclass(frozen=True)
class Quotient:
    """`result` = `part` ÷ `whole` × `factor`, compared at the places it is shown with."""

    id: str
    result: str
    part: str
    whole: str
    factor: int = 100
    places: int = 1

    def check(self, facts: Facts) -> Check:
        figures = (self.result, self.part, self.whole)
        text = f"{facts.name(self.result)}＝{facts.name(self.part)}÷{facts.name(self.whole)}"
        if not facts.values.get(self.whole):
            return Check(self.id, text, Status.UNDECIDABLE, facts.values.get(self.result), None, "分母为零，没有比率", figures)
        if missing := unknown(self.id, text, figures, facts):
            return missing
        left = Decimal(facts.values[self.result] or 0)
        right = rounded(Decimal(facts.values[self.part] or 0) * self.factor / Decimal(facts.values[self.whole] or 1), self.places)
        holds = left == right
        why = f"按{self.places}位小数修约（GB/T 8170）" + ("相符" if holds else f"应为{right}，报为{left}")
        return Check(self.id, text, Status.HOLDS if holds else Status.BROKEN, left, right, why, figures)
