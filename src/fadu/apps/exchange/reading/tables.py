"""A single table as text (.csv, .txt): UTF-8 or GB 18030, by comma or tab; which register it is for is read from its name or its header."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from fadu.apps.exchange.homes import HOMES
from fadu.core.refusal import Unreadable
from fadu.core.wording.texts.plain import decoded
from fadu.core.workbook import headers
from fadu.core.workbook.container import LARGEST_FILE
from fadu.core.workbook.schema import Sheet

ENDINGS = (".csv", ".txt")
_AS_XLSX = "或另存为“Excel 工作簿（.xlsx）”"


def read(path: Path, name: str) -> dict[str, list[list[str]]]:
    """The one sheet, by the name of its register. Raises Unreadable, also where it can't be told which register is meant."""
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable(f"文件超过 {LARGEST_FILE // 2**20} MB", "请按年度拆成几个文件")
    text, _ = decoded(path.read_bytes(), name)
    if not text.strip():
        raise Unreadable("文件是空的", "请重新复制或下载文件")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as problem:
        raise Unreadable(f"{name} 不是完整的 CSV：{problem}", f"请检查引号是否成对，{_AS_XLSX}") from None
    return {_register(rows, Path(name).stem): rows}


def _delimiter(text: str) -> str:
    head = text[:4000]
    return "\t" if head.count("\t") > head.count(",") else ","


def _register(rows: list[list[str]], stem: str) -> str:
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
    raise Unreadable(f"看不出这张表属于哪个登记簿{among}", f"请把文件名改成登记簿的名称，例如 信访.csv，{_AS_XLSX}")


def _fit(rows: list[list[str]], sheet: Sheet) -> int:
    """How many columns of the sheet its header names; 0 where the key is not among them."""
    match = headers.find(rows, sheet)
    return 0 if match.problems else len(match.columns)
