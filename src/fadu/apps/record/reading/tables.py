"""An uploaded table as lines of cells: a .csv, or the first sheet of a workbook."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fadu.apps.record.reading.cells import Rows
from fadu.apps.record.reading.workbooks import read_cells
from fadu.core.decoding import csv_lines
from fadu.core.refusal import Unreadable

LARGEST = 10 * 2**20
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")


def lines(content: bytes, name: str) -> Rows:
    """The lines of a file; of a workbook those of its first sheet. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(f"{name} 超过 {LARGEST // 2**20} MB", "请删去多余的行列，或分成几个文件")
    if not name.lower().endswith(_WORKBOOKS):
        return csv_lines(content, name)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        return next(iter(read_cells(path, name).values()), [])
