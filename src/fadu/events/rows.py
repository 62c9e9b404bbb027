"""Facts about rows of the registers: taken in, changed, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class RowEvent(Event):
    """`subject` is the row's lasting id; `number` what people call it; `before` and `after` all its values by field."""

    sheet: str
    number: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    batch: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class RowRecorded(RowEvent):
    """A row that was not known before was taken in (补录)."""


@dataclass(frozen=True, kw_only=True)
class RowChanged(RowEvent):
    """A known row now has other values."""


@dataclass(frozen=True, kw_only=True)
class RowTakenBack(RowEvent):
    """The act that brought or changed the row was undone; `after` is None where the row is gone again."""


@dataclass(frozen=True, kw_only=True)
class WorkbookImported(Event):
    """A workbook was taken in: which file, by its digest, and how many rows did what."""

    batch: str
    file_name: str
    file_digest: str
    new: int
    changed: int
    unchanged: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class ImportUndone(Event):
    """An import was taken back as one act."""

    batch: str
    removed: int
    restored: int
