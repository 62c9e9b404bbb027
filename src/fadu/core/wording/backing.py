"""What the ledger says of the figures that a text states.

The wordings of ledger-wordings.csv tell which figure of the ledger a stated one is; what is held is given by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.wording.reading import Fact, Role

_TABLE = resources.files("fadu.core.wording").joinpath("data", "ledger-wordings.csv")
_MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_NO_UNIT = "—"


@dataclass(frozen=True)
class Held:
    """A figure of the ledger: its name and value (None: the ledger has none)."""

    name: str
    value: Decimal | None


@dataclass(frozen=True)
class Backing:
    """A stated figure, the ledger's figure that it is ("" unknown), and what the ledger holds."""

    fact: Fact
    figure: str
    held: Held | None

    @property
    def differs(self) -> bool:
        """Whether the text states another value than the ledger holds, allowing for the digits it was rounded to."""
        if self.held is None or self.held.value is None or self.fact.value is None:
            return False
        factor = _MONEY.get(self.fact.unit, Decimal(1))
        slack = self.fact.half * factor
        return abs(self.fact.value * factor - self.held.value) > slack and not self.fact.approximate


@dataclass(frozen=True)
class _Wording:
    figure: str
    units: frozenset[str]
    role: Role
    scope: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    without: re.Pattern[str] | None

    def fits(self, fact: Fact, left: str, right: str) -> bool:
        """Whether a figure between these words is the ledger's."""
        if fact.role is not self.role or (fact.unit or _NO_UNIT) not in self.units:
            return False
        if self.scope and (fact.rank is None or self.scope not in fact.rank.scope):
            return False
        if self.without and self.without.search(left):
            return False
        said = fact.what if fact.role is not Role.LEVEL and fact.what else left
        return (self.before is None or bool(self.before.search(said))) and (self.after is None or bool(self.after.search(right)))


@cache
def _wordings() -> tuple[_Wording, ...]:
    columns: dict[str, pack.Reader] = {
        "台账指标": pack.needed, "单位": pack.needed, "角色": pack.one_of(*Role), "范围": pack.text, "前文": pack.text, "后文": pack.text,
        "不得含": pack.text,
    }  # fmt: skip
    rows = pack.table(_TABLE, columns)[1]
    return tuple(
        _Wording(row["台账指标"], frozenset(row["单位"].split()), Role(row["角色"]), row["范围"],
                 *(re.compile(row[name]) if row[name] else None for name in ("前文", "后文", "不得含")))
        for row in rows
    )  # fmt: skip


def figures_named() -> frozenset[str]:
    """The ledger's figures that a text can be compared with."""
    return frozenset(wording.figure for wording in _wordings())


def backings(plain: str, facts: Sequence[Fact], held: Mapping[str, Held]) -> Iterator[Backing]:
    """For each figure of a folded text what the ledger holds, in the order of the text."""
    for fact in facts:
        left = re.split(r"[。！？\n]", plain[max(0, fact.start - 120) : fact.start])[-1]
        right = plain[fact.end : fact.end + 40]
        figure = next((one.figure for one in _wordings() if one.fits(fact, left, right)), "")
        yield Backing(fact, figure, held.get(figure))
