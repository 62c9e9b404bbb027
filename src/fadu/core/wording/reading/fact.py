"""What is read from a text: a figure with its unit, and what the text says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from fadu.core.figures import json_number


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class Role(StrEnum):
    """What a figure is in its sentence."""

    LEVEL = "level"
    CHANGE = "change"
    RANK = "rank"


@dataclass(frozen=True)
class Change:
    """A change as stated: its size (never negative), its unit, its direction, and against what (同比, 环比, 较2020年 …; "" unsaid)."""

    value: Decimal
    unit: str
    direction: Direction
    basis: str = ""


@dataclass(frozen=True)
class Rank:
    """A place in a ranking: the number, and among whom ("" unsaid)."""

    value: int
    scope: str


@dataclass(frozen=True)
class Period:
    """The days that a figure speaks of, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Fact:
    """One figure of a text, at [start, end) of it.

    `value` is in `unit`; 万 and 亿 are multiplied out except before 元. A fall has a negative value. A placeholder (X件) has none.
    A level carries the change and the rank that are stated of it; these are facts of their own as well. `half` is half a unit of the
    last digit written: a rounded figure stands for value ± half; 0 where a whole count was written out.
    """

    what: str
    value: Decimal | None
    unit: str
    start: int
    end: int
    text: str
    role: Role = Role.LEVEL
    change: Change | None = None
    rank: Rank | None = None
    period: Period | None = None
    approximate: bool = False
    placeholder: bool = False
    half: Decimal = Decimal(0)

    def as_json(self) -> dict[str, Any]:
        """The fact in the form of `fadu read --json`."""
        change, rank, period = self.change, self.rank, self.period
        return {
            "value": json_number(self.value),
            "unit": self.unit,
            "what": self.what,
            "change": change and {"value": json_number(change.value), "unit": change.unit, "direction": change.direction.value},
            "rank": rank and {"value": rank.value, "scope": rank.scope},
            "period": period and {"from": period.first.isoformat(), "to": period.last.isoformat()},
            "approximate": self.approximate,
            "placeholder": self.placeholder,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }
