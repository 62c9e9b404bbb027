"""The surcharge for late payment: 3 % of the fine a day, never more than the fine.

《行政处罚法》第七十二条、第七十三条, 《行政强制法》第四十五条.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from fadu.core.days import Pause
from fadu.core.days.counting import merged
from fadu.core.procedure.instruments import Reference
from fadu.core.procedure.values import value
from fadu.core.refusal import Refusal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Surcharge:
    """`amount` in yuan to the cent (half a cent up); `capped_on` is the first day on which the cap is reached."""

    amount: Decimal
    days: int
    capped_on: date
    steps: tuple[str, ...]
    basis: tuple[Reference, ...]
    reviewed: bool


def surcharge(fine: Decimal, *, pay_by: date, until: date, suspended: Sequence[Pause] = ()) -> Surcharge:
    """The surcharge from the day after `pay_by` (the deadline, or the deferred one) to `until`, that day included.

    `suspended` are the days of reconsideration or litigation, which do not count. Raises Refusal for a fine that is none.
    """
    if fine <= 0:
        raise Refusal(f"罚款数额 {fine} 应大于零", "请填写决定书的罚款数额")
    rate, cap = value("surcharge_percent_per_day", pay_by), value("surcharge_cap_percent", pay_by)
    first = pay_by + timedelta(1)
    days = max((until - pay_by).days - _suspended(first, until, suspended), 0)
    most = (fine * cap.number / 100).quantize(CENT, ROUND_HALF_UP)
    amount = min(most, (fine * rate.number / 100 * days).quantize(CENT, ROUND_HALF_UP))
    full = ceil(cap.number / rate.number)  # not -(-cap // rate): Decimal floors towards zero
    steps = (
        f"缴款期限 {pay_by} 届满，自 {first} 起每日按罚款数额 {fine} 元的 {rate.number}% 加处",
        f"至 {until} 共 {days} 日" + ("（复议、诉讼期间不计）" if suspended else ""),
        f"加处 {amount} 元" + ("，已到上限（不超过罚款数额）" if amount == most else ""),
    )
    return Surcharge(amount, days, _nth(first, full, suspended), steps, (*rate.basis, *cap.basis[:1]), rate.reviewed and cap.reviewed)


def _suspended(first: date, last: date, suspended: Sequence[Pause]) -> int:
    overlaps = ((min(one.last, last) - max(one.first, first)).days + 1 for one in merged(suspended))
    return sum(max(days, 0) for days in overlaps)


def _nth(first: date, number: int, suspended: Sequence[Pause]) -> date:
    day = first + timedelta(number - 1)
    for one in merged(suspended):
        begin = max(one.first, first)
        if begin <= min(day, one.last):
            day += timedelta((one.last - begin).days + 1)
    return day
