"""What a benchmark of discretion (裁量基准) is made of, and what a calculation says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.core.pack import UNREVIEWED


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of numbers; `low`/`high` None = without end. `owns_low`/`owns_high`: the bound itself belongs to it."""

    low: Decimal | None
    high: Decimal | None
    owns_low: bool = True
    owns_high: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether the number lies in it, bounds as owned."""
        above = self.low is None or value > self.low or (self.owns_low and value == self.low)
        below = self.high is None or value < self.high or (self.owns_high and value == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a factor. `points`: percentage points, a coefficient, a tier or a level, as the form reads them."""

    key: str
    label: str
    points: Decimal | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Factor:
    """One 裁量因素 with its options in the order of the document; `unit` empty where the options aren't measured."""

    key: str
    label: str
    unit: str
    group: str
    options: tuple[Option, ...]

    def option(self, key: str) -> Option | None:
        """The option of that key."""
        return next((option for option in self.options if option.key == key), None)

    def labelled(self, label: str) -> Option | None:
        """The option of that Chinese name."""
        return next((option for option in self.options if option.label == label), None)


@dataclass(frozen=True, slots=True)
class Lookup:
    """A measured quantity (pH, Ringelmann grade, tons a day) that stands for an option; `option` "-" = no violation."""

    measure: str
    label: str
    interval: Interval
    option: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The band of one combination of options, by `scale`: span (0 = minimum, 1 = maximum), of_max or of_min."""

    options: tuple[str, ...]
    scale: str
    band: Interval


@dataclass(frozen=True, slots=True)
class Span:
    """A band of fines in yuan. `high` None: the law names no maximum."""

    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Provision:
    """The fine as the law writes it: an amount in yuan, a percentage of a base or a multiple of it (`kind`).

    `low` None or 0: the law names no minimum. `base_floor`: a smaller base counts as this (固废法 112: 不足二十万元的,按二十万元).
    """

    kind: str
    low: Decimal | None
    high: Decimal | None
    base: str = ""
    base_floor: Decimal | None = None

    @property
    def shape(self) -> str:
        """amount, multiple, max_only or min_only: which kind of range it is."""
        if self.high is None:
            return "min_only"
        if not self.low:
            return "max_only"
        return "amount" if self.kind == "amount" else "multiple"


@dataclass(frozen=True, slots=True)
class Condition:
    """When a column of a table applies: an amount compared with a number, or the shape of the provision."""

    key: str
    op: str
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: the unit of proof and of calculation."""

    table: str
    key: str
    label: str
    name: str
    basis: str
    basis_until: date | None
    form: str
    provision: Provision | None
    base: str
    start: Decimal | None
    floorless: str
    applies: Condition | None
    note: str
    factors: tuple[Factor, ...]
    lookups: Mapping[str, tuple[Lookup, ...]]
    cells: tuple[Cell, ...]

    @property
    def title(self) -> str:
        """The table as an officer names it."""
        return f"表{self.table}“{self.name}”" + (f"（{self.label}列）" if self.label else "")


@dataclass(frozen=True, slots=True)
class Rules:
    """A dated benchmark. `settings`: closure, rounding, adjustments, departure … as its file writes them.

    `reviewed`: two persons have signed every file of it. `faults`: what the proof found, by table and column.
    """

    id: str
    jurisdiction: str
    title: str
    doc_no: str
    valid_from: date | None
    valid_until: date | None
    confidence: str
    source: str
    reviewed: bool
    settings: Mapping[str, Any]
    columns: Mapping[tuple[str, str], Column]
    faults: Mapping[tuple[str, str], tuple[str, ...]]

    @property
    def name(self) -> str:
        """Title and document number, for a step's basis."""
        return self.title + (f"（{self.doc_no}）" if self.doc_no else "")

    def of(self, table: str) -> list[Column]:
        """The columns of a table, in the order of the file."""
        return [column for (name, _), column in self.columns.items() if name == table]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a factor: an option key, a measured number, several options, or "unknown"; and the evidence it rests on."""

    value: str | Decimal | tuple[str, ...]
    evidence: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the derivation and the rule it rests on."""

    text: str
    basis: str = ""

    def __str__(self) -> str:
        return f"{self.text}〔{self.basis}〕" if self.basis else self.text


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that isn't known, so nothing is decided: the key of the input, its name, and what is to be done."""

    key: str
    label: str
    say: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What the fine would be if one factor stood at the neighbouring option."""

    factor: str
    name: str
    option: str
    label: str
    fine: Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """A proposed fine with its derivation; `fine` is None as long as `missing` names anything.

    `band`: what may be imposed at all (the statutory range, or the narrower band a table leaves open); None while it isn't known.
    `percent`: percentage points, the start included, except where the table adds its points to a share of the range.
    """

    fine: Decimal | None
    percent: Decimal | None
    band: Span | None
    steps: tuple[Step, ...]
    missing: tuple[Gap, ...]
    neighbours: tuple[Neighbour, ...] = ()
    reviewed: bool = False
    rules: str = ""


def opening(rules: Rules) -> Step:
    """Which benchmark, how sure its figures are, and whether it was signed."""
    return Step(f"裁量基准：{rules.name}，可信度：{rules.confidence}" + ("" if rules.reviewed else f"；{UNREVIEWED}"), rules.source)
