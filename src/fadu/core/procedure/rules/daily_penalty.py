"""Daily consecutive penalty: the original fine for each day of refusal (《生态环境法典》第一千零六十条, 《按日连续处罚办法》第十七条至第二十条).

A round runs from the day after the order to correct was served to the re-inspection that finds the refusal, that day included. Rounds add
up: the total of the second includes the first. There is no cap and no limit on rounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from fadu.core.procedure.instruments import Reference, references
from fadu.core.procedure.limits import due, limit
from fadu.core.refusal import Refusal


@dataclass(frozen=True)
class Round:
    """An order served, and the re-inspection after it that found the discharge unlawful still."""

    served_on: date
    rechecked_on: date


@dataclass(frozen=True)
class DailyPenalty:
    """Days and yuan over all rounds; the original fine is the daily unit and is not included."""

    days: int
    total: Decimal
    steps: tuple[str, ...]
    basis: tuple[Reference, ...]
    reviewed: bool


def daily_penalty(original_fine: Decimal, rounds: Sequence[Round], *, stopped_on: date | None = None) -> DailyPenalty:
    """`stopped_on`: the discharge ended that day (corrected, sealed, stopped); days after it do not count.

    Raises Refusal for re-inspections out of order or later than the law allows, with the article.
    """
    basis = references("EC:1060;APR28:17-20")
    if original_fine <= 0 or not rounds:
        raise Refusal("按日连续处罚要有原处罚的罚款数额和至少一次复查", "请填写原罚款数额、责令改正送达日和复查日", _cite(basis))
    for before, after in pairwise(rounds):
        if after.served_on < before.rechecked_on:
            raise Refusal(f"{after.served_on} 送达的责令改正早于上一次复查 {before.rechecked_on}", "请按先后填写", _cite(basis))
    steps, days = [], 0
    for number, one in enumerate(rounds, 1):
        _check(one)
        last = min(one.rechecked_on, stopped_on) if stopped_on else one.rechecked_on
        counted = max((last - one.served_on).days, 0)
        days += counted
        steps.append(f"第 {number} 次：{one.served_on + timedelta(1)} 至 {last}，{counted} 日，累计 {days} 日")
    total = original_fine * days
    steps.append(f"{original_fine} 元 × {days} 日 = {total} 元（不含原罚款）")
    return DailyPenalty(days, total, tuple(steps), basis, limit("D37").reviewed)


def _check(one: Round) -> None:
    article = _cite(references("APR28:10"))
    if one.rechecked_on <= one.served_on:
        raise Refusal(f"复查日 {one.rechecked_on} 不晚于责令改正送达日 {one.served_on}", "请核对两个日期", article)
    last = due("D37", one.served_on).due
    if last is not None and one.rechecked_on > last:
        raise Refusal(f"复查日 {one.rechecked_on} 超过责令改正送达后的三十日（{last}）", "超过期限复查的不能作为按日连续处罚的依据", article)


def _cite(basis: tuple[Reference, ...]) -> str:
    return "；".join(each.cited() for each in basis)
