"""Facts about complaints."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class ComplaintJudged(Event):
    """Somebody decided on what the software proposed about a complaint (`subject` its lasting id, `number` what people call it).

    `matter` is "repeat" (it repeats the complaint `other`) or "overdue" (somebody is to answer for its being late); `holds` the decision.
    """

    number: str
    matter: str
    other: str
    holds: bool
    reason: str
