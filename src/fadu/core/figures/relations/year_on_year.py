"""A stated change agrees with the two values it is said to come from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fadu.core.figures.change import compare
from fadu.core.figures.figure import Change
from fadu.core.figures.relations.base import Check, Facts, Status, unknown
from fadu.core.figures.rounding import Number


@dataclass(frozen=True)
class YearOnYear:
    """`stated` = the change from last year's figure to `figure`, in the form of its kind.

    Both values may have been rounded before they were written down, so a change that some pair of unrounded values gives
    is information, not an error.
    """

    id: str
    stated: str
    figure: str
    form: Change
    decimals: int = 1

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.stated, self.figure)

    def check(self, facts: Facts) -> Check:
        text = f"{facts.name(self.stated)}＝{facts.name(self.figure)}与上年之比"
        if missing := unknown(self.id, text, self.figures, facts):
            return missing
        left, value, before = facts.values[self.stated], facts.values[self.figure], facts.before.get(self.figure)
        right = self._change(value, before)
        if left is None or value is None or before is None or right is None:
            return Check(self.id, text, Status.UNDECIDABLE, left, right, "上年同期没有数据", self.figures)
        if left == right:
            return Check(self.id, text, Status.HOLDS, left, right, "相符", self.figures)
        if self._reachable(Decimal(left), value, before):
            return Check(self.id, text, Status.INFO, left, right, f"按两年数值为{right}，报为{left}，在两数舍入的范围之内", self.figures)
        return Check(self.id, text, Status.BROKEN, left, right, f"按两年数值应为{right}，报为{left}", self.figures)

    def _change(self, value: Number | None, before: Number | None) -> Decimal | None:
        return compare(self.form, value, before, self.decimals).amount

    def _reachable(self, stated: Decimal, value: Number, before: Number) -> bool:
        low = self._change(value - _half_step(value), before + _half_step(before))
        high = self._change(value + _half_step(value), before - _half_step(before))
        return low is not None and high is not None and low <= stated <= high


def _half_step(value: Number) -> Decimal:
    """Half a unit of the last digit that is written; a count is exact."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else None
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
