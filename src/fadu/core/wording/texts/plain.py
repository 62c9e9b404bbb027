"""Text files: their encoding, and lines that were broken by the width of a page."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from pathlib import Path

from fadu.core.decoding import decoded
from fadu.core.wording.texts.document import Document, Paragraph, from_text

SAVE_AS = "请另存为 UTF-8 编码的文本文件，或另存为 .docx"


def read_plain(path: Path) -> Document:
    """The text of a text file. Raises Unreadable."""
    text, notes = decoded(path.read_bytes(), path.name, mend=SAVE_AS)
    lines = text.split("\n")
    width = page_width(lines)
    return unwrapped(text, lines, width, path.name, notes) if width else from_text(text, path.name, notes=notes)


_ENDS = "。！？；：”）〉》…!?;:)"
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,3}\s*/\s*\d{1,3})\s*$")


def page_width(lines: list[str]) -> int:
    """Characters in a full line where the lines are broken by the width of a page, 0 where they are paragraphs."""
    said = [line.rstrip() for line in lines if line.strip() and not _PAGE_NUMBER.match(line)]
    if len(said) < 8:
        return 0
    lengths = Counter(len(line) for line in said)
    # Lines of a page differ by a character or two, since half-width characters are narrower.
    width = max(lengths, key=lambda length: (sum(lengths[near] for near in range(length - 2, length + 1)), length))
    full = sum(lengths[near] for near in range(width - 2, width + 3))
    open_ended = sum(1 for line in said if line[-1] not in _ENDS)
    is_wrapped = 18 <= width <= 60 and full * 2 >= len(said) and open_ended * 2 >= len(said)
    return width if is_wrapped else 0


def unwrapped(text: str, lines: list[str], width: int, name: str, notes: tuple[str, ...]) -> Document:
    """The text with the breaks inside its paragraphs, and the page numbers, taken out."""
    pieces: list[str] = []
    origin = array("l")
    paragraphs: list[Paragraph] = []
    begun, at, length, continues = 0, 0, 0, False
    for number, line in enumerate(lines, 1):
        said = line.rstrip()
        if said.strip() and not _PAGE_NUMBER.match(line):
            words = said.lstrip() if continues else said
            start = at + len(said) - len(words)
            if not continues:
                begun = length
                paragraphs.append(Paragraph(begun, begun, number))
            pieces.append(words)
            origin.extend(range(start, start + len(words)))
            length += len(words)
            last = paragraphs[-1]
            paragraphs[-1] = Paragraph(begun, length, last.number)
            continues = len(said) >= width - 2 and not (said[-1] in "。！？" and len(said) < width)
            if not continues:
                pieces.append("\n")
                origin.append(start + len(words))
                length += 1
        at += len(line) + 1
    origin.append(len(text))
    return Document(name, "txt", "".join(pieces), paragraphs, written=text, origin=origin, notes=notes)
