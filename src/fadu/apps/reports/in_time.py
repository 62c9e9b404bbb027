"""The figure of the reports that were handed in and made public in time: read from the register of where they went, against the days by law."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fadu.apps.reports.sent import SHEET, Sending, first_days, sent_of, sheet
from fadu.core.figures import Change, Figure, Group, Reading, Scope
from fadu.core.registers.declared.report_sent import REGISTER
from fadu.core.wording.duties import report_duties


class _InTime:
    """Years of which everybody had the report by the day; counted in the period in which it was sent."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        sendings = sent_of()
        return [dict.fromkeys((figure.id for figure in figures), Reading(len(_years(sendings, scope)))) for scope in scopes]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        held = [one.uid for of_year in _years(sent_of(), scope).values() for one in of_year]
        return [Group(SHEET, sheet().rows().filter(uid__in=held))]


def _years(sendings: Sequence[Sending], scope: Scope) -> dict[int, list[Sending]]:
    """What was sent in the period, of each year that was in time."""
    by_year: dict[int, list[Sending]] = {}
    for one in sendings:
        if scope.first <= one.on <= scope.last:
            by_year.setdefault(one.year, []).append(one)
    return {year: of_year for year, of_year in by_year.items() if _is_in_time(year, first_days(of_year))}


def _is_in_time(year: int, got: Mapping[str, date]) -> bool:
    return all(name in got and got[name] <= duty.due(year) for duty in report_duties() for name in (*duty.to, *duty.copies))


_BY_LAW = "，".join(f"{duty.month}月{duty.day}日以前{'、'.join((*duty.to, *duty.copies))}" for duty in report_duties())

FIGURES: tuple[Figure, ...] = (
    Figure(
        "report.filed_in_time", "上年度报告按时报送并公开", "份", f"统计期内登记的年度报告里，各方都按时得到的年度有几个：{_BY_LAW}",
        REGISTER.heading, SHEET, _InTime(), change=Change.NONE,
    ),
)
