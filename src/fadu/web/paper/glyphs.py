"""Which characters the faces of this machine can draw: a name with a character that no face has would be printed as an empty box.

Read from the character maps of the font files themselves (OpenType `cmap`, formats 4 and 12).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typst

_UNICODE = {(0, n) for n in range(7)} | {(3, 1), (3, 10)}


def missing(text: str) -> str:
    """The characters of a text that no face here can draw, each once, in order."""
    return "".join(one for one in dict.fromkeys(text) if not one.isspace() and not _drawn(ord(one)))


def _drawn(code: int) -> bool:
    starts, ends = _ranges()
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@cache
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """First and last codes of what some face draws, joined and in order."""
    files = {(one.path, one.index) for one in typst.Fonts(include_embedded_fonts=False).fonts() if one.path}
    maps = {table for path, index in files for table in _maps(Path(path), index)}  # weights of a family share theirs
    spans = sorted({span for table in maps for span in _mapped(table)})
    starts: list[int] = []
    ends: list[int] = []
    for first, last in spans:
        if ends and first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return tuple(starts), tuple(ends)


def _maps(path: Path, index: int) -> Iterator[bytes]:
    """The character map of one face; nothing of a file that can't be read."""
    try:
        with path.open("rb") as file:
            head = file.read(4)
            at = 0
            if head == b"ttcf":
                file.seek(12 + 4 * index)
                at = struct.unpack(">L", file.read(4))[0]
            file.seek(at + 4)
            tables = struct.unpack(">H", file.read(2))[0]
            file.seek(at + 12)
            for tag, _, offset, length in struct.iter_unpack(">4sLLL", file.read(16 * tables)):
                if tag == b"cmap":
                    file.seek(offset)
                    yield file.read(length)
    except (OSError, struct.error):
        return


def _mapped(table: bytes) -> Iterator[tuple[int, int]]:
    for platform, encoding, offset in struct.iter_unpack(">HHL", table[4 : 4 + 8 * struct.unpack_from(">H", table, 2)[0]]):
        if (platform, encoding) not in _UNICODE:
            continue
        kind = struct.unpack_from(">H", table, offset)[0]
        if kind == 12:
            groups = struct.unpack_from(">L", table, offset + 12)[0]
            for first, last, _ in struct.iter_unpack(">LLL", table[offset + 16 : offset + 16 + 12 * groups]):
                yield first, last
        elif kind == 4:
            size = struct.unpack_from(">H", table, offset + 6)[0]
            lasts = struct.unpack_from(f">{size // 2}H", table, offset + 14)
            firsts = struct.unpack_from(f">{size // 2}H", table, offset + 16 + size)
            yield from ((first, last) for first, last in zip(firsts, lasts, strict=True) if first != 0xFFFF)
