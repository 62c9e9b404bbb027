"""Draws the preview of one file and ends: `python -m fadu.apps.record.documents.preview FORMAT FILE`, PNG to standard output.

A process of its own, without Django and without the bureau's settings, since the file may be made to hurt whoever draws it: where the
system can bound memory, processor time and files, it is bound before the file is opened. Exit 1 where nothing can be drawn.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typst

from fadu.core.bounded import bind

PAGES = 4  # of a PDF, from the first
MEMORY, SECONDS = 2 << 30, 10
_PPI = 96
_COMPILE: Any = typst.compile  # its types forbid a template in bytes beside a root that is a path
_TEMPLATE = Path(__file__).with_name("preview.typ")


def draw(format: str, file: Path) -> bytes:
    """The picture as PNG. `format` is pdf, jpg or png. Raises RuntimeError (typst.TypstError is one) for what can't be drawn."""
    problem = RuntimeError("no page")
    for pages in range(PAGES, 0, -1) if format == "pdf" else [0]:  # a PDF does not say beforehand how many it has
        try:
            made = _COMPILE(
                _TEMPLATE.read_bytes(), root=file.parent, format="png", ppi=_PPI, ignore_system_fonts=True,
                sys_inputs={"format": format, "name": file.name, "pages": str(pages)},
            )
        except RuntimeError as refused:
            problem = refused
        else:
            return bytes(made)
    raise problem


def main() -> int:
    """The process."""
    bind(MEMORY, SECONDS)
    try:
        sys.stdout.buffer.write(draw(sys.argv[1], Path(sys.argv[2]).resolve()))
    except (RuntimeError, MemoryError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
