"""What every form is given and gives back, and the texts they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from fadu.core.discretion.model import Column, Factor, Gap, Option, Span

LevelFormula = Callable[[Mapping[str, tuple[int, ...]], Span], Decimal]


@dataclass(frozen=True, slots=True)
class Work:
    """One calculation: the column, the option chosen for each factor, the statutory range, the amounts of the case.

    `start_low`: where a share of the range starts (the minimum, or the simple-procedure cap where the law names no minimum).
    `stated`: the total percentage a decision already states, where its factors aren't told apart.
    """

    column: Column
    chosen: Mapping[str, Option]
    span: Span
    start_low: Decimal
    amounts: Mapping[str, Decimal]
    settings: Mapping[str, Any]
    formulas: Mapping[str, LevelFormula]
    stated: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A band before rounding (low == high: one fine), the percentage, the working in words, or what is missing."""

    low: Decimal
    high: Decimal | None
    percent: Decimal | None
    text: str
    gap: Gap | None = None


class Form(Protocol):
    """A form's two functions."""

    def prove(self, column: Column) -> Iterator[str]:
        """What is wrong with the column, in Chinese; nothing when it is sound."""

    def derive(self, work: Work) -> Outcome:
        """The fine of the options chosen."""


def missing(gap: Gap) -> Outcome:
    """An outcome that decides nothing."""
    return Outcome(Decimal(0), None, None, "", gap)


def plain(value: Decimal) -> str:
    """A number without exponent or trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def points(option: Option) -> Decimal:
    """The option's value; proof has shown it is there."""
    return option.points if option.points is not None else Decimal(0)


def added(work: Work) -> tuple[Decimal, str]:
    """The sum of the options chosen, with the working."""
    total, parts = Decimal(0), []
    for factor in work.column.factors:
        value = points(work.chosen[factor.key])
        total += value
        parts.append(f"{factor.label}{plain(value)}%")
    return total, "＋".join(parts)


def largest(factor: Factor) -> Decimal:
    """The largest value of a factor's options."""
    return max(points(option) for option in factor.options)


def unset(column: Column) -> Iterator[str]:
    """Options without a value, or with a negative one."""
    for factor in column.factors:
        for option in factor.options:
            if option.points is None:
                yield f"因素“{factor.label}”的选项“{option.label}”没有分值"
            elif option.points < 0:
                yield f"因素“{factor.label}”的选项“{option.label}”分值为负"
