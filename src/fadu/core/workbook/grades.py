"""What can be said about a row (three grades), and what a row rule may ask about the rest of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

Grade = Literal["refuse", "finding", "note"]


@dataclass(frozen=True)
class Problem:
    """One thing said about a row: what (`reason`), how to mend it, the article it rests on, the rule that said it.

    `refuse`: the row does not go in. `finding`: it happened, but broke the law or its clock. `note`: the rest.
    `field` is the column it is about; empty for the row or the sheet as a whole.
    """

    grade: Grade
    field: str
    reason: str
    mend: str
    article: str = ""
    rule: str = ""


class Known(Protocol):
    """What a row rule may ask beyond its row."""

    @property
    def today(self) -> date:
        """The day up to which things can have happened."""

    def person(self, number: str) -> Mapping[str, Any] | None:
        """The fields of the person with that number; None where nobody has it."""
