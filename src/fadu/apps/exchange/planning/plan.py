"""The plan of an import: every row new, changed, unchanged or refused, with all that is to be said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.planning import leaves, particulars
from fadu.apps.exchange.planning.known import Known
from fadu.apps.exchange.planning.parsing import RowPlan, SheetPlan, merge, parse
from fadu.apps.exchange.planning.references import Resolver
from fadu.apps.record.actions.recording import References
from fadu.core.workbook import rules
from fadu.core.workbook.grades import Problem

Progress = Callable[[str, int, int], None]
VERBS = ("new", "changed", "unchanged", "refused")
# One lost column refuses every row that names its rows: the cause is told before what follows from it.
_TOLD = {"header": 0, "reference": 2}


@dataclass
class Plan:
    """What would happen. `references` are the primary keys that rows written from it may name."""

    sheets: dict[str, SheetPlan] = field(default_factory=dict)
    unknown_sheets: dict[str, list[list[Any]]] = field(default_factory=dict)
    references: References = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[SheetPlan, RowPlan]]:
        return ((sheet, row) for sheet in self.sheets.values() for row in sheet.rows)

    def count(self, verb: str) -> int:
        return sum(sheet.counts()[verb] for sheet in self.sheets.values())

    @property
    def refused(self) -> bool:
        return self.count("refused") > 0 or any(sheet.problems for sheet in self.sheets.values())

    def report(self) -> dict[str, Any]:
        """The plan as plain values: counts a sheet, and each refusal, finding and note with its place."""
        said: dict[str, list[dict[str, Any]]] = {"refuse": [], "finding": [], "note": []}
        for sheet in self.sheets.values():
            for place, problem in sheet.said():
                said[problem.grade].append({**place, **_told(problem)})
        for name in self.unknown_sheets:
            said["note"].append({
                "sheet": name, "row": None, "column": None, "value": None,
                "reason": f"没有名为“{name}”的登记簿，整张表作为附注保留，导出时原样带出", "mend": "",
            })
        return {
            "sheets": {name: sheet.counts() for name, sheet in self.sheets.items()},
            "totals": {verb: self.count(verb) for verb in VERBS},
            "refusals": sorted(said["refuse"], key=lambda one: _TOLD.get(one["rule"], 1)), "findings": said["finding"], "notes": said["note"],
        }


def _told(problem: Problem) -> dict[str, str]:
    return {"reason": problem.reason, "mend": problem.mend, "article": problem.article, "rule": problem.rule}


def make_plan(
    workbook: Mapping[str, list[list[Any]]], *, today: date, keep_going: bool = False, progress: Progress | None = None
) -> Plan:
    """Plan the import of a workbook's cells (sheet name -> rows). Reads the database, writes nothing."""
    tell = progress or (lambda stage, done, total: None)
    plan = Plan(unknown_sheets={name: rows for name, rows in workbook.items() if name.strip() not in HOMES and any(map(any, rows))})
    found = {name.strip(): rows for name, rows in workbook.items()}
    for name, table in HOMES.items():
        if name in found:
            tell(f"核对“{name}”", len(plan.sheets), len(found))
            plan.sheets[name] = parse(table, found[name])
            merge(plan.sheets[name])
    particulars.check(plan.sheets)
    leaves.check(plan.sheets)
    tell("核对引用关系", len(found), len(found))
    plan.references = Resolver(plan.sheets, keep_going=keep_going).settle()
    _apply_rules(plan, today, keep_going)
    return plan


def _apply_rules(plan: Plan, today: date, keep_going: bool) -> None:
    known = Known.standing(today)
    if "人员" in plan.sheets:
        known.people.update((row.key[0], row.after) for row in plan.sheets["人员"].standing())
    for sheet in plan.sheets.values():
        for row in sheet.standing():
            if not row.after["withdrawn"]:
                row.problems.extend(rules.check(sheet.table.sheet, row.after, known))
    # An order of dates that cannot be refuses a row that others may name.
    if any(row.is_refused for _, row in plan.rows()):
        plan.references = Resolver(plan.sheets, keep_going=keep_going).settle()
