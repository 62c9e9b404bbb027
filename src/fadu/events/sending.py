"""Facts about records for upper platforms: what a person completed, what was sent when, which lists came back and how they differed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class FieldsCompleted(Event):
    """A person filled in fields of a platform's table: of the case `subject`, or of all cases where that is the platform itself."""

    number: str
    target: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class BatchSent(Event):
    """Records were handed over for the platform `subject`, by the field table of this version and digest.

    `file` seals the CSV; `rows` are the cases with their key, what each is (新增, 更正, 撤销) and all its values.
    """

    number: str
    on: date
    version: str
    table: str
    file: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class PlatformCompared(Event):
    """A list of the platform `subject` was held against the cases decided in `year`; `file` seals the list as it came."""

    number: str
    year: int
    name: str
    file: Mapping[str, Any]
    rows: int
    missing_there: tuple[str, ...]
    missing_here: tuple[str, ...]
    differing: tuple[str, ...]
