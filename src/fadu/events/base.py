"""What every published fact has. Ids and plain values only; personal data by reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact about `subject`. VERSION is the version of the event's fields; it is sealed with them."""

    VERSION: ClassVar[int] = 1
    subject: str
