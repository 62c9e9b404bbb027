"""One form for what is written in several: full-width digits and letters, traditional characters. Never changes the length."""

from __future__ import annotations

from functools import cache
from importlib import resources

_PACKAGE = "fadu.core.wording"
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：？！"}
_WIDE |= {"　": " ", "\xa0": " ", "\t": " ", "µ": "μ", "㎡": "㎡", "﹪": "%", "∶": ":", "·": "·", "•": "·", "・": "·", "‐": "-", "‑": "-"}


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
    """The text with half-width digits, letters, brackets and signs and with standard characters; as long as before."""
    return text.translate(_table())
