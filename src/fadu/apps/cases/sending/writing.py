"""A batch as a workbook: text cells, so that a code of eighteen digits stays one and a name that looks like a formula stays a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO

import xlsxwriter

from fadu.core.sending.mappings import NUMBER
from fadu.core.sending.mappings import Mapping as Table


def write_workbook(stream: IO[bytes], table: Table, rows: Iterable[Mapping[str, str]]) -> None:
    """Write names, codes, and a record a line."""
    options = {"constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    head, text = book.add_format({"bold": True, "bg_color": "#EAF1FB", "border": 1}), book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(table.name[:31].replace("/", "／"))
    sheet.freeze_panes(2, 0)
    for place, field in enumerate(table.fields):
        sheet.set_column(place, place, max(12, 2 * len(field.name)), text)
    sheet.write_row(0, 0, [field.name for field in table.fields], head)
    sheet.write_row(1, 0, [field.code for field in table.fields], head)
    for line, row in enumerate(rows, 2):
        for place, field in enumerate(table.fields):
            value = row.get(field.code, "")
            if value and field.form == NUMBER:
                sheet.write_number(line, place, float(value))
            elif value:
                sheet.write_string(line, place, value, text)
    book.close()
