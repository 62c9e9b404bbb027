"""Reads of the declared registers; callers get values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fadu.apps.record.tables import Table
from fadu.apps.registers.models import Fact, OwnRegister
from fadu.apps.registers.tables import table_of
from fadu.core.figures import Scope
from fadu.core.registers import DECLARED, Register
from fadu.core.registers.own import register_of


@dataclass(frozen=True)
class ZeroReport:
    """零报告: that in a stretch of days there was nothing (无), or something (有)."""

    pk: int
    matter: str
    first: date
    last: date
    result: str


def zero_reports() -> list[ZeroReport]:
    """All zero reports that stand, by matter and first day."""
    rows = Fact.standing.filter(register="零报告").order_by("kind", "day", "number")
    return [ZeroReport(r.pk, r.kind, r.day, r.day_to, r.values.get("result", "")) for r in rows]


def zero_reports_for(matter: str, scope: Scope, reports: Sequence[ZeroReport]) -> tuple[str, list[ZeroReport]]:
    """What the reports say of a matter in a scope, and which of them.

    "有" where a report inside the scope says so; "无" where such reports together leave no day uncovered; else "". When a
    report was handed in does not matter: one about December is written in January.
    """
    about = [report for report in reports if report.matter == matter and report.first <= scope.last and report.last >= scope.first]
    some = [report for report in about if report.result == "有"]
    if inside := [report for report in some if scope.first <= report.first and report.last <= scope.last]:
        return "有", inside
    none = [report for report in about if report.result == "无"]
    uncovered = scope.first
    for report in none:
        if report.first <= uncovered:
            uncovered = max(uncovered, report.last + timedelta(days=1))
    return ("无", none) if none and uncovered > scope.last and not some else ("", [])


def own_registers() -> list[Register]:
    """The registers that the bureau declared itself, in the order in which it did."""
    return [register_of(code, value) for code, value in OwnRegister.objects.values_list("code", "declaration")]


def own_tables() -> list[Table]:
    """Their tables."""
    return list(map(table_of, own_registers()))


def own_table(name: str) -> Table | None:
    """The table of the own register of that name."""
    found = OwnRegister.objects.filter(name=name).values_list("code", "declaration").first() if name else None
    return table_of(register_of(*found)) if found else None


def registers() -> list[Register]:
    """All declared registers: those that Fadu brings, and the bureau's own."""
    return [*DECLARED.values(), *own_registers()]
