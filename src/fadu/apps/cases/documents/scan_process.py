"""Reads the codes in a scan and ends: `python -m fadu.apps.cases.documents.scan_process KIND FILE`, their texts as a JSON list to standard output.

A process of its own, without Django and the bureau's settings, since the file may be made to hurt whoever reads it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
import zxingcpp
from PIL import Image

from fadu.core.bounded import bind

MEMORY, SECONDS, PAGES = 2 << 30, 15, 12
_PPI = 200  # of a PDF; the printed code is 22 mm wide and has some forty modules
_ONLY: Any = zxingcpp.BarcodeFormat.QRCode  # its types want the plural, which it is made into
_COMPILE: Any = typst.compile
_TEMPLATE = Path(__file__).with_name("scan.typ")


def pictures(kind: str, file: Path) -> Iterator[Image.Image]:
    """The pages to look at. Raises RuntimeError and OSError for what can't be drawn."""
    if kind != "pdf":
        yield Image.open(file)
        return
    for page in range(1, PAGES + 1):
        made = _COMPILE(
            _TEMPLATE.read_bytes(), root=file.parent, format="png", ppi=_PPI, ignore_system_fonts=True,
            sys_inputs={"name": file.name, "page": str(page)},
        )
        yield Image.open(BytesIO(bytes(made)))


def main() -> int:
    """The process. Codes that were found before a page could not be drawn count."""
    bind(MEMORY, SECONDS)
    found: list[str] = []
    try:
        for picture in pictures(sys.argv[1], Path(sys.argv[2]).resolve()):
            found += [one.text for one in zxingcpp.read_barcodes(picture.convert("L"), formats=_ONLY)]
            if found:
                break
    except (RuntimeError, OSError, MemoryError, ValueError, Image.DecompressionBombError) as problem:
        sys.stderr.write(f"{problem}\n")
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
