"""How many members must be there for the heads to discuss a case: the bureau's own rule of its committee (案审会).

No statute sets a quorum, so a bureau that has declared none has said nothing, and nothing is decided for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from fadu.core.procedure.rules.local import LocalRules
from fadu.core.refusal import Refusal

SHARES = {"过半数": (Fraction(1, 2), False), "三分之二以上": (Fraction(2, 3), True), "全部": (Fraction(1), True)}
_FORM = "写两行：应到 人数；到会 过半数（或者 三分之二以上、全部）"


@dataclass(frozen=True)
class Quorum:
    """`size` members; `share` of them must be there, `inclusive`: that share itself is enough."""

    size: int
    share: Fraction
    inclusive: bool
    words: str

    def reached(self, present: int) -> bool:
        """Whether so many members are enough."""
        return present >= self.share * self.size if self.inclusive else present > self.share * self.size


def read(lines: Sequence[str]) -> Quorum:
    """The rule of a declaration. Raises Refusal for lines that say something else."""
    found = dict(line.split(maxsplit=1) for line in lines if len(line.split(maxsplit=1)) == 2)
    size, words = found.get("应到", ""), found.get("到会", "")
    if set(found) != {"应到", "到会"} or len(found) != len(lines) or not size.isdecimal() or int(size) < 1 or words not in SHARES:
        raise Refusal("案审会的到会规则看不懂", _FORM)
    share, inclusive = SHARES[words]
    return Quorum(int(size), share, inclusive, words)


def quorum(on: date, local: LocalRules | None) -> Quorum:
    """The rule that holds on a day. Raises Refusal where the bureau has declared none."""
    declared = local.on("committee", on) if local else None
    if declared is None or not declared.kinds:
        mend = "由主要负责人在“本机关规则”里声明应到人数和到会比例"
        raise Refusal(f"不能判断是否达到法定人数：本机关没有声明 {on} 有效的案审会组成和到会规则", mend, "《行政处罚法》第五十七条第二款")
    return read(declared.kinds)
