"""Facts about findings in official texts, which these acts alone keep (no text is sealed), and about figures that were handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
    "sum" the contributions add up to the value, with "stated" the value follows from the rows in another way.
    """

    figure: str
    value: str
    how: str
    first: date
    last: date
    as_of: date
    rows: Mapping[str, str | int]
