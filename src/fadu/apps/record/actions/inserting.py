"""Rows of sealed tables by one statement that is ready before the head is locked: all writers wait for whoever holds it, and building
the same statement with the ORM takes longer than the database takes to run it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models


class Insert:
    """An INSERT of rows of one table; what is known only under the lock (the primary key) is set when it is run."""

    def __init__(self, rows: Sequence[models.Model]) -> None:
        """`rows`: of one model, complete but for the primary key."""
        self._rows = rows
        fields = rows[0]._meta.concrete_fields
        self._key = next(place for place, field in enumerate(fields) if field.primary_key)
        self._values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]

    def run(self, first: int) -> None:
        """Insert the rows under the primary keys `first`, `first` + 1, …"""
        for key, (row, values) in enumerate(zip(self._rows, self._values, strict=True), first):
            row.pk = values[self._key] = key
            row._state.adding, row._state.db = False, connection.alias
        with connection.cursor() as cursor:
            if len(self._values) == 1:
                cursor.execute(_statement(type(self._rows[0])), self._values[0])
            else:
                cursor.executemany(_statement(type(self._rows[0])), self._values)


@cache
def _statement(model: type[models.Model]) -> str:
    table, *columns = map(_quoted, (model._meta.db_table, *(field.column for field in model._meta.concrete_fields)))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608 (names of the model)


def set_row(row: models.Model, **values: Any) -> None:
    """UPDATE of some columns of one row, by its primary key."""
    about, fields = row._meta, {field.name: field for field in row._meta.concrete_fields}
    columns = ", ".join(f"{_quoted(fields[name].column)} = %s" for name in values)
    changed = [fields[name].get_db_prep_save(value, connection) for name, value in values.items()]
    statement = f"UPDATE {_quoted(about.db_table)} SET {columns} WHERE {_quoted(about.pk.column)} = %s"  # noqa: S608 (names of the model)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*changed, row.pk])


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
