"""Which versions that were saved by themselves need not be kept any longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

WHOLE = timedelta(days=1)  # of the last day everything stays
HOURLY = timedelta(days=30)  # then the last of each hour, and from here on the last of each day


@dataclass(frozen=True)
class Kept:
    """A version of one passage, as far as the rule looks at it."""

    version: int
    by: str
    at: datetime
    autosaved: bool


def thinned(versions: Sequence[Kept], named: Iterable[datetime], now: datetime, zone: tzinfo) -> list[int]:
    """The versions of one passage (in order) that go. Kept are: the first and the last, what somebody saved, where the writer changes, what
    stood at the moments `named` (acts of the report, files that came back), all of the last day, then the last of each hour, of each day."""
    moments = sorted(named)
    return [
        one.version for before, one, after in _between(versions)
        if one.autosaved and one.at <= now - WHOLE and before.by == one.by == after.by and not any(one.at <= at < after.at for at in moments)
        and _slot(one.at, now, zone) == _slot(after.at, now, zone)
    ]


def _between(versions: Sequence[Kept]) -> Iterator[tuple[Kept, Kept, Kept]]:
    """Each version that has one before and one behind it, with these."""
    for (before, one), (_, after) in pairwise(pairwise(versions)):
        yield before, one, after


def _slot(at: datetime, now: datetime, zone: tzinfo) -> str:
    """The hour or the day of a moment, whichever it is kept by."""
    return f"{at.astimezone(zone):%Y-%m-%d %H}" if at > now - HOURLY else f"{at.astimezone(zone):%Y-%m-%d}"


def spans(versions: Iterable[int]) -> str:
    """Versions as an act says them: 3-7,9."""
    found: list[list[int]] = []
    for one in sorted(versions):
        if found and found[-1][1] == one - 1:
            found[-1][1] = one
        else:
            found.append([one, one])
    return ",".join(f"{first}-{last}" if last > first else str(first) for first, last in found)


def unspanned(text: str) -> Iterator[int]:
    """The versions that an act names."""
    for piece in text.split(","):
        first, _, last = piece.partition("-")
        yield from range(int(first), int(last or first) + 1)
