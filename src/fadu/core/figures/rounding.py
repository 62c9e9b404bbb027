"""Rounding of reported numbers: half to even (GB/T 8170), always in decimals, never in binary fractions."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

Number = int | Decimal


def rounded(value: Decimal, places: int) -> Decimal:
    """The value with so many places, halves to the even digit."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)


def cut(value: Decimal, places: int) -> Decimal:
    """The value with the further digits cut off: what people write who do not round."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)


def percent(part: Number | None, whole: Number | None, places: int = 1) -> Decimal | None:
    """part ÷ whole in percent; None where the whole is nothing or unknown."""
    if part is None or not whole:
        return None
    return rounded(Decimal(part) * 100 / Decimal(whole), places)


def average(total: Number | None, count: Number | None, places: int = 2) -> Decimal | None:
    """total ÷ count; None where there is nothing to divide by."""
    return None if total is None or not count else rounded(Decimal(total) / Decimal(count), places)


def plain(value: Number | None) -> str:
    """A number as a report writes it: no exponent, no zeros behind the last digit, no sign on zero."""
    if value is None:
        return "—"
    text = f"{Decimal(value):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def json_number(value: Number | None) -> int | float | None:
    """A number as JSON has it: whole numbers as integers."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
