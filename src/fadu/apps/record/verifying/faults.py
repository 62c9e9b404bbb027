"""What verification says, and what reading an altered table may raise."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError

# A column that holds what its type does not allow (SQLite lets anything in): reading it is what fails.
BROKEN = (ValueError, TypeError, AttributeError, KeyError, ArithmeticError, DatabaseError, ValidationError)


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was sealed: where, and what is wrong."""

    where: str
    reason: str
