"""What one check found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["ok", "warn", "fail"]
# What a row of the standard came to, and the words.
Seen = tuple[Literal["pass", "fail", "not_applicable", "not_checked"], str]


@dataclass(frozen=True)
class Result:
    """`ok`: as it should be; `warn`: works, but should be better; `fail`: must be mended. `id` is for programs."""

    name: str
    state: State
    said: str
    mend: str = ""
    id: str = ""


Check = Callable[[datetime], Result]  # given the time of the check


def judged(name: str, wrong: str, said: str, mend: str, state: State = "fail") -> Result:
    """`ok` with what was seen, unless something is wrong."""
    return Result(name, state, wrong, mend) if wrong else Result(name, "ok", said)
