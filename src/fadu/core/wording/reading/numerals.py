"""Numbers as Chinese prose writes them: 1,438.6389 · 三十二 · 九十五点四 · 8.52万 · 1509余万 · 百余."""

from __future__ import annotations

import re
from decimal import Decimal

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?"
CHINESE = r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
PLACEHOLDER = r"[Xx×*]\.[Xx×*]|[Xx]{1,6}|×{1,6}|\*{1,6}|[○●□△]{1,6}|_{2,12}"
SCALES = {"千": 1000, "百": 100, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 10**8, "万亿": 10**12}
SCALE = r"万亿|千万|百万|十万|万|亿|千(?![克米瓦伏卡])|百(?!分)"

_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 10**8}
_WORDED = re.compile(CHINESE)


def arabic(text: str) -> Decimal:
    """The number that digits with or without thousands separators stand for."""
    return Decimal(text.replace(",", ""))


def chinese(text: str) -> Decimal | None:
    """The number that Chinese numerals stand for, None where they stand for none (百分, 一一, 二零二四)."""
    if not _WORDED.fullmatch(text):
        return None
    whole, _, fraction = text.partition("点")
    value = _whole(whole)
    if value is None:
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction)) if fraction else Decimal(value)


def _whole(text: str) -> int | None:
    total, section, digit, last = 0, 0, None, 10**9
    for char in text:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            unit = _SMALL[char]
            if unit >= last:
                return None
            section += (1 if digit is None else digit) * unit
            digit, last = None, unit
        else:
            section = (section + (digit or 0)) or 1
            total, section = (total + section) * _LARGE[char] if char == "亿" else total + section * _LARGE[char], 0
            digit, last = None, 10**9
    return total + section + (digit or 0)


def half_unit(written: str, scale: int, *, exact_whole: bool) -> Decimal:
    """Half a unit of the last digit written; 0 for a whole number that counts things and was written out."""
    fraction = written.replace(",", "").partition(".")[2]
    if not fraction and scale == 1 and exact_whole:
        return Decimal(0)
    return Decimal(scale).scaleb(-len(fraction)) / 2
