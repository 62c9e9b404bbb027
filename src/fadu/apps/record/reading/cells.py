"""The cells of an opened workbook, merged ones filled. Needs no Django: the process that reads old workbooks uses it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fadu.core.workbook.valueless import Place

Rows = list[list[Any]]


def cells_of(book: Any, valueless: Mapping[str, Sequence[Place]] | None = None) -> dict[str, Rows]:
    """The cells of an opened workbook, sheet by sheet; `valueless` are those that its reader takes for blank and that are not."""
    known = valueless or {}
    return {name: _rows(book.get_sheet_by_name(name), known.get(name, ())) for name in book.sheet_names}


def _rows(sheet: Any, valueless: Sequence[Place]) -> Rows:
    rows: Rows = sheet.to_python(skip_empty_area=False)
    for line, column, held in valueless:
        rows.extend([] for _ in range(line + 1 - len(rows)))
        rows[line].extend("" for _ in range(column + 1 - len(rows[line])))
        rows[line][column] = held
    for first, last in sheet.merged_cell_ranges or ():
        _fill_merged(rows, first, last)
    return rows


def _fill_merged(rows: Rows, first: Sequence[int], last: Sequence[int]) -> None:
    # People merge 乡镇 or 会议 over the rows it holds for; each of these rows means the value. A title that is merged
    # over columns only is left alone, so that it does not look like a row of values.
    top, left = first
    bottom, right = last
    if top == bottom or top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for line in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(line))):
            line[column] = value
