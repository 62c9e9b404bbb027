"""A text as it was read from a file: its characters, its paragraphs, and where each character stands."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Paragraph:
    """A paragraph [start, end) of the text. `runs` are the offsets at which the runs of a DOCX paragraph begin.

    `number` counts from 1 as a reader of the file would; `place` is "" in the body, or 表格, 文本框, 脚注. `heads`: of a cell below the
    first row, what stands at the head of its row, at the head of its column, and in its row under 单位.
    """

    start: int
    end: int
    number: int
    place: str = ""
    is_heading: bool = False
    runs: tuple[int, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a character stands: offset in the file's plain text, line and column from 1, paragraph and run (DOCX) from 1."""

    offset: int
    line: int
    column: int
    paragraph: int
    run: int | None


@dataclass(frozen=True)
class Document:
    """The text of one file. `text` is what is read and checked.

    Where the file breaks its lines by width (text taken from a PDF), `text` has those breaks taken out and `origin` holds, for each
    character of it and for its end, the offset in `written`, the plain text of the file. Otherwise the two are equal.
    """

    name: str
    kind: str
    text: str
    paragraphs: Sequence[Paragraph]
    written: str = ""
    origin: array[int] | None = None
    notes: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> str:
        """The plain text of the file, which offsets count."""
        return self.written or self.text

    def source(self, offset: int) -> int:
        """The offset in the file's plain text."""
        return self.origin[offset] if self.origin is not None else offset

    def span(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) in the file's plain text."""
        return self.source(start), self.source(end - 1) + 1 if end > start else self.source(end)

    def place(self, offset: int) -> Place:
        """Where the character at an offset of `text` stands."""
        at = self.source(offset)
        line = bisect_right(self._line_starts, at)
        paragraph = self.paragraph(offset)
        run = bisect_right(paragraph.runs, offset) if paragraph and paragraph.runs else None
        return Place(at, line, at - self._line_starts[line - 1] + 1, paragraph.number if paragraph else line, run)

    def paragraph(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the character, None between paragraphs."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset > self.paragraphs[index].end:
            return None
        return self.paragraphs[index]

    def said(self) -> Iterator[tuple[Paragraph, str]]:
        """Each paragraph with its text."""
        for paragraph in self.paragraphs:
            yield paragraph, self.text[paragraph.start : paragraph.end]

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        at = self.plain.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.plain.find("\n", at + 1)
        return starts


def from_text(text: str, name: str = "", kind: str = "txt", notes: tuple[str, ...] = ()) -> Document:
    """A document of a plain text, one paragraph a line; blank lines are no paragraphs."""
    paragraphs, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            paragraphs.append(Paragraph(at, at + len(line.rstrip("\r")), number))
        at += len(line) + 1
    return Document(name, kind, text, paragraphs, notes=notes)
