"""How a sheet of the workbook lies in a table: which field holds which column, and a row's values as they are sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models

from fadu.apps.record.models import AttributeChange
from fadu.apps.record.sealed import SealedRow
from fadu.core.workbook.schema import Column, Kind, Sheet
from fadu.core.workbook.sheets.bureau import CHANGES

_TEXTS = (Kind.TEXT, Kind.CODE, Kind.CHOICE)
_CHUNK = 5000

Key = tuple[Any, ...]
Snapshot = dict[str, Any]


@dataclass(frozen=True)
class Stored:
    """A row as it stands: primary key, lasting id, values by column field (plus withdrawn, remark, extra)."""

    pk: int
    uid: UUID
    snapshot: Snapshot


@dataclass(frozen=True)
class Table:
    """A sheet and the model that keeps its rows.

    `fixed` are field values that mark the rows of this sheet in a shared table; `renamed` maps a column's field to the
    model's where they differ; `split` maps a column that may refer to several sheets to one foreign key a sheet; columns
    without a field of their own lie in the JSON field `values`.
    """

    sheet: Sheet
    model: type[SealedRow]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def _fields(self) -> dict[str, models.Field[Any, Any]]:
        return {item.name: item for item in self.model._meta.get_fields() if isinstance(item, models.Field)}

    def field_of(self, column: Column) -> str | None:
        """The model field of a column, None where it lies in `values`."""
        name = self.renamed.get(column.field, column.field)
        return name if name in self._fields else None

    @cached_property
    def single(self) -> tuple[Column, ...]:
        """Columns held by one ordinary field or foreign key."""
        return tuple(c for c in self.sheet.columns if self.field_of(c) and c.kind is not Kind.REFERENCES)

    @cached_property
    def many(self) -> tuple[Column, ...]:
        """Columns held by a many-to-many field."""
        return tuple(c for c in self.sheet.columns if c.kind is Kind.REFERENCES and self.field_of(c))

    @cached_property
    def loose(self) -> tuple[Column, ...]:
        """Columns held in the JSON field `values`."""
        taken = {*self.single, *self.many}
        return tuple(c for c in self.sheet.columns if c not in taken and c.field not in self.split)

    def rows(self) -> models.QuerySet[Any]:
        """All rows of this sheet, withdrawn ones too."""
        return self.model.objects.filter(**self.fixed)

    def key_of(self, snapshot: Mapping[str, Any]) -> Key:
        return tuple(snapshot[column.field] for column in self.sheet.key)

    def label(self, key: Key) -> str:
        """The key as people say it, and as the ledger names the row."""
        return "·".join(part.isoformat() if isinstance(part, date) else str(part) for part in key)

    def stored(self, keys: Iterable[Key]) -> dict[Key, Stored]:
        """The stored rows among these keys."""
        first = self.field_of(self.sheet.key[0])
        wanted = set(keys)
        found: dict[Key, Stored] = {}
        for chunk in _chunks({key[0] for key in wanted}):
            for row in self.read(self.rows().filter(**{f"{first}__in": chunk})):
                key = self.key_of(row.snapshot)
                if key in wanted:
                    found[key] = row
        return found

    def primary_keys(self, numbers: Iterable[str]) -> dict[str, int]:
        """Primary keys of rows by number (the first key column); for resolving references."""
        name = str(self.field_of(self.sheet.key[0]))
        found: dict[str, int] = {}
        for chunk in _chunks(set(numbers)):
            found.update(self.rows().filter(**{f"{name}__in": chunk}).values_list(name, "pk"))
        return found

    def free_number(self, prefix: str, digits: int = 4) -> str:
        """The next number after a prefix that no row has; to be asked under the lock of the head, so that nobody else takes it meanwhile."""
        taken = self.rows().filter(**{f"{self.field_of(self.sheet.key[0])}__startswith": prefix}).count() + 1
        while self.primary_keys([f"{prefix}{taken:0{digits}}"]):
            taken += 1
        return f"{prefix}{taken:0{digits}}"

    def snapshot_from(self, sealed: Mapping[str, Any]) -> Snapshot:
        """The values of a sealed act (parsed canonical JSON) as the columns' types; the inverse of sealing a snapshot."""
        values: Snapshot = {name: sealed[name] for name in ("withdrawn", "remark", "extra")}
        for column in self.sheet.columns:
            value = sealed.get(column.field)
            values[column.field] = tuple(value) if isinstance(value, list) else from_json(value, column)
        return values

    def read(self, rows: models.QuerySet[Any]) -> Iterator[Stored]:
        """Rows of a queryset as values; one query a thousand rows, and one more for each many-to-many column."""
        paths = [self._path(column) for column in self.single]
        splits = [(name, path) for name, targets in self.split.items() for path in (f"{f}__number" for f in targets.values())]
        names = ["pk", "uid", "withdrawn", "remark", "extra", *paths, *(path for _, path in splits)]
        if self.loose:
            names.append("values")
        cursor = rows.order_by("pk").values_list(*names).iterator(chunk_size=_CHUNK)
        while chunk := list(islice(cursor, _CHUNK)):
            links = self._links([record[0] for record in chunk])
            for record in chunk:
                yield self._stored(record, len(paths), splits, links)

    def _path(self, column: Column) -> str:
        name = self.field_of(column)
        return f"{name}__number" if column.kind is Kind.REFERENCE else str(name)

    def _stored(self, record: Sequence[Any], width: int, splits: Sequence[tuple[str, str]], links: Mapping[str, Any]) -> Stored:
        pk, uid, withdrawn, remark, extra = record[:5]
        snapshot: Snapshot = {}
        for column, value in zip(self.single, record[5 : 5 + width], strict=True):
            snapshot[column.field] = None if value == "" and column.kind in _TEXTS else value
        for (name, _), value in zip(splits, record[5 + width :], strict=False):
            snapshot[name] = snapshot.get(name) or value
        if self.loose:
            values = record[-1]
            for column in self.loose:
                snapshot[column.field] = from_json(values.get(column.field), column)
        for column in self.many:
            snapshot[column.field] = tuple(links[column.field].get(pk, ())) or None
        snapshot.update(withdrawn=withdrawn, remark=remark or None, extra=extra or None)
        return Stored(pk, uid, snapshot)

    def link_of(self, column: Column) -> tuple[type[models.Model], str, str]:
        """The table of a many-to-many column, and its two keys: of this row, and of the row it names."""
        relation: Any = self.model._meta.get_field(column.field)
        return relation.remote_field.through, relation.m2m_field_name(), relation.m2m_reverse_field_name()

    def _links(self, pks: Sequence[int]) -> dict[str, dict[int, list[str]]]:
        found: dict[str, dict[int, list[str]]] = {}
        for column in self.many:
            through, near, far = self.link_of(column)
            by_row: dict[int, list[str]] = {}
            query = through._default_manager.filter(**{f"{near}_id__in": pks}).order_by("pk").values_list(f"{near}_id", f"{far}__number")
            for pk, number in query.iterator(chunk_size=_CHUNK):
                by_row.setdefault(pk, []).append(number)
            found[column.field] = by_row
        return found


def from_json(value: Any, column: Column) -> Any:
    """A value of the JSON field as the column's type."""
    if value is None or column.kind in _TEXTS or column.kind is Kind.YES_NO or column.kind is Kind.INTEGER:
        return value
    if column.kind is Kind.DATE:
        return date.fromisoformat(value)
    if column.kind is Kind.REFERENCE:
        return value
    if column.kind is Kind.REFERENCES:
        return tuple(value)
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def to_json(value: Any, column: Column) -> Any:
    """The inverse of `from_json`; decimals become JSON numbers, so that SQL can add them up."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


TABLES = (Table(CHANGES, AttributeChange),)
