"""SQL for the rows that everybody waits for, ready before the head is locked: building the same statement with the ORM takes longer than
the database takes to run it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

_Row = TypeVar("_Row", bound=models.Model)
Statement = tuple[str, list[Any]]  # SQL and its parameters


def locked(model: type[_Row], key: int) -> _Row | None:
    """The row of this primary key, locked until the transaction ends; None where there is none."""
    assert connection.in_atomic_block
    sql, convert = _select(model)
    with connection.cursor() as cursor:
        cursor.execute(sql, [key])
        found = cursor.fetchone()
    if found is None:
        return None
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, [step(value) for step, value in zip(convert, found, strict=True)])


class Insert:
    """An INSERT of rows of one table; what is known only under the lock (the primary key) is set when it is run."""

    def __init__(self, rows: Sequence[models.Model]) -> None:
        """`rows`: of one model, complete but for the primary key."""
        self._rows = rows
        fields = rows[0]._meta.concrete_fields
        self._key = next(place for place, field in enumerate(fields) if field.primary_key)
        self._values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]

    def run(self, first: int, then: Statement) -> None:
        """Insert the rows under the primary keys `first`, `first` + 1, …, then do what `then` says.

        One row and what follows go to the server together: each answer that is waited for is waited for by all.
        """
        for key, (row, values) in enumerate(zip(self._rows, self._values, strict=True), first):
            row.pk = values[self._key] = key
            row._state.adding, row._state.db = False, connection.alias
        insert = _insert(type(self._rows[0]))
        with connection.cursor() as cursor:
            if len(self._values) == 1 and connection.vendor == "postgresql":  # the embedded engine takes one statement at a time, and has no wire
                cursor.execute(f"{insert}; {then[0]}", [*self._values[0], *then[1]])
            else:
                cursor.executemany(insert, self._values)
                cursor.execute(*then)


def update(row: models.Model, **values: Any) -> Statement:
    """The UPDATE of some columns of one row, by its primary key."""
    sql, fields = _update(type(row), tuple(values))
    return sql, [*(field.get_db_prep_save(value, connection) for field, value in zip(fields, values.values(), strict=True)), row.pk]


@cache
def _insert(model: type[models.Model]) -> str:
    table, *columns = map(_quoted, (model._meta.db_table, *(field.column for field in model._meta.concrete_fields)))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608 (names of the model)


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[models.Field[Any, Any]]]:
    about = model._meta
    fields = [next(field for field in about.concrete_fields if field.name == name) for name in names]
    columns = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    sql = f"UPDATE {_quoted(about.db_table)} SET {columns} WHERE {_quoted(about.pk.column)} = %s"  # noqa: S608 (names of the model)
    return sql, fields


@cache
def _select(model: type[models.Model]) -> tuple[str, list[Callable[[Any], Any]]]:
    """The SELECT by primary key under a lock, and what makes a value of each column as the engine gives it."""
    about = model._meta
    columns = ", ".join(_quoted(field.column) for field in about.concrete_fields)
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""  # the embedded engine is locked from the transaction's begin
    sql = f"SELECT {columns} FROM {_quoted(about.db_table)} WHERE {_quoted(about.pk.column)} = %s{lock}"  # noqa: S608 (names of the model)
    return sql, [_converter(field) for field in about.concrete_fields]


def _converter(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    column = field.get_col(field.model._meta.db_table)
    steps = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]

    def convert(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return value

    return convert


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
