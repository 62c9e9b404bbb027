"""Facts about registers themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class RegisterDeclared(Event):
    """The bureau declared a register of its own: `subject` is its code, `declaration` all that follows from it."""

    name: str
    declaration: Mapping[str, Any]
