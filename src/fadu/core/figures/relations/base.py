"""What every relation gives: a check of the figures of one scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from fadu.core.figures.rounding import Number


class Status(StrEnum):
    HOLDS = "holds"
    BROKEN = "broken"
    INFO = "info"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True)
class Facts:
    """The figures of a scope, those of the year before, those of its quarters, and the zero reports that cover it."""

    values: Mapping[str, Number | None]
    before: Mapping[str, Number | None] = field(default_factory=dict)
    quarters: Mapping[str, Sequence[Number | None]] = field(default_factory=dict)
    zero_reports: Mapping[str, str] = field(default_factory=dict)  # matter -> 无 | 有
    weeks: int = 0  # that begin in the period
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, figure: str) -> str:
        return self.names.get(figure, figure)


@dataclass(frozen=True)
class Check:
    """The outcome: the relation in words, both sides where there are two, and why."""

    id: str
    relation: str
    status: Status
    left: Number | None
    right: Number | None
    explanation: str
    figures: tuple[str, ...]


class Relation(Protocol):
    """Anything that can be checked against the figures of a scope."""

    @property
    def id(self) -> str: ...

    @property
    def figures(self) -> tuple[str, ...]: ...

    def check(self, facts: Facts) -> Check: ...


def unknown(id: str, relation: str, figures: tuple[str, ...], facts: Facts) -> Check | None:
    """The check that can't be made because a figure has no value; None where all have one."""
    missing = [facts.name(one) for one in figures if facts.values.get(one) is None]
    if not missing:
        return None
    return Check(id, relation, Status.UNDECIDABLE, None, None, "、".join(missing) + "没有数据", figures)
