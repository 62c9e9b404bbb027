"""How figures are counted over sealed rows: several figures and several periods in one query, and what stood about a thing on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Aggregate, Count, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value

from fadu.apps.record.models import AttributeChange, Finding
from fadu.apps.record.tables import Table
from fadu.core.figures import Change, Figure, Group, Number, Reading, Scope, Span, rounded
from fadu.core.workbook import cells, headers
from fadu.core.workbook.sheets.bureau import CHANGE_TARGETS, CHANGES

Aggregated = Callable[[Q], Aggregate]
Where = Callable[[Any], Q]


@dataclass(frozen=True)
class Tally:
    """Which rows a figure counts (told by the scope, or by a Standing), in which date field they lie, and how they are counted."""

    where: Where
    aggregate: Aggregated
    day: str = ""


def counting(where: Q) -> Aggregate:
    """How many rows."""
    return Count("pk", filter=where)


@dataclass(frozen=True, eq=False)
class Over:
    """Counts by a field (its name, or an expression): "sum" adds its values up, "distinct" counts how many differ."""

    how: str
    field: Any

    def __call__(self, where: Q) -> Aggregate:
        if self.how == "sum":
            return Sum(self.field, filter=where)
        return Count(self.field, filter=where, distinct=True)

    def column(self, table: Table) -> str:
        """The column of the table that it reads, "" where it is none alone."""
        if isinstance(self.field, str):
            return next((column.field for column in table.sheet.columns if table.field_of(column) == self.field), "")
        expression = self.field
        while not hasattr(expression, "key_name"):
            [expression] = expression.get_source_expressions()[:1] if hasattr(expression, "get_source_expressions") else [None]
            if expression is None:
                return ""
        return str(expression.key_name)


def distinct(field: Any) -> Aggregated:
    """How many different values of a field."""
    return Over("distinct", field)


def adding(field: Any) -> Aggregated:
    """The sum of a field."""
    return Over("sum", field)


def broken(sheet: str, rule: str) -> Q:
    """Rows on which a finding of the rule stands; what is in time is said by the rules of the workbook alone."""
    return Q(number__in=Finding.objects.filter(sheet=sheet, rule=rule, grade="finding").values("number"))


def any_of(tests: Iterable[Q]) -> Q:
    """Rows that pass one of the tests (at least one is given)."""
    found: Q = Q(*tests, _connector=Q.OR)
    return found


def in_period(day: str, scope: Scope) -> Q:
    """Rows whose day lies in the period, and not after the as-of day."""
    return Q(**{f"{day}__range": (scope.first, scope.last)})


class Dated:
    """Facts of a table, each with one date or several of which a figure goes by one."""

    def __init__(self, rows: Callable[[], QuerySet[Any]], *days: str) -> None:
        self._rows = rows
        self._days = days

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[dict[str, Reading]]:
        """One query for all figures and scopes: a SELECT for each scope, put together by UNION ALL."""
        first, *others = [self._counted(figures, place, scope) for place, scope in enumerate(scopes)]
        rows = {row["place"]: row for row in first.union(*others, all=True)}
        return [
            {figure.id: Reading(_number(rows[place][f"n{n}"])) for n, figure in enumerate(figures)} for place in range(len(scopes))
        ]

    def _counted(self, figures: Sequence[Figure], place: int, scope: Scope) -> QuerySet[Any]:
        # Only rows of the scope are looked at, so a figure need not test their day again where there is only one it could go by.
        test = self._where if len(self._days) > 1 else self._passing
        columns = {f"n{n}": figure.handle.aggregate(test(figure, scope)) for n, figure in enumerate(figures)}
        reached = self._rows().filter(self._reach(scope)).order_by()
        counted: QuerySet[Any] = reached.values(place=Value(place)).annotate(**columns)
        return counted

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        return [Group(figure.sheet, self._rows().filter(self._where(figure, scope)))]

    def _reach(self, scope: Scope) -> Q:
        """Rows that a figure could count at all."""
        return any_of(in_period(day, scope) for day in self._days)

    def _where(self, figure: Figure, scope: Scope) -> Q:
        day = in_period(figure.handle.day, scope) if len(self._days) > 1 else self._reach(scope)
        return day & self._passing(figure, scope)

    def _passing(self, figure: Figure, scope: Scope) -> Q:
        tally: Tally = figure.handle
        return tally.where(scope)


class Linked(Dated):
    """Links of dated rows (officers of an inspection, cases of a meeting), counted each; `back` leads from a link to its row."""

    def __init__(self, model: Any, field: str, back: str, day: str) -> None:
        through = getattr(model, field).through.objects
        super().__init__(lambda: through.filter(**{f"{back}__withdrawn": False}), f"{back}__{day}")
        self._model, self._back = model, back

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        links = self._back + "_id"
        return [replace(group, rows=self._model.standing.filter(pk__in=group.rows.values(links))) for group in super().groups(figure, scope)]


def _number(value: Any) -> Number:
    if isinstance(value, Decimal | float):
        # SQLite adds in binary fractions; what is added here has two decimals at most.
        money = rounded(Decimal(value), 2)
        return int(money) if money == int(money) else money
    return value or 0


@dataclass(frozen=True)
class Counter:
    """Makes figures of one heading: facts dated in the period by `day`."""

    system: str
    sheet: str
    source: Dated
    day: str
    only: Q = field(default_factory=Q)

    def __call__(
        self, id: str, name: str, unit: str, definition: str, where: Where | Q | None = None, aggregate: Aggregated = counting,
        change: Change = Change.COUNT,
    ) -> Figure:
        test = partial(_both, self.only, where) if callable(where) else partial(_same, self.only & (where or Q()))
        return Figure(id, name, unit, definition, self.system, self.sheet, self.source, Tally(test, aggregate, self.day), change)


def _same(where: Q, scope: Scope) -> Q:
    return where


def _both(only: Q, where: Where, scope: Scope) -> Q:
    return only & where(scope)


def said_until(kind: str, day: date) -> list[tuple[str, str, date]]:
    """(column, value, first day) of what dated changes say of things of a kind up to a day, each pair once."""
    changes = AttributeChange.standing.filter(target_kind=kind, since__lte=day).order_by()
    return list(changes.values_list("item", "value").annotate(first=Min("since")))


class Standing:
    """The things of one sheet as they stand on a day: the row says how it began, dated changes (变更) what came later."""

    def __init__(self, table: Table, kind: str, day: date, said: Iterable[tuple[str, str, date]] | None = None) -> None:
        """`said` is what `said_until` gives for this day or a later one, where it has been read already."""
        self.day = day
        self._table = table
        self._key = str(table.field_of(table.sheet.key[0]))
        self._changes: QuerySet[Any] = AttributeChange.standing.filter(target_kind=kind, since__lte=day)
        self._items: dict[str, set[str]] = {}
        self._said: dict[str, dict[str, Any]] = {}
        self._asked: set[str] = set()
        for item, raw, first in said_until(kind, day) if said is None else said:
            if first <= day:
                self._hear(item, raw)

    def _hear(self, item: str, raw: str) -> None:
        column = headers.named(item, self._table.sheet)
        if column is None:
            return
        try:
            value = cells.read(raw, column)
        except cells.BadCell:  # the import refuses it, so it can only be left over from another version
            return
        self._items.setdefault(column.field, set()).add(item)
        self._said.setdefault(column.field, {})[raw] = None if value is cells.CLEAR else value

    def rows(self) -> QuerySet[Any]:
        """The rows that are not withdrawn, with what the latest changes say and since when (`now_…`, `since_…`)."""
        latest = {
            f"{prefix}_{field}": Subquery(self._about(field).filter(target=OuterRef(self._key)).values(what)[:1])
            for field in self._said
            for prefix, what in (("now", "value"), ("since", "since"))
        }
        found: QuerySet[Any] = self._table.rows().filter(withdrawn=False).annotate(**latest)
        return found

    def value(self, row: Any, field: str) -> Any:
        """What holds of a row of `rows()` on the day: what the latest change says, or what the row says."""
        raw = getattr(row, f"now_{field}", None) if self.has_changes(field) else None
        return getattr(row, field) if raw is None else self._said[field][raw]

    def changes(self) -> list[Group]:
        """The changes that bear on the fields asked for so far."""
        items = {item for field in self._asked for item in self._items.get(field, ())}
        return [Group(CHANGES.name, self._changes.filter(item__in=items), counted=False)] if items else []

    def history(self, *fields: str) -> dict[tuple[str, str], list[tuple[date, Any]]]:
        """(number, field) -> its dated changes up to the day, earlier ones first."""
        found: dict[tuple[str, str], list[tuple[date, Any]]] = {}
        for name in filter(self.has_changes, fields):
            for number, since, raw in self._about(name).reverse().values_list("target", "since", "value"):
                found.setdefault((number, name), []).append((since, self._said[name][raw]))
        return found

    def _about(self, field: str) -> QuerySet[Any]:
        about = self._changes.filter(item__in=self._items[field], value__in=self._said[field])
        latest_first: QuerySet[Any] = about.order_by("-since", "-number")
        return latest_first

    def has_changes(self, field: str) -> bool:
        """Whether any change of the field has come by the day."""
        self._asked.add(field)
        return field in self._said

    def holds(self, field: str, test: Q, passes: Callable[[Any], bool]) -> Q:
        """Rows for which a field meets a test on the day: `test` on the row, `passes` on a changed value."""
        if not self.has_changes(field):
            return test
        unchanged = Q(**{f"now_{field}__isnull": True})
        return (unchanged & test) | Q(**{f"now_{field}__in": [raw for raw, value in self._said[field].items() if passes(value)]})

    def is_yes(self, field: str) -> Q:
        """Rows whose flag says 是 on the day."""
        return self.holds(field, Q(**{field: True}), bool)

    def is_one_of(self, field: str, *choices: str) -> Q:
        """Rows whose field holds one of the choices on the day."""
        return self.holds(field, Q(**{f"{field}__in": choices}), lambda value: value in choices)

    def not_later(self, field: str) -> Q:
        """Rows whose date is blank or has come by the day."""
        return self._blank_or(field, "lte", lambda value: bool(value <= self.day))

    def not_yet(self, field: str) -> Q:
        """Rows whose date is blank or has not come by the day."""
        return self._blank_or(field, "gt", lambda value: bool(value > self.day))

    def not_yet_over(self, field: str) -> Q:
        """Rows whose date is blank or is this day or later (a last day of validity)."""
        return self._blank_or(field, "gte", lambda value: bool(value >= self.day))

    def _blank_or(self, field: str, lookup: str, passes: Callable[[date], bool]) -> Q:
        test = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__{lookup}": self.day})
        return self.holds(field, test, lambda value: not value or passes(value))


class Lasting:
    """Things that last (people, regulated objects, devices), counted as they stand on the as-of day; `present` are those that are there."""

    def __init__(self, table: Table, present: Callable[[Standing], Q]) -> None:
        self.table = table
        self._present = present
        self._kind = next(kind for kind, sheet in CHANGE_TARGETS.items() if sheet == table.sheet.name)

    def on(self, day: date) -> Standing:
        """The things on a day."""
        return Standing(self.table, self._kind, day)

    def there(self, on: Standing) -> QuerySet[Any]:
        """Those that are there."""
        return on.rows().filter(self._present(on))

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[dict[str, Reading]]:
        """One query for all figures of a day, and one for what the changes say."""
        days = {scope.as_of for scope in scopes}
        said = said_until(self._kind, max(days))
        by_day = {day: self._read(figures, Standing(self.table, self._kind, day, said)) for day in days}
        return [by_day[scope.as_of] for scope in scopes]

    def _read(self, figures: Sequence[Figure], on: Standing) -> dict[str, Reading]:
        columns = {f"n{n}": figure.handle.aggregate(figure.handle.where(on)) for n, figure in enumerate(figures)}
        row: Mapping[str, Any] = self.there(on).aggregate(**columns)
        return {figure.id: Reading(_number(row[f"n{n}"])) for n, figure in enumerate(figures)}

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        on = self.on(scope.as_of)
        counted = self.there(on).filter(figure.handle.where(on))
        return [Group(figure.sheet, counted), *on.changes()]

    def figure(
        self, system: str, id: str, name: str, unit: str, definition: str, where: Callable[[Standing], Q], aggregate: Aggregated = counting,
    ) -> Figure:
        """A figure that counts what is there and passes."""
        return Figure(id, name, unit, definition, system, self.table.sheet.name, self, Tally(where, aggregate), span=Span.DAY)


def everything(on: Standing) -> Q:
    """All that is there."""
    return Q()
