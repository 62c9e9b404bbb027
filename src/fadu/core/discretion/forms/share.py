"""A share of the span (幅度分摊): fine = minimum + Σ points % × (maximum − minimum) (Hunan tables 12-3 and 13, Zhejiang).

The same as [s + Σ(1−s)] × maximum with s = minimum / maximum, without the division.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fadu.core.discretion.forms.base import Outcome, Work, added, largest, missing, plain, unset
from fadu.core.discretion.model import Column, Gap

WHOLE = Decimal(100)


def prove(column: Column) -> Iterator[str]:
    """The largest options add to 100, so the heaviest case is the maximum and none is beyond it."""
    yield from unset(column)
    total = sum((largest(factor) for factor in column.factors), Decimal(0))
    if total != WHOLE:
        yield f"各因素最大分值之和等于{plain(total)}，应为100"


def derive(work: Work) -> Outcome:
    """The percentage is the sum of the options alone, as the document prints it."""
    low, high = work.start_low, work.span.high
    if high is None:
        return missing(Gap("legal_max", "法定最高罚款", "本条没有法定最高罚款，不能在幅度内分摊"))
    if work.stated is not None:
        total, parts = work.stated, f"原文载明合计{plain(work.stated)}%"
    else:
        total, parts = added(work)
    fine = low + total * (high - low) / WHOLE
    text = f"{parts}＝{plain(total)}%；{plain(low)}元＋{plain(total)}%×（{plain(high)}元－{plain(low)}元）＝{plain(fine)}元"
    return Outcome(fine, fine, total, text)
