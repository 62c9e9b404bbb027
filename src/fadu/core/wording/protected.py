"""Words that no check may touch: leaders' names and set phrases of the Party, kept in protected.csv."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from importlib import resources

from fadu.core import pack

_TABLE = resources.files("fadu.core.wording").joinpath("data", "protected.csv")


@cache
def _pattern() -> re.Pattern[str]:
    rows = pack.table(_TABLE, {"词语": pack.needed, "类别": pack.one_of("姓名", "提法", "会议")})[1]
    words = sorted((row["词语"] for row in rows), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


class Protected:
    """The protected words of a text."""

    def __init__(self, text: str) -> None:
        self._spans = [(match.start(), match.end()) for match in _pattern().finditer(text)]
        self._starts = [start for start, _ in self._spans]

    def covers(self, start: int, end: int) -> bool:
        """Whether [start, end) lies within a protected word."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._spans[at][1]
