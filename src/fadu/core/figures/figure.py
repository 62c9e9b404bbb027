"""What a figure is: a number with an id, a definition, and the rows it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from fadu.core.figures.period import Period, Scope
from fadu.core.figures.rounding import Number


class Change(StrEnum):
    """How a figure is compared with the year before."""

    COUNT = "count"  # percent
    CONCENTRATION = "concentration"  # percent
    INDEX = "index"  # percent; a fall is 改善
    RATE = "rate"  # percentage points
    RANK = "rank"  # places moved
    NONE = "none"


class Span(StrEnum):
    """What days a figure speaks of."""

    PERIOD = "period"  # facts dated in the period, and not after the as-of day
    DAY = "day"  # what stands on the as-of day
    STATED = "stated"  # what a named document states, for the period that it names


@dataclass(frozen=True)
class Reading:
    """A value (None: unknown); where a document states it, the period and the name of the document."""

    value: Number | None
    period: Period | None = None
    document: str = ""


@dataclass(frozen=True)
class Group:
    """Rows of one sheet that a figure rests on. `counted` are those it counts, the others decide what it counts (变更, 单位)."""

    sheet: str
    rows: Any  # a queryset of the table that keeps the sheet
    counted: bool = True


class Source(Protocol):
    """Reads several figures, and each for several scopes, at once; finds the rows of one."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> Sequence[Mapping[str, Reading]]:
        """For each scope the readings by figure id."""

    def groups(self, figure: Figure, scope: Scope) -> Sequence[Group]:
        """The rows that the figure rests on."""


@dataclass(frozen=True)
class Figure:
    """A number of the bureau, counted by `source` with `handle` (what the source must know), or made of others (`parts`, `combine`).

    `system` is the heading it stands under, `sheet` the register it is counted from. `decimals` are those of its change.
    `before` reads the value of the year before where the source states that itself.
    """

    id: str
    name: str
    unit: str
    definition: str
    system: str
    sheet: str
    source: Source | None = None
    handle: Any = None
    change: Change = Change.COUNT
    decimals: int = 1
    span: Span = Span.PERIOD
    before: Figure | None = None
    parts: tuple[Figure, ...] = ()
    combine: Callable[..., Number | None] | None = None

    def groups(self, scope: Scope) -> list[Group]:
        """The rows it rests on; those of all parts where it is made of others."""
        found = list(self.source.groups(self, scope)) if self.source else []
        return found + [group for part in self.parts for group in part.groups(scope)]


def derived(
    id: str, name: str, unit: str, definition: str, parts: tuple[Figure, ...], combine: Callable[..., Number | None],
    change: Change = Change.RATE,
) -> Figure:
    """A figure computed from others; it stands where its first part stands."""
    first = parts[0]
    return Figure(id, name, unit, definition, first.system, first.sheet, change=change, span=first.span, parts=parts, combine=combine)


def evaluate(figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[dict[str, Reading]]:
    """For each scope the readings by id, of the figures asked for, of their parts and of what they are compared with.

    Each source is asked once for all figures and scopes.
    """
    wanted = _with_parts(figures)
    found: list[dict[str, Reading]] = [{} for _ in scopes]
    by_source: dict[int, list[Figure]] = {}
    for figure in wanted.values():
        if figure.source:
            by_source.setdefault(id(figure.source), []).append(figure)
    for group in by_source.values() if scopes else ():
        source = group[0].source
        assert source
        for readings, more in zip(found, source.read(group, scopes), strict=True):
            readings.update(more)
    for figure in wanted.values():
        if figure.combine:
            for readings in found:
                readings[figure.id] = Reading(figure.combine(*(readings[part.id].value for part in figure.parts)))
    return found


def _with_parts(figures: Sequence[Figure]) -> dict[str, Figure]:
    """Parts first, so that what is made of others finds them."""
    found: dict[str, Figure] = {}
    for figure in figures:
        beside = (figure.before,) if figure.before else ()
        found.update(_with_parts((*figure.parts, *beside)))
        found[figure.id] = figure
    return found
