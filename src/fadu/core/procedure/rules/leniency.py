"""The bureau's own list of what is not punished the first time, or for being slight (首违不罚、轻微不罚), each with its conditions.

《行政处罚法》第三十三条 holds without a list; a list that is declared narrows it to what it names and adds its conditions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fadu.core.law import violations
from fadu.core.procedure.rules.local import LocalRules
from fadu.core.refusal import Refusal

GROUNDS = ("首违不罚", "轻微免罚")
_FORM = "一行一种：违法行为代码 首违不罚（或者 轻微免罚） 条件；条件。同种违法的回溯期另写一行：回溯 24 月"


@dataclass(frozen=True)
class Lenient:
    """A violation that is not punished on this ground, where each condition is proved."""

    violation: str
    ground: str
    conditions: tuple[str, ...]


@dataclass(frozen=True)
class Leniency:
    """A list. `months`: how far back an earlier act of the same kind counts; None: as far as the records go."""

    entries: tuple[Lenient, ...]
    months: int | None

    def entry(self, violation: str, ground: str) -> Lenient | None:
        """What the list says of a violation; None where it doesn't name it."""
        return next((one for one in self.entries if (one.violation, one.ground) == (violation, ground)), None)


def read(lines: Sequence[str]) -> Leniency:
    """The list of a declaration. Raises Refusal for a line that names no violation or ground."""
    entries: list[Lenient] = []
    months: int | None = None
    for line in lines:
        parts = line.split(maxsplit=2)
        if len(parts) == 3 and parts[0] == "回溯" and parts[1].isdecimal() and parts[2] == "月":
            months = int(parts[1])
            continue
        if len(parts) < 2 or not violations.known(parts[0]) or parts[1] not in GROUNDS:
            raise Refusal(f"免罚清单的一行看不懂：{line}", _FORM)
        conditions = tuple(one.strip() for one in parts[2].split("；") if one.strip()) if len(parts) == 3 else ()
        entries.append(Lenient(parts[0], parts[1], conditions))
    return Leniency(tuple(entries), months)


def leniency(on: date, local: LocalRules | None) -> Leniency | None:
    """The list that holds on a day; None where the bureau has declared none, or that it has none."""
    declared = local.on("leniency", on) if local else None
    return read(declared.kinds) if declared and declared.kinds else None
