"""The brought workbook once more, with a mark and a comment in each cell that something is to be said about.

What people mended in the copy can be imported as it is: comments and colours are no content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook

from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.reading import read_workbook
from fadu.apps.record.reading.cells import Rows
from fadu.core.refusal import Refusal
from fadu.core.workbook import container, headers

AUTHOR = "法度"
MOST = 5000  # comments; an office program needs minutes to open more
_FILLS = {"refusals": PatternFill("solid", fgColor="FFF4B6B6"), "findings": PatternFill("solid", fgColor="FFFFEBA8")}
_WORDS = {"refusals": "不能导入", "findings": "发现"}


def write_marked(path: Path, name: str, report: Mapping[str, Any], target: IO[bytes]) -> int:
    """Write the copy as .xlsx to a stream; returns the number of cells marked.

    `report` is that of the plan (`Plan.report`). An .xlsx keeps what else is in it; other files give their cells. Raises Refusal where
    there is nothing to mark.
    """
    cells = read_workbook(path, name)
    said = _by_cell(cells, report)
    if not said:
        raise Refusal("这次核对没有发现要标注的单元格", "可以直接确认导入")
    book = _opened(path, cells)
    for (sheet, row, column), words in list(said.items())[:MOST]:
        _mark(book[sheet], row, column, words)
    save_workbook(book, target)
    return min(len(said), MOST)


def _by_cell(cells: Mapping[str, Rows], report: Mapping[str, Any]) -> dict[tuple[str, int, int], list[tuple[str, str]]]:
    """What is said of each cell (sheet as the file calls it, row and column from 1), in (kind, words)."""
    called = {name.strip(): name for name in cells}
    places = {sheet: _columns(sheet, cells[name]) for sheet, name in called.items() if sheet in HOMES}
    said: dict[tuple[str, int, int], list[tuple[str, str]]] = defaultdict(list)
    for kind in _WORDS:
        for item in report[kind]:
            if item["sheet"] in places:
                column = places[item["sheet"]].get(headers.fold(item["column"] or ""), 1)
                said[called[item["sheet"]], item["row"] or 1, column].append((kind, "\n".join(_told(item))))
    return said


def _columns(sheet: str, rows: Rows) -> dict[str, int]:
    match = headers.find(rows, HOMES[sheet].sheet)
    return {headers.fold(column.header): position + 1 for position, column in match.columns.items()}


def _told(item: Mapping[str, Any]) -> Iterator[str]:
    yield item["reason"]
    if item["mend"]:
        yield f"改法：{item['mend']}"
    if item["article"]:
        yield f"依据：{item['article']}"


def _opened(path: Path, cells: Mapping[str, Rows]) -> openpyxl.Workbook:
    with path.open("rb") as file:
        if file.read(2) == b"PK":
            container.open_safely(path)
            return openpyxl.load_workbook(file)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in cells.items():
        sheet = book.create_sheet(name)
        for line, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                _write(sheet.cell(line, place), value)
    return book


def _write(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # a text that begins with = stays a text
    else:
        cell.value = value


def _mark(sheet: Worksheet, row: int, column: int, said: Sequence[tuple[str, str]]) -> None:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):  # only the first cell of a merged field can carry anything
        held = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        cell = sheet.cell(held.min_row, held.min_col)
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    text = "\n\n".join(f"【{_WORDS[kind]}】{words}" for kind, words in said)
    cell.comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", before + text)[:8000], AUTHOR, height=40 + 18 * text.count("\n") + len(text), width=320)
    cell.fill = _FILLS["refusals" if any(kind == "refusals" for kind, _ in said) else "findings"]
