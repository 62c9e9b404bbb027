"""A reviewer's own marks beside the computed ones, and the published formula that adds them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from fadu.core.filereview.editions import Edition
from fadu.core.refusal import Refusal

MOST = Decimal(20)  # deductions of form, together
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Marks:
    """What a reviewer says: `fatal` items found, each with the reason; a mark for each document (None: it does not apply); deductions of form."""

    fatal: Mapping[int, str] = field(default_factory=dict)
    documents: Mapping[str, Decimal | None] = field(default_factory=dict)
    base: tuple[str, ...] = ()


def formula(earned: Decimal, applicable: Decimal, deducted: Decimal, *, is_fatal: bool) -> Decimal:
    """The score by the published formula (评查细则2024年版): nought with a fatal item, else 50 + (50 × earned ÷ applicable − deductions, at
    most 20). Rounded half up to two decimals, since the rules say nothing of rounding; no document that applies counts as nothing earned."""
    if is_fatal:
        return Decimal(0)
    share = 50 * earned / applicable if applicable else Decimal(0)
    return (50 + share - min(deducted, MOST)).quantize(_CENT, ROUND_HALF_UP)


def total(marks: Marks, edition: Edition, type: str) -> Decimal:
    """The score of a reviewer's marks. Raises Refusal for a mark that is missing, unknown or out of its range, and where none applies."""
    items, base = {one.number for one in edition.fatal if one.applies(type)}, {one.id: one.points for one in edition.base}
    points = {one.name: one.points for one in edition.scored[type]}
    if strange := [f"否决项第 {one} 项" for one in marks.fatal if one not in items] + [one for one in marks.base if one not in base]:
        raise Refusal(f"这一类案卷没有{strange[0]}", "请按评分表填写")
    if bare := [one for one, reason in marks.fatal.items() if not reason.strip()]:
        raise Refusal(f"否决项第 {bare[0]} 项没有写明理由", "写明什么问题、在卷内哪一页")
    if missing := [name for name in points if name not in marks.documents]:
        raise Refusal(f"“{missing[0]}”没有评分", "每份文书都要评；本案不需要的选“不适用”")
    for name, mark in marks.documents.items():
        if name not in points:
            raise Refusal(f"评分表里没有“{name}”", "请按评分表填写")
        if mark is not None and not 0 <= mark <= points[name]:
            raise Refusal(f"“{name}”评 {mark} 分，应在 0 至 {points[name]} 分之间", "请核对分数")
    counted = {name: mark for name, mark in marks.documents.items() if mark is not None}
    if not counted:
        raise Refusal("没有一份文书适用", "请核对评分表")
    whole = sum((points[name] for name in counted), Decimal(0))
    lost = sum((base[one] for one in set(marks.base)), Decimal(0))
    return formula(sum(counted.values(), Decimal(0)), whole, lost, is_fatal=bool(marks.fatal))
