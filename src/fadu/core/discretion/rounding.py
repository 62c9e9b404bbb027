"""Rounding of fines, as the rule set sets it: to which unit, which way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from fadu.core.discretion.model import Span

MODES = {"half_up": ROUND_HALF_UP, "down": ROUND_FLOOR, "up": ROUND_CEILING}


def rounded(amount: Decimal, kind: str, settings: Mapping[str, Any]) -> Decimal:
    """The amount to the unit of the rule set; `kind` of the provision may have a rule of its own (JS-OLD: multiples go up)."""
    rules = settings["rounding"]
    rule = rules.get(kind, rules["amount"])
    unit = Decimal(rule["unit"])
    return (amount / unit).to_integral_value(MODES[rule["mode"]]) * unit


def clamped(amount: Decimal, span: Span) -> Decimal:
    """The amount moved into the range, which rounding and adding must never leave (《行政处罚法》第三十四条).

    To the nearest whole yuan inside, where there is one: 1% of an investment may end in fen, a fine does not.
    """
    low, high = span.low.to_integral_value(ROUND_CEILING), None if span.high is None else span.high.to_integral_value(ROUND_FLOOR)
    if high is not None and low > high:
        low, high = span.low, span.high
    return max(low, amount if high is None else min(amount, high))
