"""Facts about closed files: bound with a catalogue and page numbers, handed out as packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class FileBound(Event):
    """The file of the matter `subject` was bound (组卷): two volumes in order, each piece with its pages and, where its bytes lie here,
    their digests and size. Bound anew it says why; the last binding counts. `kept_until` is empty for ever."""

    number: str
    on: date
    archive_number: str
    cause: str
    party: str
    retention: str
    ground: str
    kept_until: date | None
    pieces: Sequence[Mapping[str, Any]]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PackageHandedOut(Event):
    """A package of a bound file left the house, to whom and for what. `files` are all that it holds: path, digests, size.

    `bound` is the act of the binding; `volumes` which of the two volumes it holds.
    """

    number: str
    bound: int
    receiver: str
    purpose: str
    volumes: tuple[str, ...]
    files: Sequence[Mapping[str, Any]]
