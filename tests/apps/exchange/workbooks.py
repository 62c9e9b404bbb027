"""Workbooks for tests: the sample year, altered in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

SAMPLE_2023 = Path(str(files("fadu.site.sample"))) / "lanshan-2023.xlsx"
SAMPLE_2024 = Path(str(files("fadu.site.sample"))) / "lanshan-2024.xlsx"


def altered(folder: Path, change: Callable[[openpyxl.Workbook], None], name: str = "altered.xlsx") -> Path:
    """The sample year with one change."""
    book = openpyxl.load_workbook(SAMPLE_2024)
    change(book)
    path = folder / name
    book.save(path)
    return path


def column_of(sheet: Worksheet, header: str) -> int:
    """Position (from 1) of a column in the first row."""
    return next(cell.column for cell in sheet[1] if cell.value == header)


def set_cell(sheet_name: str, line: int, header: str, value: Any) -> Callable[[openpyxl.Workbook], None]:
    """A change that writes one cell."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book[sheet_name]
        sheet.cell(line, column_of(sheet, header)).value = value

    return change


def workbook(folder: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], name: str = "small.xlsx") -> Path:
    """A small workbook: sheet name -> rows, the first of them the header."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path
