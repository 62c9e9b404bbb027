"""What reads the same and counts otherwise: cells that are not stored the way the software stores them.

A flag of 5 is read as true and not counted where flags are 1; a day written 2024-W10-1 is read as a day and lies in no period;
a JSON object may name a key twice. SQLite lets all of this in, PostgreSQL does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Cast

from fadu.apps.record.tables import Table
from fadu.apps.record.verifying.faults import Fault

_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"


def form_faults(table: Table) -> Iterator[Fault]:
    """Rows whose cells have another form, or that use columns which their register does not have."""
    stray = models.Q(pk__in=())
    for field in _unused(table):
        blank = models.Q(**{f"{field.name}__isnull": True})
        stray |= ~(blank | models.Q(**{field.name: ""})) if isinstance(field, models.CharField) else ~blank
    for pk in table.rows().filter(stray).values_list("pk", flat=True):
        yield Fault(f"{table.sheet.name} 内部编号 {pk}", "用了这个登记簿没有的栏目")
    if connection.vendor == "sqlite":
        for pk in _misshapen(table):
            yield Fault(f"{table.sheet.name} 内部编号 {pk}", "有的栏目不是软件写入的样子")


def link_faults() -> Iterator[Fault]:
    """A reference to a row that is not there, which a count of references would count."""
    try:
        with transaction.atomic():
            connection.check_constraints()
    except IntegrityError as problem:
        yield Fault("数据库", f"有引用指向不存在的行：{problem}")


def _unused(table: Table) -> list[models.Field[Any, Any]]:
    columns = (*table.single, *table.many)
    used = {table.field_of(column) for column in columns} | set(table.fixed) | {key for targets in table.split.values() for key in targets.values()}
    kept = {"uid", "withdrawn", "remark", "extra", "values"}
    return [field for field in table.model._meta.concrete_fields if not field.primary_key and field.name not in used | kept]


def _misshapen(table: Table) -> list[int]:
    wrong = [test for field in table.model._meta.concrete_fields if (test := _other_form(field))]
    name = connection.ops.quote_name(table.model._meta.db_table)
    fixed = "".join(f" AND {connection.ops.quote_name(column)} = %s" for column in table.fixed)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {name} WHERE ({' OR '.join(wrong)}){fixed}", list(table.fixed.values()))  # noqa: S608  names from the models
        found = [pk for (pk,) in cursor.fetchall()]
    for field in table.model._meta.concrete_fields:
        if isinstance(field, models.JSONField):
            raw = Cast(models.F(field.name), models.TextField())
            pairs = table.rows().annotate(raw_text=raw).values_list("pk", "raw_text", field.name)
            found += [pk for pk, text, value in pairs.iterator() if text != json.dumps(value)]
    return sorted(set(found))


def _other_form(field: models.Field[Any, Any]) -> str:
    """SQL that is true where a cell has another form than the software gives it; "" where any text will do."""
    column = connection.ops.quote_name(str(field.column))
    if isinstance(field, models.BooleanField):
        return f"typeof({column}) NOT IN ('integer', 'null') OR {column} NOT IN (0, 1)"
    if isinstance(field, models.DateField):
        return f"typeof({column}) NOT IN ('text', 'null') OR {column} NOT GLOB '{_DAY}'"
    if isinstance(field, models.DecimalField):
        return f"typeof({column}) NOT IN ('integer', 'real', 'null') OR round({column}, {field.decimal_places}) <> {column}"
    if isinstance(field, models.IntegerField) or field.is_relation:
        return f"typeof({column}) NOT IN ('integer', 'null')"
    if isinstance(field, models.UUIDField):
        return f"{column} GLOB '*[^0-9a-f]*' OR length({column}) <> 32"
    return f"typeof({column}) NOT IN ('text', 'null')"
