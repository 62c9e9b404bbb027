"""The trace code of a figure: a short digest by which a printed number can be held against the ledger it came from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from fadu.core.figures.period import Period
from fadu.core.figures.rounding import Number, plain

LENGTH = 16  # hex digits


def trace_text(id: str, period: Period, as_of: date, value: Number | None, rows: Iterable[tuple[str, str]]) -> str:
    """What is hashed: id, first day, last day, as-of day, value, then one line `uid digest` a row, sorted; each ends in LF.

    `rows` are the lasting ids of the rows that the figure rests on with the digests of their latest seals.
    """
    head = [id, period.first.isoformat(), period.last.isoformat(), as_of.isoformat(), "null" if value is None else plain(value)]
    return "".join(f"{line}\n" for line in (*head, *sorted(f"{uid} {digest}" for uid, digest in rows)))


def trace_code(id: str, period: Period, as_of: date, value: Number | None, rows: Iterable[tuple[str, str]]) -> str:
    """The first hex digits of the SHA-256 of `trace_text` in UTF-8."""
    return sha256(trace_text(id, period, as_of, value, rows).encode()).hexdigest()[:LENGTH]
