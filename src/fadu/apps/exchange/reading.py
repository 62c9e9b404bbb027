"""Read a workbook's cells: guarded before anything is unpacked, merged cells filled, rows numbered as people see them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import python_calamine

from fadu.core.refusal import Unreadable
from fadu.core.workbook import container

Rows = list[list[Any]]


def read_workbook(path: Path) -> dict[str, Rows]:
    """Cells of each sheet by name; row i of the list is row i + 1 on the screen.

    Raises Unreadable, with what to do about it, for a file that is hostile, damaged or no workbook.
    """
    try:
        container.open_safely(path)
    except container.Hostile as problem:
        raise Unreadable(problem.reason, problem.mend) from problem
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        return {name: _rows(book.get_sheet_by_name(name)) for name in book.sheet_names}
    except (python_calamine.CalamineError, ValueError, OSError) as problem:
        raise Unreadable(f"文件读不出来：{problem}", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入") from problem


def _rows(sheet: Any) -> Rows:
    rows: Rows = sheet.to_python(skip_empty_area=False)
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
