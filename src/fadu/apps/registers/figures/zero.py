"""Matters of which the ledger knows only that there were none (零报告): zero where a report covers the period, else unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fadu.apps.registers.models import Fact
from fadu.apps.registers.queries import zero_reports, zero_reports_for
from fadu.core.figures import Change, Figure, Group, Reading, Scope


class _ZeroReports:
    """`handle` is the matter."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        reports = zero_reports()
        said = [{figure.id: zero_reports_for(figure.handle, scope, reports)[0] for figure in figures} for scope in scopes]
        return [{id: Reading(0 if result == "无" else None) for id, result in results.items()} for results in said]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        return [zero_group(figure.handle, scope)]


def zero_group(matter: str, scope: Scope, *, counted: bool = True) -> Group:
    """The zero reports that say something of a matter in a scope."""
    _, reports = zero_reports_for(matter, scope, zero_reports())
    return Group("零报告", Fact.standing.filter(pk__in=[report.pk for report in reports]), counted)


_SOURCE = _ZeroReports()


def _zero(key: str, matter: str) -> Figure:
    definition = f"统计期由“{matter}”的零报告覆盖且都报“无”时为零，否则不知道"
    return Figure(f"zero.{key}", matter, "件", definition, "监督问责", "零报告", _SOURCE, matter, Change.NONE)


FIGURES: tuple[Figure, ...] = (
    _zero("discipline", "干部职工违纪违法"),
    _zero("unlawful_conduct_complaints", "违法办事引发信访"),
    _zero("accountability", "执法过错追责"),
)
