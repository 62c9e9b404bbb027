"""Facts about the review of case files (案卷评查): what a reviewer marked, and which files were drawn for review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class FileReviewed(Event):
    """A reviewer's marks of the file of the matter `subject`, as it stood after its act `seen`, by an edition of the rules.

    `found` are fatal items with the reason, `marks` the documents (None: does not apply), `lost` the deductions of form, `score` their sum by
    the formula. `floor`, `ceiling` and `computed` are what was computed beside them; `entered` is the row of the register 案卷评查.
    """

    number: str
    on: date
    edition: str
    type: str
    seen: int
    found: Mapping[str, str]
    marks: Mapping[str, Decimal | None]
    lost: tuple[str, ...]
    score: Decimal
    floor: Decimal
    ceiling: Decimal
    computed: tuple[str, ...]
    organiser: str
    grade: str = ""
    opinion: str = ""
    entered: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewSampleDrawn(Event):
    """Files were drawn for review: the `count` smallest tickets of `seed` and number among `frame`. `stated_in`: where the seed is public."""

    number: str
    year: int
    seed: str
    stated_in: str
    frame: tuple[str, ...]
    drawn: tuple[str, ...]
    reason: str = ""
