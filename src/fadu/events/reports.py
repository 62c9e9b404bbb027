"""Facts about findings in official texts, which these acts alone keep (no text is sealed), and about figures that were handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class FindingAccepted(Event):
    """Somebody looked at a finding and lets the text stand. `subject` is core.wording.identity: a digest of check, words and sentence."""

    check: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FindingReopened(Event):
    """A finding that was accepted counts again."""

    check: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FigureSealed(Event):
    """A figure (`subject`, `figure`: its id) said `value` for the days `first` to `last`, with the knowledge of `as_of`.

    `rows` are digests and size of [[index of the latest act, contribution], …] of the rows it counts (core.ledger.export); with `how`
    "sum" the contributions add up to the value, with "distinct" it is how many differ, with "stated" it follows in another way. `field` is
    the field of the rows from which the contributions are taken, "" where each row counts one.
    """

    VERSION: ClassVar[int] = 2

    figure: str
    value: str
    how: str
    field: str
    first: date
    last: date
    as_of: date
    rows: Mapping[str, str | int]


@dataclass(frozen=True, kw_only=True)
class ReportEvent(Event):
    """`subject` is the lasting id of the report, `number` what people call it."""

    number: str


@dataclass(frozen=True, kw_only=True)
class ReportBegun(ReportEvent):
    """A report was begun from the compiled outline, from a file or, as a corrigendum, from the signed report `corrects`."""

    year: int
    as_of: date
    base: str
    corrects: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportReviewed(ReportEvent):
    """Somebody reviewed the text and figures with this digest (SHA-256 of what would be signed, without the day of signing)."""

    digest: str
    opinion: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportReturned(ReportEvent):
    """Somebody who was to review or sign it gave it back."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class ReportSigned(ReportEvent):
    """A report was signed: digests and size of text and figures (with the digests of their rows), and of both documents."""

    content: Mapping[str, str | int]
    docx: Mapping[str, str | int]
    pdf: Mapping[str, str | int]
    figures: int
    reviewer: str
    corrects: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportDropped(ReportEvent):
    """A draft was given up."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class AutosavesThinned(ReportEvent):
    """Versions of a draft that were saved by themselves were taken out: how many, and by the lasting id of each passage which (3-7,9)."""

    count: int
    versions: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ReportPublished(ReportEvent):
    """A signed report was put on the public page."""

    digest: str


@dataclass(frozen=True, kw_only=True)
class AnswerAsked(ReportEvent):
    """An office was asked for a passage (its lasting id) or for the rows of a register, by a day."""

    office: str
    what: str
    due: date
    passage: str = ""
    register: str = ""


@dataclass(frozen=True, kw_only=True)
class AskClosed(ReportEvent):
    """The asking of the act `ask` needs no more answer."""

    ask: int
    reason: str
