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
    """The amount moved into the range, which rounding and adding must never leave (《行政处罚法》第三十四条)."""
    if span.high is not None and amount > span.high:
        return span.high
    return max(amount, span.low)
