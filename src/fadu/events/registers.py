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


@dataclass(frozen=True, kw_only=True)
class RegisterAltered(RegisterDeclared):
    """Columns were added to a register of one's own, or its keeper, rhythm or evidence changed; `declaration` is what holds from now on."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class RegisterClosed(RegisterAltered):
    """A register of one's own takes nothing dated later than today any more; its rows and figures stay."""
