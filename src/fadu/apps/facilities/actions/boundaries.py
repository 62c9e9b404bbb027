"""Bring the boundaries of the county, on which its objects are shown."""

from __future__ import annotations

import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from fadu.apps.facilities.queries import folder
from fadu.apps.record.actions import enter
from fadu.core import boundaries
from fadu.events.facilities import BoundariesBrought

SUBJECT = "boundaries"


def bring_boundaries(content: bytes, *, name: str, actor: str, at: datetime) -> int:
    """Keep a GeoJSON file, which takes the place of the one before; returns how many areas it has. Raises Refusal for what
    `core.boundaries` refuses."""
    areas = boundaries.read(content)
    digest = sha256(content).hexdigest()
    folder().mkdir(parents=True, exist_ok=True)
    part = folder() / f"{digest}.part"
    with part.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(folder() / digest)  # a file that no act names is never shown
    enter(BoundariesBrought(subject=SUBJECT, file_name=Path(name).name[:200], sha256=digest, areas=len(areas)), actor=actor, at=at)
    return len(areas)
