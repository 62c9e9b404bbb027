"""The statutory range in yuan: from the provision and the amounts of the case."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from fadu.core.discretion.forms.base import plain
from fadu.core.discretion.model import Condition, Gap, Provision, Span

HUNDRED = Decimal(100)
BASES = {
    "investment": "总投资额", "disposal_cost": "所需处置费用", "illegal_income": "违法所得", "base": "罚款基数", "goods_value": "货值金额",
    "agent_disposal_cost": "代为处置费用", "service_fee": "所收费用", "direct_loss": "直接损失", "allowance_price": "配额市场价值",
    "original_fine": "原罚款额",
}


def span(provision: Provision, amounts: Mapping[str, Decimal]) -> tuple[Span, str] | Gap:
    """The range in yuan with its working, or the amount that is missing (总投资额 …), or that the two ends can't be."""
    least, most = provision.low, provision.high
    if least is not None and most is not None and least > most:
        return Gap("legal_max", "法定幅度", f"法定最低{plain(least)}高于法定最高{plain(most)}，请核对处罚条款")
    if provision.kind == "amount":
        low, high = provision.low or Decimal(0), provision.high
        return Span(low, high), f"法定罚款{bounds(low, high)}"
    label = BASES.get(provision.base, provision.base)
    amount = amounts.get(provision.base)
    if amount is None or amount < 0:
        return Gap(provision.base, label, f"罚款以{label}为基数，请给出{label}（元）")
    base, counted = amount, f"{label}{plain(amount)}元"
    if provision.base_floor is not None and amount < provision.base_floor:
        base, counted = provision.base_floor, f"{label}{plain(amount)}元，不足{plain(provision.base_floor)}元的按{plain(provision.base_floor)}元计"
    unit, divisor = ("%", HUNDRED) if provision.kind == "percent" else ("倍", Decimal(1))
    low = (provision.low or Decimal(0)) * base / divisor
    high = None if provision.high is None else provision.high * base / divisor
    rates = f"{provision.low or 0}{unit}至{provision.high}{unit}" if provision.high is not None else f"{provision.low}{unit}以上"
    return Span(low, high), f"{counted}，罚款{rates}，即{bounds(low, high)}"


def bounds(low: Decimal, high: Decimal | None) -> str:
    """A range in words."""
    if high is None:
        return f"{plain(low)}元以上"
    return f"{plain(low)}元以上{plain(high)}元以下" if low else f"{plain(high)}元以下"


def applies(condition: Condition | None, provision: Provision | None, amounts: Mapping[str, Decimal]) -> bool | Gap:
    """Whether a column's condition holds for the case; the gap where the amount it asks for isn't known."""
    if condition is None:
        return True
    if condition.key == "shape":
        return provision.shape == condition.value if provision else Gap("legal_max", "法定幅度", "请给出处罚条款的幅度")
    amount = amounts.get(condition.key)
    if amount is None:
        label = BASES.get(condition.key, condition.key)
        return Gap(condition.key, label, f"按{label}分列，请给出{label}（元）")
    limit = Decimal(condition.value)
    return amount >= limit if condition.op == ">=" else amount < limit
