"""An uploaded table as lines of cells: CSV or .xlsx, guarded before anything is unpacked."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import python_calamine

from fadu.core.learning.grid import Lines, csv_lines
from fadu.core.refusal import Unreadable
from fadu.core.workbook import container

LARGEST = 10 * 2**20


def lines(content: bytes, name: str) -> Lines:
    """The lines of a file; of a workbook those of its first sheet. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(f"{name} 超过 {LARGEST // 2**20} MB", "请删去多余的行列，或分成几个文件")
    if not name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        return csv_lines(content, name)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "upload.xlsx"
        path.write_bytes(content)
        try:
            container.open_safely(path)
        except container.Hostile as problem:
            raise Unreadable(problem.reason, problem.mend) from problem
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, ValueError, OSError) as problem:
        raise Unreadable(f"{name} 读不出来：{problem}", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传") from problem
