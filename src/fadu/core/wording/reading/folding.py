"""One form for what is written in several: full-width digits, traditional characters, numerals of cheques. Never changes the length."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_PACKAGE = "fadu.core.wording"
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：？！"}
_WIDE |= {"　": " ", "\xa0": " ", "\t": " ", "µ": "μ", "㎡": "㎡", "﹪": "%", "∶": ":", "·": "·", "•": "·", "・": "·", "‐": "-", "‑": "-"}

_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")  # １，２６８ was typed as one number
_CHEQUE = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟][零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]*(?=\s?元)")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


@cache
def traditional() -> dict[str, str]:
    """Traditional characters and the standard ones they are written for."""
    text = resources.files(_PACKAGE).joinpath("data", "traditional.txt").read_text("utf-8")
    pairs = "".join(line for line in text.splitlines() if not line.startswith("#"))
    return {old: new for old, new in zip(pairs[::2], pairs[1::2], strict=True) if old != new}


@cache
def _table() -> dict[int, str]:
    return str.maketrans({**_WIDE, **traditional()})


def folded(text: str) -> str:
    """The text with half-width digits, letters, brackets and signs, standard characters and plain numerals; as long as before."""
    standard = _THOUSANDS.sub(",", text).translate(_table())
    return _CHEQUE.sub(lambda match: match[0].translate(_PLAIN), standard)
