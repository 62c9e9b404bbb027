"""What a row says against itself, the people it names, or the calendar.

Each module of this folder is one rule: `SHEETS`, the sheets it reads ("*" for all), and
`check(sheet, row, known)`, which yields findings and notes. A rule speaks only where all the values it needs are there.
A new file is a new rule; names that begin with _ are help for rules.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

__all__ = ["Known", "check", "check_alone"]

Rule = Callable[[Sheet, Mapping[str, Any], Known], Iterable[Problem]]


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> list[Problem]:
    """Everything the rules say about a row (field -> value, None for blank); orders of dates that can't be, and a day after the end of the
    register, refuse it."""
    problems = [*_orders(sheet, row), *_closed(sheet, row)]
    for name, rule in _rules_of(sheet.name):
        problems.extend(replace(problem, rule=name) for problem in rule(sheet, row, known))
    return problems


def check_alone(sheet: Sheet, row: Mapping[str, Any]) -> tuple[list[Problem], set[str]]:
    """What the rules say that ask nothing beyond the row, and which rules those are: their findings can be derived again at any time."""
    problems: list[Problem] = []
    names: set[str] = set()
    for name, rule in _rules_of(sheet.name):
        nobody = _Nobody()
        said = [replace(problem, rule=name) for problem in rule(sheet, row, nobody)]
        if not nobody.asked:
            problems.extend(said)
            names.add(name)
    return problems, names


class _Nobody:
    """Knows nobody and no day, and remembers that it was asked."""

    def __init__(self) -> None:
        self.asked = False

    @property
    def today(self) -> date:
        self.asked = True
        return date.max

    def person(self, number: str) -> Mapping[str, Any] | None:
        self.asked = True
        return None


def _orders(sheet: Sheet, row: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for first, second in sheet.orders:
        earlier, later = row.get(first), row.get(second)
        if isinstance(earlier, date) and isinstance(later, date) and earlier > later:
            headers = sheet.header(first), sheet.header(second)
            problems.append(
                Problem(
                    "refuse", second, f"{headers[1]} {later} 早于{headers[0]} {earlier}",
                    f"请核对{headers[0]}和{headers[1]}", rule="orders",
                )
            )
    return problems


def _closed(sheet: Sheet, row: Mapping[str, Any]) -> list[Problem]:
    held = row.get(sheet.day)
    if sheet.closed is None or not isinstance(held, date) or held <= sheet.closed:
        return []
    said = f"登记簿“{sheet.name}”已于 {sheet.closed} 停用，不能登记 {held} 的事项"
    return [Problem("refuse", sheet.day, said, "停用以前的事项可以补录；以后的请登记在接替它的登记簿里", rule="closed")]


@cache
def _rules_of(sheet_name: str) -> tuple[tuple[str, Rule], ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    modules = [(name, importlib.import_module(f"{__name__}.{name}")) for name in names]
    return tuple((name, module.check) for name, module in modules if sheet_name in module.SHEETS or "*" in module.SHEETS)
