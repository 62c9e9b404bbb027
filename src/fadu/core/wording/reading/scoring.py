"""How well the figures of a text are read, against figures that a person read in it.

A figure counts as read when value and unit agree and the spans overlap; each reading answers for one figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fadu.core.wording.reading.fact import Fact
from fadu.core.wording.texts import Document


@dataclass(frozen=True)
class Score:
    """Of one text: figures read by both, by the person only, by Fadu only."""

    hits: int
    missed: tuple[Mapping[str, Any], ...]
    extra: tuple[Fact, ...]

    @property
    def recall(self) -> float:
        """Share of the person's figures that were read."""
        return self.hits / (self.hits + len(self.missed)) if self.hits or self.missed else 1.0

    @property
    def precision(self) -> float:
        """Share of what was read that the person read as well."""
        return self.hits / (self.hits + len(self.extra)) if self.hits or self.extra else 1.0


def score(document: Document, facts: Sequence[Fact], figures: Sequence[Mapping[str, Any]]) -> Score:
    """Compare with figures {value, unit, span}; a span is a piece of the text, a unit may end in a remark in brackets."""
    used: set[int] = set()
    missed = []
    for figure in figures:
        found = next((index for index in _answers(document, facts, figure) if index not in used), None)
        if found is None:
            missed.append(figure)
        else:
            used.add(found)
    return Score(len(used), tuple(missed), tuple(fact for index, fact in enumerate(facts) if index not in used))


def _answers(document: Document, facts: Sequence[Fact], figure: Mapping[str, Any]) -> Iterator[int]:
    unit = re.sub(r"[(（].*?[)）]", "", figure["unit"])
    value = None if figure["value"] is None else Decimal(str(figure["value"]))
    for match in re.finditer(re.escape(figure["span"]), document.text):
        for index, fact in enumerate(facts):
            if fact.value == value and fact.unit == unit and fact.start < match.end() and match.start() < fact.end:
                yield index
