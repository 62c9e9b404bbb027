"""Amounts as documents write them: digits, and in words that nobody can change (大写)."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def spoken(amount: Decimal) -> str:
    """Yuan in formal numerals: 29000 is 贰万玖仟元整. ValueError below zero, above 10^16 or with parts of a fen."""
    cents = amount * 100
    if amount < 0 or amount >= Decimal(10) ** 16 or cents != cents.to_integral_value():
        raise ValueError(f"no amount of money: {amount}")
    yuan, rest = divmod(int(cents), 100)
    words = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return f"{words or '零元'}整"
    tens, ones = divmod(rest, 10)
    part = f"{_DIGITS[tens]}角" if tens else ("零" if yuan else "")
    return words + part + (f"{_DIGITS[ones]}分" if ones else "整")


def written(amount: Decimal) -> str:
    """Digits without needless zeros, then the words: 29000元（大写：贰万玖仟元整）."""
    digits = f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}"
    return f"{digits}元（大写：{spoken(amount)}）"


def _whole(number: int) -> str:
    found, gap = "", False
    groups = [int(f"{number:016d}"[start:start + 4]) for start in range(0, 16, 4)]
    for place, group in enumerate(groups):
        if not group:
            gap = bool(found)
            continue
        found += ("零" if found and (gap or group < 1000) else "") + _group(group) + _GROUPS[3 - place]
        gap = False
    return found


def _group(number: int) -> str:
    found, gap = "", False
    for place, digit in enumerate(map(int, f"{number:04d}")):
        if not digit:
            gap = bool(found)
            continue
        found += ("零" if gap else "") + _DIGITS[digit] + _PLACES[3 - place]
        gap = False
    return found
