"""Sum of coefficients (系数相加, the old rule of Jiangsu): fine = base × (1 + Σ coefficients), never outside the statutory range.

Whether the leading 1 counts wasn't visible in the source, so it is the pack's setting `coefficient.leading_one`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fadu.core.discretion.forms.base import Outcome, Work, missing, plain, points
from fadu.core.discretion.model import Column, Gap

ONE = Decimal(1)


def prove(column: Column) -> Iterator[str]:
    """Every option has a coefficient, every factor one that changes nothing. The range is kept by clamping."""
    if not column.base:
        yield "没有写明基准额"
    for factor in column.factors:
        if any(option.points is None for option in factor.options):
            yield f"因素“{factor.label}”有选项没有系数"
        elif not any(option.points == 0 for option in factor.options):
            yield f"因素“{factor.label}”没有不加不减的选项"


def derive(work: Work) -> Outcome:
    """The base times one plus what speaks against, less what speaks for the party."""
    base = work.amounts.get(work.column.base)
    if base is None:
        return missing(Gap(work.column.base, "基准额", "请给出基准罚款额"))
    setting = work.settings.get("coefficient", {})
    lead = ONE if setting.get("leading_one", True) else Decimal(0)
    total = sum((points(work.chosen[factor.key]) for factor in work.column.factors), Decimal(0))
    applied = [f"{factor.label}{points(work.chosen[factor.key]):+f}" for factor in work.column.factors if points(work.chosen[factor.key])]
    fine = base * (lead + total)
    opening = f"{plain(lead)}＋" if lead else ""
    text = f"{'、'.join(applied) or '没有加减情节'}；{plain(base)}元×（{opening}{plain(total)}）＝{plain(fine)}元"
    note = setting.get("note", "")
    return Outcome(fine, fine, None, f"{text}；{note}" if note else text)
