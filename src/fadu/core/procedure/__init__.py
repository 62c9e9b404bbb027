"""The procedures of the law as data: stages, moves, guards, clocks, documents, and the arithmetic of time limits and thresholds.

    from fadu.core import procedure
    case = procedure.procedures()["penalty"]
    for option in procedure.moves_from(case, "S50", {"notice_served_on": date(2026, 9, 18), "act_on": date(2026, 9, 25), …}):
        print(option.move.name, [barred.reason for barred in option.barred])
    procedure.due("D07", date(2026, 9, 18)).safe

The data lie in `data/`, one file a procedure in `data/procedures/`, one guard a file in `guards/`, one rule of arithmetic a file in `rules/`.
Errors: `pack.BadPack` for data that can't be used, `Refusal` (and its kinds `Barred`, `UnknownRule`) for what the law or its data refuse.
"""

from fadu.core.procedure.engine import Barred, Option, Running, check, clocks, moves_from, papers
from fadu.core.procedure.limits import Limit, UnknownRule, due, limit
from fadu.core.procedure.model import Clock, Move, Procedure, Stage, procedures

__all__ = [
    "Barred", "Clock", "Limit", "Move", "Option", "Procedure", "Running", "Stage", "UnknownRule",
    "check", "clocks", "due", "limit", "moves_from", "papers", "procedures",
]
