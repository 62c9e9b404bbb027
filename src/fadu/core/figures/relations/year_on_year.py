"""A stated change agrees with the two values it is said to come from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fadu.core.figures.change import compare
from fadu.core.figures.figure import Change
from fadu.core.figures.relations.base import Check, Facts, Status, unknown


@dataclass(frozen=True)
class YearOnYear:
    """`stated` = the change from last year's figure to `figure`, in the form of its kind.

    Last year's figure may have been stated with fewer places than the change was computed from, so a difference of one unit
    in the last place is information, not an error.
    """

    id: str
    stated: str
    figure: str
    form: Change
    decimals: int = 1

    def check(self, facts: Facts) -> Check:
        figures = (self.stated, self.figure)
        text = f"{facts.name(self.stated)}＝{facts.name(self.figure)}与上年之比"
        if missing := unknown(self.id, text, figures, facts):
            return missing
        left = facts.values[self.stated]
        right = compare(self.form, facts.values[self.figure], facts.before.get(self.figure), self.decimals).amount
        if left is None or right is None:
            return Check(self.id, text, Status.UNDECIDABLE, left, right, "上年同期没有数据", figures)
        gap = abs(Decimal(left) - right)
        if not gap:
            return Check(self.id, text, Status.HOLDS, left, right, "相符", figures)
        if gap <= Decimal(1).scaleb(-self.decimals):
            return Check(self.id, text, Status.INFO, left, right, "末位相差一，可能因上年数已修约", figures)
        return Check(self.id, text, Status.BROKEN, left, right, f"按两年数值应为{right}，报为{left}", figures)
