"""A file of rows by its registers: a workbook's sheets, or a single table as text, whose register its name or its header says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from fadu.apps.exchange.homes import HOMES
from fadu.apps.record.reading.cells import Rows
from fadu.apps.record.reading.workbooks import read_cells
from fadu.core.decoding import csv_lines
from fadu.core.refusal import Unreadable
from fadu.core.workbook import headers
from fadu.core.workbook.container import LARGEST_FILE
from fadu.core.workbook.schema import Sheet

_AS_TEXT = (".csv", ".txt")


def read_workbook(path: Path, name: str = "") -> dict[str, Rows]:
    """Cells of each sheet by name; row i of the list is row i + 1 on the screen. `name` is the file's own name where it lies under another.

    Raises Unreadable, also where it can't be told for which registers the tables are meant.
    """
    called = name or path.name
    if Path(called).suffix.lower() in _AS_TEXT:
        return _table(path, called)
    sheets = read_cells(path, called)
    _require_registers(list(sheets))
    return sheets


def _require_registers(names: list[str]) -> None:
    """Blanks around a sheet's name do not matter, so two names may mean one register; and a workbook of none is another file."""
    times = Counter(name.strip() for name in names)
    if doubled := [name for name in HOMES if times[name] > 1]:
        raise Unreadable(f"工作簿里有不止一张名为“{doubled[0]}”的表（前后的空格不算），不知道以哪一张为准", "请合并成一张，或把其余的改成别的名称")
    if not any(name in times for name in HOMES):
        held = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
        raise Unreadable(f"工作簿里没有台账的表，只有：{held}", f"请选择台账工作簿，或把表的名称改成登记簿的名称：{'、'.join(list(HOMES)[:6])}等")


def _table(path: Path, name: str) -> dict[str, Rows]:
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable(f"文件超过 {LARGEST_FILE // 2**20} MB", "请按年度拆成几个文件")
    rows: Rows = list(csv_lines(path.read_bytes(), name))
    if not any(cell.strip() for row in rows for cell in row):
        raise Unreadable("文件是空的", "请重新复制或下载文件")
    return {_register(rows, Path(name).stem): rows}


def _register(rows: Rows, stem: str) -> str:
    """By the longest register's name in the file's name, else by the only header that fits best."""
    named = sorted((sheet for sheet in HOMES if sheet in stem), key=len)
    if named:
        return named[-1]
    hits = {name: _fit(rows, table.sheet) for name, table in HOMES.items()}
    best = max(hits.values())
    fitting = [name for name, hit in hits.items() if hit == best]
    if best and len(fitting) == 1:
        return fitting[0]
    among = f"，可能是{'、'.join(fitting[:5])}" if best else ""
    raise Unreadable(f"看不出这张表属于哪个登记簿{among}", "请把文件名改成登记簿的名称，例如 信访.csv，或另存为“Excel 工作簿（.xlsx）”")


def _fit(rows: Rows, sheet: Sheet) -> int:
    """How many columns of the sheet its header names; 0 where the key is not among them."""
    match = headers.find(rows, sheet)
    return 0 if match.problems else len(match.columns)
