"""Weights from a start (起点加百分值): fine = (start + Σ points) % × the legal maximum (Hunan tables 1–12-2; Guangdong weight_sum).

The maximum may be a percentage of the investment or a multiple of cost or income; the start is the legal minimum as a share of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fadu.core.discretion.forms.base import Outcome, Work, added, largest, missing, plain, unset
from fadu.core.discretion.model import Column, Gap

WHOLE = Decimal(100)


def prove(column: Column) -> Iterator[str]:
    """Start plus the largest options is 100; the start is not below the legal minimum."""
    yield from unset(column)
    if column.start is None:
        yield "没有起点"
        return
    total = column.start + sum(largest(factor) for factor in column.factors)
    if total != WHOLE:
        yield f"起点加各因素最大分值等于{plain(total)}，应为100"
    provision = column.provision
    if provision is None or provision.high is None:
        yield "没有法定最高，按最高的百分之几计算不了"
    elif provision.low is not None and column.start * provision.high < provision.low * WHOLE:
        yield f"起点{plain(column.start)}%低于法定最低"


def derive(work: Work) -> Outcome:
    """The total, at most 100 %, of the maximum."""
    start = work.column.start or Decimal(0)
    if work.span.high is None:
        return missing(Gap("legal_max", "法定最高罚款", "本条没有法定最高罚款，不能按最高的百分之几计算"))
    if work.stated is not None:
        total, parts = work.stated, f"原文载明合计{plain(work.stated)}%"
    else:
        points, parts = added(work)
        total = start + points
        parts = f"起点{plain(start)}%＋{parts}" if parts else f"起点{plain(start)}%"
    percent = min(total, WHOLE)
    fine = percent * work.span.high / WHOLE
    text = f"{parts}＝{plain(percent)}%；{plain(percent)}%×法定最高{plain(work.span.high)}元＝{plain(fine)}元"
    return Outcome(fine, fine, percent, text)
