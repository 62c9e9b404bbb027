"""Rows of all tables in a form that is the same on both engines, in blocks of neighbouring primary keys.

A block is JSON: a list of rows, each a list of values in the order of the columns. What is not text or number is written as the
embedded engine keeps it (times as UTC text, bytes as hexadecimal, amounts as decimal text), so that there nothing needs a cast.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, ForeignKey, Model

BLOCK = 512  # primary keys a block: small enough for increments, large enough to compress
# Made anew by every installation, or of no worth after it.
_LEFT_OUT = frozenset({"django_session", "django_content_type", "auth_permission", "auth_group_permissions"})
_KINDS = {
    "AutoField": "int", "BigAutoField": "int", "SmallAutoField": "int", "IntegerField": "int", "BigIntegerField": "int",
    "SmallIntegerField": "int", "PositiveIntegerField": "int", "PositiveBigIntegerField": "int", "PositiveSmallIntegerField": "int",
    "CharField": "text", "TextField": "text", "SlugField": "text", "EmailField": "text", "FileField": "text", "FloatField": "real",
    "BooleanField": "bool", "DateField": "date", "DateTimeField": "time", "UUIDField": "uuid", "JSONField": "json", "BinaryField": "bytes",
}


@dataclass(frozen=True)
class Shape:
    """A table: its name, its primary key, its columns as (name, kind)."""

    name: str
    key: str
    columns: Sequence[tuple[str, str]]

    @property
    def by_number(self) -> bool:
        """Whether its keys are numbers, so that it comes in blocks; otherwise it is one block."""
        return dict(self.columns)[self.key] == "int"


@dataclass(frozen=True)
class Block:
    """Rows whose keys lie in [place * BLOCK, (place + 1) * BLOCK), ordered by key."""

    place: int
    rows: int
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the data."""
        return sha256(self.data).hexdigest()


def shapes() -> list[Shape]:
    """The tables that belong into a backup, as the models have them."""
    models = sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.db_table)
    return [_shape(model) for model in models if model._meta.managed and model._meta.db_table not in _LEFT_OUT]


def blocks(shape: Shape) -> Iterator[Block]:
    """All rows of a table, in the transaction of the caller."""
    if not shape.by_number:
        yield _block(shape, 0, "", [])
        return
    key, start = _quoted(shape.key), 0
    while (least := _one(f"SELECT MIN({key}) FROM {_quoted(shape.name)} WHERE {key} >= %s", [start])) is not None:  # noqa: S608  names are quoted
        place = least // BLOCK
        start = (place + 1) * BLOCK
        yield _block(shape, place, f"WHERE {key} >= %s AND {key} < %s", [place * BLOCK, start])


def insert(shape: Shape, data: bytes) -> None:
    """Put the rows of a block into their table."""
    rows = json.loads(data)
    names = ", ".join(_quoted(name) for name, _ in shape.columns)
    if connection.vendor == "postgresql":
        blobs = [kind == "bytes" for _, kind in shape.columns]
        with connection.cursor() as cursor, cursor.copy(f"COPY {_quoted(shape.name)} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(["\\x" + v if blob and v is not None else v for blob, v in zip(blobs, row, strict=True)])
        return
    places = [place for place, (_, kind) in enumerate(shape.columns) if kind == "bytes"]
    for row in rows if places else ():
        for place in places:
            row[place] = None if row[place] is None else bytes.fromhex(row[place])
    marks = ", ".join(["%s"] * len(shape.columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_quoted(shape.name)} ({names}) VALUES ({marks})", rows)  # noqa: S608


def _shape(model: type[Model]) -> Shape:
    columns = tuple((str(field.column), _kind(field)) for field in model._meta.concrete_fields)
    return Shape(model._meta.db_table, next(str(field.column) for field in model._meta.concrete_fields if field.primary_key), columns)


def _kind(field: Field[Any, Any]) -> str:
    if isinstance(field, ForeignKey):
        return _kind(field.target_field)
    name = field.get_internal_type()
    return f"decimal:{field.decimal_places}" if name == "DecimalField" else _KINDS[name]  # type: ignore[attr-defined]


def _block(shape: Shape, place: int, where: str, values: list[int]) -> Block:
    read = ", ".join(_read(_quoted(name), kind) for name, kind in shape.columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {read} FROM {_quoted(shape.name)} {where} ORDER BY {_quoted(shape.key)}", values)  # noqa: S608
        rows = cursor.fetchall()
    free = [at for at, (_, kind) in enumerate(shape.columns) if kind == "json"]
    if free:
        rows = [_with_plain_json(row, free) for row in rows]
    return Block(place, len(rows), json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _with_plain_json(row: Sequence[Any], free: list[int]) -> list[Any]:
    """The engines keep JSON with other spaces and another order of names: here as Django writes it, names sorted."""
    plain = list(row)
    for at in free:
        if plain[at] not in (None, "{}", "[]"):
            plain[at] = json.dumps(json.loads(plain[at]), sort_keys=True)
    return plain


def _read(column: str, kind: str) -> str:
    """The SQL that reads a column in the form of the backup; the same text from both engines."""
    if connection.vendor == "postgresql":
        return {
            "bool": f"{column}::int", "date": f"to_char({column}, 'YYYY-MM-DD')", "uuid": f"replace({column}::text, '-', '')",
            "time": f"regexp_replace(to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '\\.000000$', '')",
            "json": f"{column}::text", "bytes": f"encode({column}, 'hex')",
        }.get(kind, f"{column}::text" if kind.startswith("decimal") else column)
    if kind.startswith("decimal"):
        # Kept as a number: printed with its places. Fifteen digits are exact.
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE printf('%%.{int(kind[8:])}f', {column}) END"
    if kind == "bytes":
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE lower(hex({column})) END"
    return f"+{column}"  # an expression, so that the driver leaves dates as the text they are


def _one(sql: str, values: list[int]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
