"""Facts about the map on which regulated objects are shown."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class BoundariesBrought(Event):
    """The bureau's boundaries: the file by its digest, and how many areas it names."""

    file_name: str
    sha256: str
    areas: int
