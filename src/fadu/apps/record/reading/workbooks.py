"""Read a workbook's cells: guarded before anything is unpacked, merged cells filled, rows numbered as people see them.

A file is opened as what it is, not as what it is called: an .et that is a renamed .xlsx is an .xlsx. Only where the name would
mislead the next reader, an .xlsx that is an old workbook or text, is it refused.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from fadu.apps.record.reading import old
from fadu.apps.record.reading.cells import Rows, cells_of
from fadu.core.refusal import Unreadable
from fadu.core.workbook import container, valueless


def read_cells(path: Path, name: str = "") -> dict[str, Rows]:
    """Cells of each sheet by name; row i of the list is row i + 1 on the screen. `name` is the file's own name where it lies under another.

    Raises Unreadable, with what to do about it, for a file that is hostile, damaged or no workbook.
    """
    ending = Path(name or path.name).suffix.lower()
    try:
        if ending in container.OLD_ENDINGS and container.is_old(path):
            container.open_old_safely(path)
            return old.read(path)
        container.open_safely(path)
    except container.Hostile as problem:
        raise Unreadable(problem.reason, problem.mend) from problem
    try:
        with path.open("rb") as stream:
            return cells_of(python_calamine.CalamineWorkbook.from_filelike(stream), valueless.find(path))
    except (python_calamine.CalamineError, ElementTree.ParseError, ValueError, OSError) as problem:
        raise Unreadable(f"文件读不出来：{problem}", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入") from problem
