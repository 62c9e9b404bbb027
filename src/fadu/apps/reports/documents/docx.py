"""The report as a DOCX after GB/T 9704-2012 that WPS, LibreOffice and Word open alike.

Words that a figure backs lie between bookmarks `_fadu_<line of the annex>_<n>` (hidden ones, which every program keeps and
which leave the text plain), so that a later reading finds the figure again; the annex gives its id and trace code.
The same report gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import count
from typing import IO, Any

from fadu.apps.reports.compiling.values import Bound, Entry, Look, Report, Run
from fadu.web.paper import package, word
from fadu.web.paper.layout import CHARACTER, signature_indents

_LOOKS = {Look.PART: "Heading1", Look.SECTION: "Heading2", Look.TEXT: "Normal", Look.MARK: "Mark"}
# Widths of the annex in twips; they add up to the text block.
ANNEX = (("序号", 500), ("指标及编号", 2194), ("文中写法", 1250), ("定义", 1900), ("期间、来源", 1200), ("溯源码", 1800))


def write_docx(report: Report, target: IO[bytes]) -> None:
    """Write the report to a binary stream."""
    document = package.blank()
    for child in _Writer(report).blocks():
        document.element.body.sectPr.addprevious(child)
    package.finish(document, target, title=report.title, author=report.issuer, on=report.dated, status=report.status)


class _Writer:
    """Blocks of the body in order; numbers the bookmarks as it goes."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.numbers = report.numbers
        self.ids = count(1)
        self.seen: Counter[str] = Counter()

    def blocks(self) -> Iterable[Any]:
        report = self.report
        if report.doc_number:
            yield self.paragraph("DocNumber", [report.doc_number])
        yield from (self.paragraph("Title", [line]) for line in report.title_lines)
        if report.correction:
            yield self.paragraph("DocNumber", [f"（{report.correction}）"])
        yield self.paragraph("Flush", [])
        if report.addressees:
            yield self.paragraph("Flush", [f"{report.addressees}："])
        yield from (self.paragraph(_LOOKS[line.look], line.runs) for line in report.lines)
        yield self.paragraph("Flush", [])
        yield from (self.paragraph("Normal", [line]) for line in report.attached)
        yield self.paragraph("Flush", [])
        yield from self.signature()
        yield self.paragraph("AnnexMark", [report.annex_mark])
        yield self.paragraph("Flush", [])
        yield self.paragraph("AnnexTitle", [report.annex_title])
        yield self.annex()
        yield self.paragraph("Cell", [])  # Word wants a paragraph behind the last table

    def paragraph(self, style: str, runs: Iterable[Run]) -> Any:
        made = word.element("p")
        properties = word.element("pPr")
        properties.append(word.element("pStyle", val=style))
        made.append(properties)
        kind = word.STYLES[style].type
        for piece in runs:
            for child in self.run(piece, kind):
                made.append(child)
        return made

    def run(self, piece: Run, kind: word.Type) -> Iterable[Any]:
        if isinstance(piece, str):
            yield word.run(piece, kind)
            return
        number_of_mark = next(self.ids)
        yield word.element("bookmarkStart", id=number_of_mark, name=self.bookmark(piece))
        yield word.run(piece.shown, kind)
        yield word.element("bookmarkEnd", id=number_of_mark)

    def bookmark(self, bound: Bound) -> str:
        self.seen[bound.figure] += 1
        return f"_fadu_{self.numbers[bound.figure]}_{self.seen[bound.figure]}"

    def signature(self) -> Iterable[Any]:
        """Issuer and date; the issuer only where the ledger names it."""
        day = self.report.dated_text
        for text, indent in zip((self.report.issuer, day), signature_indents(self.report.issuer, day), strict=True):
            if text:
                made = self.paragraph("Signature", [text])
                made.pPr.append(word.element("ind", right=round(indent * CHARACTER * word.TWIPS), firstLineChars=0, firstLine=0))
                yield made

    def annex(self) -> Any:
        widths = [width for _, width in ANNEX]
        made = word.table(widths)
        heads = [[self.paragraph("CellHead", [name])] for name, _ in ANNEX]
        made.append(word.row(list(zip(widths, heads, strict=True)), heading=True))
        for n, entry in enumerate(self.report.entries, 1):
            cells = [[self.paragraph("Cell", [line]) for line in lines] for lines in annex_cells(n, entry)]
            made.append(word.row(list(zip(widths, cells, strict=True))))
        return made


def annex_cells(n: int, entry: Entry) -> tuple[tuple[str, ...], ...]:
    """A line of the annex: the lines of each of its cells."""
    return (str(n),), (entry.name, entry.figure), (entry.shown,), (entry.definition,), (entry.period, entry.source), (entry.trace,)
