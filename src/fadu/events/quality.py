"""Facts about daily values of the environment: a file of them taken in, and taken back."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class AirDaysRecorded(Event):
    """Daily values of air were taken in as one act; `subject` is the batch, `values_digest` covers every value of it.

    `unchanged` days stood in earlier batches with the same values.
    """

    file_name: str
    file_digest: str
    places: tuple[str, ...]
    first: str
    last: str
    days: int
    unchanged: int
    values_digest: str


@dataclass(frozen=True, kw_only=True)
class AirDaysTakenBack(Event):
    """The batch `subject` was taken back as one act."""

    days: int


@dataclass(frozen=True, kw_only=True)
class BulletinTaken(Event):
    """A table of bulletins was taken in; each row of 环境质量 has an act of its own with the same batch (`subject`)."""

    file_name: str
    file_digest: str
    first: str
    last: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class BulletinTakenBack(Event):
    """The batch `subject` of bulletins was taken back."""

    rows: int
