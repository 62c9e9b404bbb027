"""Asking a procedure: which moves are open, what stands against one, which clocks run, which documents a stage needs.

Nothing here writes. The refusals are proposals to the person who acts: each carries its article, what is missing, and whether it is fatal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fadu.core.days import Answer, Calendar, Pause
from fadu.core.procedure.documents import Document
from fadu.core.procedure.facts import Facts, Unknown
from fadu.core.procedure.guards import Guard
from fadu.core.procedure.limits import Limit, due
from fadu.core.procedure.model import Move, Procedure
from fadu.core.refusal import Refusal


class Barred(Refusal):
    """A guard stands against a move. `missing` is the fact it needs, where it refuses because it does not know.

    `reviewed`: the pack of guards is signed by two; where not, the refusal is shown with `pack.UNREVIEWED`.
    """

    def __init__(self, guard: Guard, reason: str, mend: str, missing: str = "") -> None:
        super().__init__(reason, mend, guard.article())
        self.guard = guard.id
        self.fatal = guard.fatal
        self.missing = missing
        self.reviewed = guard.reviewed


@dataclass(frozen=True)
class Option:
    """A move out of the present stage, and what stands against it (nothing: it is open)."""

    move: Move
    barred: tuple[Barred, ...]

    @property
    def open(self) -> bool:
        return not self.barred


@dataclass(frozen=True)
class Running:
    """A clock that runs: its limit, the day it started, and when it ends."""

    limit: Limit
    since: date
    answer: Answer

    @property
    def day(self) -> date | None:
        """The last safe day; that of the moment where the limit counts hours."""
        last = self.answer.safe
        return last.date() if isinstance(last, datetime) else last


def moves_from(procedure: Procedure, stage: str, facts: Mapping[str, Any]) -> list[Option]:
    """Every move out of a stage with what stands against it. KeyError for a stage the procedure does not have."""
    procedure.stages[stage]
    return [Option(move, check(move, facts)) for move in procedure.leaving(stage)]


def check(move: Move, facts: Mapping[str, Any]) -> tuple[Barred, ...]:
    """What stands against a move: one entry a fault, none where it is open.

    `facts` are keys of `data/facts.csv`; what is not known is absent. A guard that needs what is absent refuses and says what it needs.
    """
    known = Facts(facts)
    found: list[Barred] = []
    for guard in move.guards:
        found.extend(ask(guard, known))
    return tuple(found)


def ask(guard: Guard, known: Facts) -> list[Barred]:
    """What one guard says."""
    found: list[Barred] = []
    try:
        found.extend(Barred(guard, lack.reason, lack.mend) for lack in guard.check(known))
    except Unknown as unknown:
        found.append(Barred(guard, f"不能判断“{guard.rule}”：没有{unknown.what}", f"请补充{unknown.what}", unknown.what))
    except Refusal as refusal:  # an arithmetic that can't be done with these facts
        found.append(Barred(guard, refusal.reason, refusal.mend))
    return found


def clocks(procedure: Procedure, facts: Mapping[str, Any], calendar: Calendar | None = None) -> list[Running]:
    """The clocks that run, by due day; those whose limit has no count stand last. Raises Refusal for a pause the law does not know."""
    known = Facts(facts)
    running = []
    for clock in procedure.clocks:
        since = known.get(clock.since) if clock.since else None
        if since is None or any(known.get(until) is not None for until in clock.until):
            continue
        pauses = [Pause(one["from"], one["to"], one.get("ground", "")) for one in (known.get(clock.pauses) if clock.pauses else None) or ()]
        extend = (known.get(clock.extend) if clock.extend else None) or 0
        running.append(Running(clock.limit, since, due(clock.limit.id, since, pauses=pauses, extend=extend, calendar=calendar)))
    return sorted(running, key=lambda one: (one.answer.safe is None, str(one.answer.safe or ""), one.limit.id))


def papers(procedure: Procedure, stage: str) -> tuple[Document, ...]:
    """The documents of a stage: its own and those of the moves into it, by number."""
    found = {one.number: one for one in procedure.stages[stage].documents}
    for move in procedure.moves.values():
        if move.target == stage:
            found.update((one.number, one) for one in move.documents)
    return tuple(found[number] for number in sorted(found))
