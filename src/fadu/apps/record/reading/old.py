"""Workbooks of older offices (.xls, and WPS's .et, which is the same inside), read by a process of its own.

A damaged one can make its reader ask for all memory there is (seen with a changed byte), so it gets little and is ended when it asks for more.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from fadu.core import bounded
from fadu.core.refusal import Unreadable

_CHILD = "fadu.apps.record.reading.old_process"
_MOMENTS: dict[str, Callable[[str], Any]] = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}
_WAIT = 60.0  # seconds, of which the process may compute half
_SAVE_AS = "请用 WPS 或 Excel 打开，另存为“Excel 工作簿（.xlsx）”后再导入"


def read(path: Path) -> dict[str, list[list[Any]]]:
    """Cells of each sheet by name, as `read_cells` gives them. Raises Unreadable."""
    done = bounded.call(_CHILD, [str(path)], _WAIT)
    if done is None or done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] if done else []
        if any("password" in line.lower() for line in said):
            raise Unreadable("文件设了打开密码", "请打开后取消密码，另存后再导入")
        raise Unreadable("旧格式的工作簿读不出来，可能已损坏", _SAVE_AS)
    try:
        return {name: [[plain(cell) for cell in row] for row in rows] for name, rows in json.loads(done.stdout).items()}
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise Unreadable("旧格式的工作簿读不出来，可能已损坏", _SAVE_AS) from problem


def packed(cell: Any) -> Any:
    """A cell as JSON: dates and times by the name of their type."""
    match cell:
        case datetime() | date() | time():
            return [type(cell).__name__, cell.isoformat()]
        case timedelta():
            return ["timedelta", cell.total_seconds()]
    return cell


def plain(cell: Any) -> Any:
    """The cell that was packed."""
    if not isinstance(cell, list):
        return cell
    kind, said = cell
    if kind == "timedelta":
        return timedelta(seconds=said)
    return _MOMENTS[kind](said)
