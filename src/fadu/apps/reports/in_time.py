"""The figure of the reports that were handed in and made public in time: read from the register of where they went, against the days by law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fadu.apps.record import registry
from fadu.core.figures import Change, Figure, Group, Reading, Scope
from fadu.core.registers.declared.report_sent import REGISTER
from fadu.core.wording.duties import report_duties

_SHEET = REGISTER.sheet.name


class _InTime:
    """Years of which everybody had the report by the day; counted in the period in which it was sent."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        rows = _rows()
        return [dict.fromkeys((figure.id for figure in figures), Reading(len(_years(rows, scope)))) for scope in scopes]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        rows = _rows()
        years = _years(rows, scope)
        held = [pk for pk, year, _, on in rows if year in years and scope.first <= on <= scope.last]
        return [Group(_SHEET, _table().rows().filter(pk__in=held))]


def _years(rows: Sequence[tuple[int, int, str, date]], scope: Scope) -> set[int]:
    days: dict[int, dict[str, date]] = {}
    for _, year, recipient, on in rows:
        if scope.first <= on <= scope.last:
            of_year = days.setdefault(year, {})
            of_year[recipient] = min(on, of_year.get(recipient, on))
    return {year for year, got in days.items() if _is_in_time(year, got)}


def _is_in_time(year: int, got: Mapping[str, date]) -> bool:
    return all(name in got and got[name] <= duty.due(year) for duty in report_duties() for name in (*duty.to, *duty.copies))


def _rows() -> list[tuple[int, int, str, date]]:
    table = _table()
    read = table.read(table.rows().filter(withdrawn=False))
    return [(row.pk, row.snapshot["year"], row.snapshot["recipient"], row.snapshot["sent_on"]) for row in read]


def _table() -> Any:
    found = registry.table(_SHEET)
    assert found is not None, _SHEET
    return found


FIGURES: tuple[Figure, ...] = (
    Figure(
        "report.filed_in_time", "上年度报告按时报送并公开", "份",
        "统计期内登记的年度报告里，3月1日以前送达同级党委、同级政府、上一级主管部门并抄送同级法治督察单位，且4月1日以前公开的年度有几个",
        REGISTER.heading, _SHEET, _InTime(), change=Change.NONE,
    ),
)
