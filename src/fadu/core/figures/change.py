"""Change against the year before, and how a report words it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fadu.core.figures.figure import Change
from fadu.core.figures.rounding import Number, plain, rounded


@dataclass(frozen=True)
class Comparison:
    """The change: signed amount (None where it can't be said), its unit, and the words."""

    amount: Decimal | None
    unit: str
    text: str


def compare(form: Change, value: Number | None, before: Number | None, decimals: int = 1) -> Comparison:
    """How a value compares with the year before in the form that its kind of figure asks for."""
    if form is Change.NONE:
        return Comparison(None, "", "")
    if value is None:
        return Comparison(None, "", "本期无数据，不作同比")
    if before is None:
        return Comparison(None, "", "上年同期无数据，不作同比")
    difference = Decimal(value) - Decimal(before)
    if form is Change.RANK:
        return _places(difference)
    if form is Change.RATE:
        return _worded(form, difference, rounded(difference, decimals), "个百分点")
    if difference and not before:
        return Comparison(None, "", "上年同期为0，不计算百分比")
    amount = difference * 100 / Decimal(before) if before else Decimal(0)
    return _worded(form, difference, rounded(amount, decimals), "%")


def _worded(form: Change, difference: Decimal, amount: Decimal, unit: str) -> Comparison:
    if not amount:
        return Comparison(abs(amount), unit, "与上年基本持平" if difference else "与上年持平")
    fall = "改善" if form is Change.INDEX else "下降"
    return Comparison(amount, unit, f"同比{'上升' if amount > 0 else fall}{plain(abs(amount))}{unit}")


def _places(difference: Decimal) -> Comparison:
    if not difference:
        return Comparison(difference, "位", "与上年持平")
    return Comparison(difference, "位", f"较上年{'后移' if difference > 0 else '前移'}{plain(abs(difference))}位")
