"""Ranks that somebody else published (考核排名): as recorded, with their own period and source document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from fadu.apps.registers.models import Fact
from fadu.core.figures import Change, Figure, Group, Period, Reading, Scope, Span

_SHEET = "考核排名"


class _Rankings:
    """`handle` is (matter, field). Of several notices in a period the one that ends last counts, and the longest of those."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        rows = list(self._rows({figure.handle[0] for figure in figures}))
        return [{figure.id: _reading(_pick(rows, figure, scope), figure.handle[1]) for figure in figures} for scope in scopes]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        row = _pick(list(self._rows({figure.handle[0]})), figure, scope)
        return [Group(_SHEET, Fact.standing.filter(pk=row.pk if row else None))]

    def _rows(self, matters: set[str]) -> QuerySet[Any]:
        return Fact.standing.filter(register=_SHEET, kind__in=matters)


def _pick(rows: Sequence[Any], figure: Figure, scope: Scope) -> Any:
    matter, field = figure.handle
    inside = [
        row for row in rows
        if row.kind == matter and scope.first <= row.day and row.day_to <= scope.last and row.values.get(field) is not None
    ]
    return max(inside, key=lambda row: (row.day_to, row.day_to - row.day, row.number), default=None)


def _reading(row: Any, field: str) -> Reading:
    return Reading(row.values[field], Period(row.day, row.day_to), row.values.get("source", "")) if row else Reading(None)


_SOURCE = _Rankings()


def ranking(id: str, name: str, system: str, matter: str, field: str) -> Figure:
    """A figure for one published rank (`field`: city_rank or province_rank); it belongs to the app whose work is ranked."""
    scale = {"city_rank": "全市排名", "province_rank": "全省排名"}[field]
    definition = f"考核排名中“{matter}”的{scale}（时段在统计期内，按来源文件）"
    return Figure(id, name, "位", definition, system, _SHEET, _SOURCE, (matter, field), Change.RANK, span=Span.STATED)
