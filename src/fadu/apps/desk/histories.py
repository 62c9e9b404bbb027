"""One regulated object from all registers: whatever row names it, whichever office keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from fadu.apps.record import lists, registry
from fadu.apps.record.tables import Table
from fadu.core.workbook.schema import Column

FACILITIES, CHANGES, INSPECTIONS, CASES = "监管对象", "变更", "检查", "案件"


@dataclass(frozen=True)
class Part:
    """The rows of one register that name the object, latest first."""

    sheet: str
    noun: str
    key: str
    headers: Sequence[Column]
    rows: Sequence[lists.RowView]


@dataclass(frozen=True)
class History:
    """The object's own row, then what every register says of it or of one of its cases; `years` are (year, visits, visits with a problem)."""

    row: lists.RowPage
    name: str
    parts: Sequence[Part]
    years: Sequence[tuple[int, int, int]]


def search(text: str) -> QuerySet[Any]:
    """Objects whose number, name, code, address or any other words hold the text, by number."""
    return lists.rows(registry.tables()[FACILITIES], text=text).order_by("number")


def views(found: QuerySet[Any]) -> list[lists.RowView]:
    """A page of objects."""
    return lists.views_of(registry.tables()[FACILITIES], found)


def headers() -> list[Column]:
    """The columns of such a page."""
    return lists.list_headers(registry.tables()[FACILITIES])


def history(uid: str) -> History | None:
    """Everything about one object; None where there is none."""
    row = lists.row_page(registry.tables()[FACILITIES], uid)
    if row is None:
        return None
    parts = []
    cases = _cases(row.number)
    for name, table in registry.tables().items():
        tests = [test for test in (about(table, row.number), lists.naming(table, CASES, cases)) if test is not None]
        if not tests:
            continue
        found = lists.rows(table).filter(reduce(or_, tests), withdrawn=False)
        if rows := lists.views_of(table, found):
            parts.append(Part(name, table.sheet.noun, "·".join(c.header for c in table.sheet.key), lists.list_headers(table), rows))
    return History(row, row.title, parts, _years(row.number))


def about(table: Table, number: str) -> Q | None:
    """Rows of a register that name the object; None where no column of it could."""
    if table.sheet.name == CHANGES:
        return Q(target_kind=FACILITIES, target=number)
    return lists.naming(table, FACILITIES, [number])


def _cases(number: str) -> list[str]:
    table = registry.tables()[CASES]
    return [table.label(table.key_of(row.snapshot)) for row in table.read(table.rows().filter(about(table, number), withdrawn=False))]


def _years(number: str) -> list[tuple[int, int, int]]:
    visits: dict[int, list[bool]] = {}
    rows = registry.tables()[INSPECTIONS].rows().filter(facility__number=number, withdrawn=False)
    for day, problem in rows.values_list("inspected_on", "found_problem"):
        visits.setdefault(day.year, []).append(problem)
    return [(year, len(found), sum(found)) for year, found in sorted(visits.items())]
