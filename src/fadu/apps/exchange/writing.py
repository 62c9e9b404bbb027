"""Write the ledger out as the workbook it comes in as: every row, withdrawn ones too, and what was only kept as a note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from fadu.apps.exchange import helping
from fadu.apps.exchange.homes import SHELVES
from fadu.apps.exchange.models import NoteSheet
from fadu.apps.record.tables import Stored, Table
from fadu.core.registers.declaration import LONGEST_NAME
from fadu.core.workbook.schema import REMARK, WITHDRAWN, Column, Kind
from fadu.core.workbook.sheets import WRITTEN_ORDER

_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY)


def write_workbook(target: Path | IO[bytes]) -> dict[str, int]:
    """Write all registers to a path or stream (.xlsx); returns the number of rows a sheet. Read only, constant memory."""
    options = {"constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)
    formats = _formats(book)
    written = {name: _write_sheet(book, formats, table) for name, table in SHELVES.items() if name in WRITTEN_ORDER or table.rows().exists()}
    for note in NoteSheet.objects.order_by("name"):
        # A register of that name may have been declared since; what was kept before stays beside it.
        name = note.name if note.name not in written else f"{note.name[:LONGEST_NAME]}（附注{len(book.worksheets())}）"
        sheet = book.add_worksheet(name)
        for line, row in enumerate(note.rows):
            sheet.write_row(line, 0, row)
    book.close()
    return written


def write_blank(target: IO[bytes], table: Table) -> None:
    """Write the sheet of one register without its rows, to be filled in with lists to choose from and a word on each column."""
    _write_blanks(target, [table])


def write_blank_workbook(target: Path | IO[bytes]) -> None:
    """Write a workbook of all registers without rows, to be filled in."""
    _write_blanks(target, [table for name, table in SHELVES.items() if name in WRITTEN_ORDER])


def _write_blanks(target: Path | IO[bytes], tables: Iterable[Table]) -> None:
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target)
    formats = _formats(book)
    for table in tables:
        _write_sheet(book, formats, table, rows=())
        sheet = book.get_worksheet_by_name(table.sheet.name)
        for position, column in enumerate([*table.sheet.columns, WITHDRAWN, REMARK]):
            sheet.data_validation(1, position, helping.FILLED, position, helping.validation(column))
            sheet.write_comment(0, position, helping.said(column), {"x_scale": 1.6, "y_scale": 0.8})
    book.close()


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bg_color": "#EAF1FB", "border": 1}),
        "text": book.add_format({"num_format": "@"}),  # text cells: a number of 18 digits must stay one
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }


def _write_sheet(book: Any, formats: dict[str, Any], table: Table, rows: Iterable[Stored] | None = None) -> int:
    columns = [*table.sheet.columns, WITHDRAWN, REMARK]
    extra = _extra_headers(table) if rows is None else []
    sheet = book.add_worksheet(table.sheet.name)
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, max(10, 2 * len(column.header)), _column_format(formats, column))
    sheet.write_row(0, 0, [*(column.header for column in columns), *extra], formats["head"])
    line = 0
    for line, row in enumerate(_rows(table) if rows is None else rows, start=1):
        for position, column in enumerate(columns):
            _write(sheet, formats, line, position, _cell(table, column, row.snapshot[column.field]))
        for position, header in enumerate(extra, start=len(columns)):
            _write(sheet, formats, line, position, (row.snapshot["extra"] or {}).get(header))
    return line


def _rows(table: Table) -> Iterable[Stored]:
    return table.read(table.rows())


def _extra_headers(table: Table) -> list[str]:
    seen: dict[str, None] = {}
    for extra in table.rows().exclude(extra={}).values_list("extra", flat=True).iterator():
        seen.update(dict.fromkeys(extra))
    return list(seen)


def _column_format(formats: dict[str, Any], column: Column) -> Any:
    if column.kind is Kind.DATE:
        return formats["date"]
    return None if column.kind in _NUMBERS else formats["text"]


def _cell(table: Table, column: Column, value: Any) -> Any:
    if column is WITHDRAWN:
        return "是" if value else None
    if isinstance(value, tuple):
        return "、".join(value)
    return value


def _write(sheet: Any, formats: dict[str, Any], line: int, position: int, value: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(line, position, "是" if value else "否", formats["text"])
    elif isinstance(value, date):
        sheet.write_datetime(line, position, value, formats["date"])
    elif isinstance(value, int | Decimal | float):
        sheet.write_number(line, position, value)
    else:
        sheet.write_string(line, position, str(value), formats["text"])


