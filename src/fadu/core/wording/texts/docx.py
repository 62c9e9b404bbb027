"""Word documents: the final text of body, tables, text boxes and footnotes, with the run in which each character stands.

Tracked changes are read as if accepted: what was inserted or moved here counts, what was deleted or moved away does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

from fadu.core.container import MEGABYTE, Bounds, Hostile, Kind, describe, parts
from fadu.core.refusal import Unreadable
from fadu.core.wording.texts.document import Document, Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = {"del", "moveFrom"}
_TRACKED = {"ins", "del", "moveFrom", "moveTo"}
_SAID = {"tab": "\t", "noBreakHyphen": "-", "softHyphen": "", "cr": "\n", "br": "\n"}
_SAVE_AS = "请用 WPS 或 Word 打开，另存为“Word 文档（.docx）”"
TRACKED = "文件带有修订痕迹，已按接受全部修订后的文字读入"

_OTHERS = {
    "empty": ("文件是空的", "请重新复制或下载文件"),
    "encrypted": ("文件设了打开密码", "请打开后取消密码再另存"),
    "old": ("这是旧格式（.doc、.wps）的文档，只是扩展名写成了 .docx", _SAVE_AS),
    "html": ("这是网页，只是扩展名写成了 .docx", "请把扩展名改为 .html，或用 WPS、Word 另存为 .docx"),
    "pdf": ("这是 PDF 文件", "请用原来的 Word 文档，或把 PDF 的文字复制到文本文件（.txt）"),
    "rtf": ("这是 RTF 文档", _SAVE_AS),
    "text": ("这是文本文件，只是扩展名写成了 .docx", "请把扩展名改为 .txt"),
}


def _of_another_kind(head: bytes, file: BinaryIO) -> Hostile:
    return Hostile(*_OTHERS.get(describe(head, file), ("不是 Word 文档（.docx）", _SAVE_AS)))


def _wrong_parts(names: set[str]) -> Hostile:
    if any(name.startswith("xl/") for name in names):
        return Hostile("这是工作簿，不是 Word 文档", "请选择 .docx、.txt 或 .html 文件")
    return Hostile("是压缩包，但里面没有 Word 文档", _SAVE_AS)


_BODY, _NOTES, _ENDNOTES, _STYLES = "word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/styles.xml"
_WANTED = frozenset({_BODY, _NOTES, _ENDNOTES, _STYLES})
KIND = Kind(
    noun="文档",
    bounds=Bounds(file=100 * MEGABYTE, part=128 * MEGABYTE, total=1024 * MEGABYTE),
    main_part=_BODY,
    save_as=_SAVE_AS,
    split="请按章节拆成几个文件",
    shrink="请用 WPS 或 Word 打开，接受全部修订后另存",
    forbidden=(),  # only text is taken out, nothing in it is run or followed
    of_another_kind=_of_another_kind,
    wrong_parts=_wrong_parts,
    reads=lambda name: name in _WANTED,
    links_stay_inside=False,
)


def read_docx(path: Path) -> Document:
    """The final text of a Word document. Raises Unreadable."""
    try:
        found = parts(path, KIND, KIND.reads)
        reader = Reader(_heading_styles(found.get(_STYLES)))
        reader.read(found[_BODY])
        for notes in (_NOTES, _ENDNOTES):
            if notes in found:
                reader.read(found[notes], place="脚注")
    except Hostile as problem:
        raise Unreadable(f"{path.name}：{problem.reason}", problem.mend) from problem
    except (ElementTree.ParseError, KeyError) as problem:
        raise Unreadable(f"{path.name}：文档的正文已损坏", _SAVE_AS) from problem
    if not reader.paragraphs:
        raise Unreadable(f"{path.name}里没有文字", "若文字在图片里，请先识别成文字再检查")
    return Document(path.name, "docx", "".join(reader.texts), reader.paragraphs, notes=(TRACKED,) if reader.is_tracked else ())


def name_of(element: ElementTree.Element) -> str:
    """The name of a WordprocessingML element of either kind, "" for others."""
    tag: object = element.tag
    if not isinstance(tag, str):  # a comment of the XML, where the tree was parsed by lxml
        return ""
    if tag.startswith(_W):
        return tag[len(_W) :]
    return tag[len(_STRICT) :] if tag.startswith(_STRICT) else ""


def attribute(element: ElementTree.Element | None, name: str) -> str:
    """An attribute of that vocabulary, "" where it is not there."""
    return "" if element is None else element.get(_W + name) or element.get(_STRICT + name) or ""


def child_of(element: ElementTree.Element | None, *names: str) -> ElementTree.Element | None:
    """The child of the child … by these names, None where there is none."""
    for name in names:
        element = next((child for child in element if name_of(child) == name), None) if element is not None else None
    return element


def _heading_styles(content: bytes | None) -> frozenset[str]:
    """Ids of the styles that are headings."""
    if not content:
        return frozenset()
    found = set()
    for style in ElementTree.fromstring(content):  # noqa: S314  the guard lets no DOCTYPE through
        name = attribute(child_of(style, "name"), "val").lower()
        if re.match(r"heading \d|标题|title$", name) or child_of(style, "pPr", "outlineLvl") is not None:
            found.add(attribute(style, "styleId"))
    return frozenset(found)


@dataclass
class _Grid:
    """A table as it is read: its first row names the columns."""

    columns: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    rows: int = 0

    def begin_row(self) -> None:
        self.row = []
        self.rows += 1

    def enter(self, cell: ElementTree.Element) -> tuple[str, ...]:
        """The heads of the next cell, none in the first row."""
        said = "".join(one.text or "" for one in cell.iter() if name_of(one) == "t").strip()
        span = attribute(child_of(cell, "tcPr", "gridSpan"), "val")
        at, wide = len(self.row), int(span) if span.isdecimal() and int(span) < _WIDEST else 1
        self.row += [said] * wide
        if self.rows == 1:
            self.columns += [said] * wide
            return ()
        unit = next((value for name, value in zip(self.columns, self.row[:at], strict=False) if name in ("单位", "计量单位")), "")
        named = next((value for value in self.row[:at] if not value.isdecimal()), "")  # behind a serial number
        return (named, self.columns[at] if at < len(self.columns) else "", unit)


_WIDEST = 100

# A piece of text with the run (w:r) that it stands in.
_Piece = tuple[ElementTree.Element | None, str]


@dataclass
class Reader:
    """Reads text block by block. With `places` it is told, for each piece of text, its offset and the run that it stands in."""

    headings: frozenset[str] = frozenset()
    places: list[tuple[int, ElementTree.Element | None, str]] | None = None
    texts: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    is_tracked: bool = False
    _length: int = 0
    _number: int = 0
    _grid: _Grid = field(default_factory=_Grid)
    _heads: tuple[str, ...] = ()
    _carried: list[_Piece] = field(default_factory=list)  # of a paragraph whose mark was deleted: it runs on into the next

    def read(self, content: bytes, place: str = "") -> None:
        """Read a part block by block, so that a document of hundreds of pages is never held as a tree."""
        depth = 0
        for event, element in ElementTree.iterparse(BytesIO(content), ("start", "end")):  # noqa: S314  no DOCTYPE got this far
            depth += 1 if event == "start" else -1
            if event == "end" and depth == (1 if place else 2):
                if attribute(element, "type") not in ("separator", "continuationSeparator"):
                    self.block(element, place)
                element.clear()
        if self._carried:
            self._put(self._carried, place, False)
            self._carried = []

    def block(self, element: ElementTree.Element, place: str = "") -> None:
        """Read a paragraph, a table, or what holds them."""
        name = name_of(element)
        if name == "p":
            self._paragraph(element, place)
            return
        if name in _DELETED or element.tag == _FALLBACK:  # the fallback repeats the text box for old readers
            self.is_tracked |= name in _DELETED
            return
        if name == "tr" and child_of(element, "trPr", "del") is not None:
            self.is_tracked = True
            return
        outer = self._grid, self._heads
        if name == "tbl":
            self._grid, self._heads = _Grid(), ()
        elif name == "tr":
            self._grid.begin_row()
        elif name == "tc":
            self._heads = self._grid.enter(element)
        for child in element:
            self.block(child, "表格" if name == "tbl" else place)
        if name in ("tbl", "tc"):
            self._grid, self._heads = outer

    def _paragraph(self, element: ElementTree.Element, place: str) -> None:
        self._number += 1
        boxes: list[ElementTree.Element] = []
        pieces = self._carried + list(self._pieces(element, boxes, None))
        mark = child_of(element, "pPr", "rPr", "del")
        if mark is not None:
            self.is_tracked, self._carried = True, pieces
        else:
            self._carried = []
            self._put(pieces, place, attribute(child_of(element, "pPr", "pStyle"), "val") in self.headings)
        for box in boxes:
            for child in box:
                self.block(child, "文本框")

    def _put(self, pieces: list[_Piece], place: str, is_heading: bool) -> None:
        nowhere = object()
        last: object = nowhere
        start, runs, seen = self._length, list[int](), False
        end: _Piece = (None, "\n")
        for run, text in [*pieces, end]:
            for part in re.split("(\n)", text):
                if part == "\n":  # a line break within a paragraph parts it, as it does for a reader
                    if seen:
                        self.paragraphs.append(Paragraph(start, self._length, self._number, place, is_heading, tuple(runs), self._heads))
                    start, runs, seen, last = self._length + 1, [], False, nowhere
                elif part and run is not last:
                    runs.append(self._length)
                    last = run
                if part and self.places is not None:
                    self.places.append((self._length, run, part))
                seen |= bool(part.strip())
                self.texts.append(part)
                self._length += len(part)

    def _pieces(self, element: ElementTree.Element, boxes: list[ElementTree.Element], run: ElementTree.Element | None) -> Iterator[_Piece]:
        """The text of a paragraph with its runs; what stands in text boxes is put aside."""
        for child in element:
            name = name_of(child)
            self.is_tracked |= name in _TRACKED
            if name == "txbxContent":
                boxes.append(child)
            elif name == "r":
                if child_of(child, "rPr", "vanish") is None:
                    yield from self._pieces(child, boxes, child)
            elif name == "t":
                yield run, child.text or ""
            elif name in _SAID:
                yield run, _SAID[name]
            elif name not in _DELETED and name not in ("pPr", "rPr", "instrText", "delText") and child.tag != _FALLBACK:
                yield from self._pieces(child, boxes, run)
