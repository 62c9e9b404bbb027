"""Chinese numerals as statutes number their articles: 第一千零五十七条."""

from __future__ import annotations

__all__ = ["DIGITS", "read", "spell"]

DIGITS = "零一二三四五六七八九十百千〇0123456789０１２３４５６７８９"

_DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}


def spell(number: int) -> str:
    """1–9999 in words: 10 → 十, 110 → 一百一十, 1057 → 一千零五十七. ValueError outside."""
    if not 1 <= number <= 9999:
        raise ValueError(f"条款序号应在 1—9999 之间：{number}")
    out, skipped = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if skipped and out else "") + _DIGITS[digit] + word
        skipped = not digit
    return out.removeprefix("一") if 10 <= number <= 19 else out


def read(text: str) -> int:
    """The number that the words or digits stand for. ValueError where they stand for none."""
    if text.isdecimal():  # also the full-width digits
        return int(text)
    total, digit = 0, 0
    for char in text.replace("〇", "零"):
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS.index(char)
        else:
            raise ValueError(f"“{text}”不是数字")
    if not total + digit:
        raise ValueError(f"“{text}”不是数字")
    return total + digit
