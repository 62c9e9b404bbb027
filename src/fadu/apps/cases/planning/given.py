"""What somebody gives to a piece of work, and what it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.queries.folding import State

# Facts of the vocabulary, and values of the file.
Left = tuple[Mapping[str, Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Given:
    """The state before, the answers of the form by key, who acts, on which day; `chosen` is what the address chose (a table)."""

    state: State
    answers: Mapping[str, Any]
    bureau: Bureau
    me: str
    on: date
    chosen: Mapping[str, str]
