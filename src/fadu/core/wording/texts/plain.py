"""Text files: their encoding, and lines that were broken by the width of a page."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from pathlib import Path

from fadu.core.refusal import Unreadable
from fadu.core.wording.texts.document import Document, Paragraph, from_text

_SAVE_AS = "请另存为 UTF-8 编码的文本文件，或另存为 .docx"
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_HAN = re.compile(r"[一-鿿]")
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ue000-\uf8ff\ufffd]")
GB18030 = "文件不是 UTF-8 编码，已按 GB18030 读入"


def read_plain(path: Path) -> Document:
    """The text of a text file. Raises Unreadable."""
    text, notes = decoded(path.read_bytes(), path.name)
    lines = text.split("\n")
    width = page_width(lines)
    return unwrapped(text, lines, width, path.name, notes) if width else from_text(text, path.name, notes=notes)


def decoded(content: bytes, name: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The characters, with a note where they are not UTF-8. Raises Unreadable."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded_as(content[len(mark) :], encoding, name), ()
    if b"\0" in content:
        raise Unreadable(f"{name}不是文本文件", _SAVE_AS)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = _decoded_as(content, "gb18030", name)
    # GB18030 gives a character to nearly any bytes, so what came out must look like Chinese.
    strange = len(_STRANGE.findall(text))
    if strange * 50 > len(text) or not _HAN.search(text):
        raise Unreadable(f"{name}的编码认不出来（既不是 UTF-8，也不是 GB18030）", _SAVE_AS)
    return text, (() if declared.lower().startswith("gb") else (GB18030,))


def _decoded_as(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Unreadable(f"{name}的编码认不出来：第 {problem.start + 1} 个字节不是 {encoding.upper()}", _SAVE_AS) from None


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
