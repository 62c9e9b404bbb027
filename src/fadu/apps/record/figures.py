"""How figures are counted over sealed rows: several at once in SQL, and what stood about a thing on a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Aggregate, Count, Q, QuerySet, Sum

from fadu.apps.record.queries import changes_until
from fadu.apps.record.sealed import SealedRow
from fadu.core.figures import Change, Figure, Number, Scope, plain
from fadu.core.workbook import cells
from fadu.core.workbook.headers import fold
from fadu.core.workbook.schema import Sheet

Rows = Callable[[Scope], "QuerySet[Any]"]
Where = Callable[[Scope], Q]


def in_period(model: type[SealedRow], day: str, **fixed: Any) -> Rows:
    """Standing rows of a model whose day lies in the period and not after the as-of day."""

    def rows(scope: Scope) -> QuerySet[Any]:
        return model.standing.filter(**fixed, **{f"{day}__range": (scope.first, scope.last)})

    return rows


@dataclass(frozen=True)
class Tally:
    """Rows to count from, which of them, and the aggregate; figures with the same `base` are counted in one query."""

    base: Rows
    where: Where
    aggregate: Callable[[Q], Aggregate]

    def value(self, scope: Scope) -> Number:
        found = self.base(scope).aggregate(n=self.aggregate(self.where(scope)))["n"]
        return found or 0

    def rows(self, scope: Scope) -> QuerySet[Any]:
        return self.base(scope).filter(self.where(scope))


def counting(where: Q) -> Aggregate:
    """How many rows."""
    return Count("pk", filter=where)


def distinct(field: str) -> Callable[[Q], Aggregate]:
    """How many different values of a field."""
    return lambda where: Count(field, filter=where, distinct=True)


def adding(field: str) -> Callable[[Q], Aggregate]:
    """The sum of a field."""
    return lambda where: Sum(field, filter=where)


@dataclass(frozen=True)
class Counter:
    """Makes figures of one heading over the same rows."""

    system: str
    sheet: str
    base: Rows

    def __call__(
        self, id: str, name: str, unit: str, definition: str, where: Where | Q | None = None,
        aggregate: Callable[[Q], Aggregate] = counting, change: Change = Change.COUNT,
    ) -> Figure:
        test = where if callable(where) else partial(_same, where or Q())
        tally = Tally(self.base, test, aggregate)
        return Figure(id, name, unit, definition, self.system, self.sheet, tally.value, tally.rows, change, tally=tally)


def _same(where: Q, scope: Scope) -> Q:
    return where


def evaluate(figures: Iterable[Figure], scope: Scope) -> dict[str, Number | None]:
    """The values of many figures: one query for those counted over the same rows, and those made of others without any."""
    values: dict[str, Number | None] = {}
    groups: dict[Rows, dict[str, Tally]] = {}
    made: list[Figure] = []
    for figure in figures:
        if figure.tally:
            groups.setdefault(figure.tally.base, {})[figure.id] = figure.tally
        elif figure.parts:
            made.append(figure)
        else:
            values[figure.id] = figure.value(scope)
    for base, tallies in groups.items():
        asked = {f"n{n}": tally.aggregate(tally.where(scope)) for n, tally in enumerate(tallies.values())}
        found = base(scope).aggregate(**asked)
        values.update({id: found[f"n{n}"] or 0 for n, id in enumerate(tallies)})
    for figure in made:
        parts = (values[part.id] if part.id in values else part.value(scope) for part in figure.parts)
        values[figure.id] = figure.combine(*parts) if figure.combine else None
    return values


def digest_value(value: Number | None) -> str:
    """A value as trace codes hash it."""
    return "" if value is None else plain(value)


_YES_NO_MARK = re.compile(r"\(是/否\)$")


class Standing:
    """What dated changes (变更) say about the things of one sheet on a day; everything else stands in the row itself."""

    def __init__(self, sheet: Sheet, kind: str, day: date) -> None:
        columns = {_YES_NO_MARK.sub("", fold(column.header)): column for column in sheet.columns}
        self.day = day
        self.changed: dict[str, dict[str, Any]] = {}
        for number, item, value in changes_until(kind, day):
            column = columns.get(_YES_NO_MARK.sub("", fold(item)))
            if column is None:
                continue
            try:
                read = cells.read(value, column)
            except cells.BadCell:
                continue
            self.changed.setdefault(column.field, {})[number] = None if read is cells.CLEAR else read

    def holds(self, field: str, test: Q, passes: Callable[[Any], bool]) -> Q:
        """Rows for which a field meets a test on the day: `test` on the row, `passes` on a changed value."""
        changed = self.changed.get(field)
        if not changed:
            return test
        return (test & ~Q(number__in=list(changed))) | Q(number__in=[number for number, value in changed.items() if passes(value)])

    def is_yes(self, field: str) -> Q:
        """Rows whose flag says 是 on the day."""
        return self.holds(field, Q(**{field: True}), bool)

    def is_one_of(self, field: str, *choices: str) -> Q:
        """Rows whose field holds one of the choices on the day."""
        return self.holds(field, Q(**{f"{field}__in": choices}), lambda value: value in choices)

    def not_later(self, field: str) -> Q:
        """Rows whose date is blank or has come by the day."""
        return self.holds(field, Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": self.day}), lambda value: not value or value <= self.day)

    def not_yet(self, field: str) -> Q:
        """Rows whose date is blank or has not come by the day."""
        return self.holds(field, Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": self.day}), lambda value: not value or value > self.day)

    def not_yet_over(self, field: str) -> Q:
        """Rows whose date is blank or is this day or later (a last day of validity)."""
        return self.holds(field, Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": self.day}), lambda value: not value or value >= self.day)
