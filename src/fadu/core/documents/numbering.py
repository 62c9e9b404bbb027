"""Document numbers (文号): prefix〔year〕serial号, one counter for each prefix and calendar year of an organ. Neither 字 nor 第, six-corner
brackets, as the models of 湖南 (2024) have them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fadu.core.refusal import Refusal

_NUMBER = re.compile(r"(.{1,40}?)〔(\d{4})〕(\d{1,6})号")
_EITHER = re.compile(r"(.)[(（](.)[)）]")


@dataclass(frozen=True, order=True)
class Number:
    """A number in its parts."""

    prefix: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.serial}号"


def parse(text: str) -> Number | None:
    """The parts of a number as it is written, None for another text."""
    found = _NUMBER.fullmatch(text.strip())
    return Number(found[1], int(found[2]), int(found[3])) if found else None


def prefix(pattern: str, code: str, choice: str = "") -> str:
    """The prefix of a kind for an organ: `环罚告` and the organ's 代字 `永环蓝` give 永环蓝罚告.

    A pattern like `环查(扣)` has two readings; `choice` names which by a character it holds (查封 or 扣押). Raises Refusal without one.
    """
    if not code:
        raise Refusal("不知道本机关的文号代字", "在台账“单位”里登记“文号机关代字”")
    either = _EITHER.search(pattern)
    if either:
        said = [one for one in either.groups() if one in choice]
        if len(said) != 1:
            raise Refusal(f"不知道文号用“{either[1]}”还是“{either[2]}”", f"写明是{either[1]}还是{either[2]}")
        pattern = pattern.replace(either[0], said[0])
    return pattern.replace("环", code, 1)
