"""Rows of the registers as pages show them: searched, filtered by year, paged; and one row with everything about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from fadu.apps.record import queries, registry
from fadu.apps.record.models import Finding
from fadu.apps.record.tables import Stored, Table
from fadu.core.workbook.schema import Column, Kind

LIST_COLUMNS = 8
RELATED_COLUMNS = 3
_SEARCHED = (Kind.TEXT, Kind.CODE, Kind.CHOICE)


@dataclass(frozen=True)
class Cell:
    """A value as people see it; `sheet` and `uid` where it names a row that can be opened; `field` where it alone can be corrected."""

    header: str
    text: str
    sheet: str = ""
    uid: str = ""
    is_number: bool = False
    field: str = ""


@dataclass(frozen=True)
class RowView:
    """A row in a list: its name, its lasting id, its first columns."""

    uid: str
    number: str
    cells: Sequence[Cell]
    withdrawn: bool
    findings: int


@dataclass(frozen=True)
class SheetView:
    """A register: how many rows stand, how many were withdrawn, how many carry findings."""

    name: str
    noun: str
    rows: int
    withdrawn: int
    findings: int


@dataclass(frozen=True)
class RowPage:
    """Everything about one row; `called` is what other rows name it by, the first column of its key."""

    sheet: str
    number: str
    called: str
    title: str
    uid: str
    withdrawn: bool
    cells: Sequence[Cell]
    extra: Sequence[tuple[str, str]]
    findings: Sequence[queries.FindingView]
    acts: Sequence[queries.SealView]


def sheets() -> list[SheetView]:
    """All registers in the order in which people read them."""
    found = dict(Finding.objects.filter(grade="finding").values_list("sheet").annotate(n=Count("subject", distinct=True)))
    tables = registry.tables()
    counts = _counts(tables.values())
    views = []
    for name, table in tables.items():
        rows, withdrawn = (counts.get((table.model, *table.fixed.values(), gone), 0) for gone in (False, True))
        views.append(SheetView(name, table.sheet.noun, rows, withdrawn, found.get(name, 0)))
    return views


def _counts(tables: Iterable[Table]) -> dict[tuple[Any, ...], int]:
    """Rows by (model, what marks the sheet in a shared table, withdrawn): one query a model."""
    found: dict[tuple[Any, ...], int] = {}
    for model, names in {(table.model, tuple(table.fixed)) for table in tables}:
        for *place, number in model.objects.order_by().values_list(*names, "withdrawn").annotate(n=Count("pk")):
            found[(model, *place)] = number
    return found


def years(table: Table) -> list[int]:
    """The years in which the rows of a register lie, latest first."""
    day = _day_field(table)
    return [day_.year for day_ in table.rows().dates(day, "year", order="DESC")] if day else []


def rows(table: Table, *, text: str = "", year: int | None = None) -> QuerySet[Any]:
    """Rows of a register, latest first; `text` is looked for in every column of words."""
    found = table.rows()
    day = _day_field(table)
    if year is not None and day:
        found = found.filter(**{f"{day}__year": year})
    if text:
        names = [name if (name := table.field_of(c)) else f"values__{c.field}" for c in table.sheet.columns if c.kind in _SEARCHED]
        found = found.filter(reduce(or_, (Q(**{f"{name}__icontains": text}) for name in names)))
    return found.order_by(*([f"-{day}"] if day else []), "pk")


def views_of(table: Table, found: QuerySet[Any], columns: int = LIST_COLUMNS) -> list[RowView]:
    """A page's rows as values, in the order of the queryset."""
    order = {pk: place for place, pk in enumerate(found.values_list("pk", flat=True))}
    stored = sorted(table.read(table.rows().filter(pk__in=order)), key=lambda row: order[row.pk])
    counts = dict(
        Finding.objects.filter(subject__in=[str(row.uid) for row in stored], grade="finding").values_list("subject").annotate(n=Count("pk"))
    )
    return [_row(table, row, columns, counts.get(str(row.uid), 0)) for row in stored]


def list_headers(table: Table, columns: int = LIST_COLUMNS) -> list[Column]:
    """The columns that a list shows: those declared, or the first ones; the key aside (it is the link)."""
    if table.sheet.listed:
        return [table.sheet.by_field[field] for field in table.sheet.listed]
    return [column for column in table.sheet.columns if not column.key][:columns]


