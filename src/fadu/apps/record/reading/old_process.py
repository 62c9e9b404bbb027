"""The process that reads an old workbook: `python -m fadu.apps.record.reading.old_process FILE`, its cells as JSON to standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import python_calamine

from fadu.apps.record.reading.cells import cells_of
from fadu.apps.record.reading.old import packed
from fadu.core.bounded import bind

MEMORY, SECONDS = 1 << 30, 30


def main() -> int:
    """Exit 1 with the reader's words where the file can't be read."""
    bind(MEMORY, SECONDS)
    try:
        with Path(sys.argv[1]).open("rb") as stream:
            book = cells_of(python_calamine.CalamineWorkbook.from_filelike(stream))
        json.dump({name: [[packed(cell) for cell in row] for row in rows] for name, rows in book.items()}, sys.stdout, allow_nan=True)
    except (python_calamine.CalamineError, ValueError, OSError, MemoryError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