def row_page(table: Table, uid: str) -> RowPage | None:
    """One row by its lasting id; None where there is none."""
    try:
        wanted = UUID(uid)
    except ValueError:
        return None
    stored = next(table.read(table.rows().filter(uid=wanted)), None)
    if stored is None:
        return None
    links = _links(table, stored)
    values = stored.snapshot
    cells = [_cell(column, values[column.field], links.get(column.field)) for column in table.sheet.columns]
    title = values.get(table.sheet.title)
    return RowPage(
        sheet=table.sheet.name, number=table.label(table.key_of(values)), called=table.label(table.key_of(values)[:1]), title=shown(title),
        uid=str(stored.uid),
        withdrawn=bool(values["withdrawn"]), cells=cells,
        extra=[*(values["extra"] or {}).items(), *([("备注", values["remark"])] if values["remark"] else [])],
        findings=queries.findings(uid=str(stored.uid)), acts=queries.timeline(str(stored.uid)),
    )


def shown(value: Any) -> str:
    """A value as people see it; blank is a dash."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple | list):
        return "、".join(map(str, value))
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True)
class Naming:
    """The rows of a register that name one row: how many, and the latest of them."""

    sheet: str
    count: int
    rows: Sequence[RowView]


def related(sheet: str, number: str, most: int = 20) -> list[Naming]:
    """What names a row by this number (`RowPage.called`), register by register in the order in which people read them; the latest `most` rows
    of each."""
    found = []
    for table in registry.tables().values():
        test = _naming_any(table, sheet, number)
        if test is None:
            continue
        day = _day_field(table)
        rows = table.rows().filter(test, withdrawn=False).distinct().order_by(*([f"-{day}"] if day else []), "pk")
        if count := rows.count():
            found.append(Naming(table.sheet.name, count, views_of(table, rows[:most], RELATED_COLUMNS)))
    return found


def _naming_any(table: Table, sheet: str, number: str) -> Q | None:
    """`naming`, and columns that name several rows."""
    many = (Q(**{f"{column.field}__number": number}) for column in table.many if sheet in column.refers_to)
    tests = [test for test in (naming(table, sheet, [number]), *many) if test is not None]
    return reduce(or_, tests) if tests else None


def naming(table: Table, sheet: str, numbers: Sequence[str]) -> Q | None:
    """Rows of a register that name one of these rows of another; None where no column of it could."""
    tests = []
    for column in table.sheet.columns:
        if sheet not in column.refers_to or column.kind is not Kind.REFERENCE:
            continue
        name = table.split[column.field][sheet] if column.field in table.split else table.field_of(column)
        tests.append(Q(**{f"{name}__number__in": numbers}) if name else Q(**{f"values__{column.field}__in": numbers}))
    return reduce(or_, tests) if tests and numbers else None


def _day_field(table: Table) -> str | None:
    column = table.sheet.by_field.get(table.sheet.day)
    return table.field_of(column) if column else None


def _row(table: Table, row: Stored, columns: int, findings: int) -> RowView:
    values = row.snapshot
    cells = [_cell(column, values[column.field], None) for column in list_headers(table, columns)]
    return RowView(str(row.uid), table.label(table.key_of(values)), cells, bool(values["withdrawn"]), findings)


def _cell(column: Column, value: Any, link: tuple[str, str] | None) -> Cell:
    sheet, uid = link or ("", "")
    return Cell(column.header, shown(value), sheet, uid, column.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY), "" if column.key else column.field)


def _links(table: Table, stored: Stored) -> dict[str, tuple[str, str]]:
    """For each column that names one row: that row's sheet and lasting id."""
    found: dict[str, tuple[str, str]] = {}
    for column in table.sheet.columns:
        number = stored.snapshot[column.field]
        if column.kind is not Kind.REFERENCE or not number:
            continue
        for name in column.refers_to:
            target = registry.table(name)
            # By the first column of the key: a device is named by its MN alone, whichever factor its row is about.
            named = target.rows().filter(**{str(target.field_of(target.sheet.key[0])): number}) if target else None
            if named is not None and (uid := named.order_by("pk").values_list("uid", flat=True).first()):
                found[column.field] = (name, str(uid))
                break
    return found

