"""The report as a DOCX after GB/T 9704-2012 that WPS, LibreOffice and Word open alike.

Words that a figure backs lie between bookmarks `_fadu_<line of the annex>_<n>` (hidden ones, which every program keeps and
which leave the text plain), so that a later reading finds the figure again; the annex gives its id and trace code.
The same report gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from itertools import count
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from fadu.apps.reports.compiling.values import Bound, Entry, Look, Report, Run
from fadu.web.paper import word
from fadu.web.paper.layout import CHARACTER, signature_indents

# What the library's template brings that an official document has no use for.
_FOREIGN = ("theme", "stylesWithEffects", "webSettings", "fontTable", "customXml", "numbering", "thumbnail", "extended-properties")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LOOKS = {Look.PART: "Heading1", Look.SECTION: "Heading2", Look.TEXT: "Normal", Look.MARK: "Mark"}
# Widths of the annex in twips; they add up to the text block.
ANNEX = (("序号", 500), ("指标及编号", 2194), ("文中写法", 1250), ("定义", 1900), ("期间、来源", 1200), ("溯源码", 1800))


def write_docx(report: Report, target: IO[bytes]) -> None:
    """Write the report to a binary stream."""
    document = Document()
    word.fill_styles(document.styles.element)
    word.fill_settings(document.settings.element)
    _drop_foreign(document)
    _properties(document, report)
    writer = _Writer(report)
    body = document.element.body
    section = body.sectPr
    for child in writer.blocks():
        section.addprevious(child)
    word.page_properties(section)
    _headers(document.sections[0], report.status)
    packed = BytesIO()
    document.save(packed)
    _repack(packed, target)


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
        yield self.paragraph("AnnexMark", ["附件"])
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


def _headers(section: Any, status: str) -> None:
    """Page numbers, odd right and even left, each one character in (GB/T 9704-2012 7.5); over a draft, that it is one."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = _only_paragraph(footer, "footer")
        indent = round(word.PAGE_NUMBER.size * word.TWIPS)
        paragraph.pPr.append(word.element("ind", **{side: indent}, firstLineChars=0, firstLine=0))
        paragraph.pPr.append(word.element("jc", val=side))
        for piece in (word.run("— ", word.PAGE_NUMBER), *word.page_field(word.PAGE_NUMBER), word.run(" —", word.PAGE_NUMBER)):
            paragraph.append(piece)
    if status:
        for header in (section.header, section.even_page_header):
            _only_paragraph(header, "header").append(word.run(status, word.STYLES["header"].type))


def _only_paragraph(part: Any, style: str) -> Any:
    part.is_linked_to_previous = False
    paragraph = part.paragraphs[0]._p
    for child in list(paragraph):
        paragraph.remove(child)
    properties = word.element("pPr")
    properties.append(word.element("pStyle", val=style))
    paragraph.append(properties)
    return paragraph


def _drop_foreign(document: Any) -> None:
    for owner in (document.part, document.part.package):
        for id, relation in list(owner.rels.items()):
            if any(kind in relation.reltype for kind in _FOREIGN):
                del owner.rels[id]
    package = document.part.package
    document.part.relate_to(Part(PackURI("/word/fontTable.xml"), CT.WML_FONT_TABLE, word.font_table(), package), RT.FONT_TABLE)


def _properties(document: Any, report: Report) -> None:
    properties = document.core_properties
    at = datetime.combine(report.dated, time())
    properties.title, properties.author, properties.last_modified_by = word.legal(report.title), word.legal(report.issuer), ""
    properties.created = properties.modified = at
    properties.comments, properties.revision, properties.language = "", 1, "zh-CN"


def _repack(packed: IO[bytes], target: IO[bytes]) -> None:
    """The same members in the same order with the same time: a document is compared by its bytes."""
    with ZipFile(packed) as source, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            made.writestr(ZipInfo(name, _EPOCH), source.read(name), ZIP_DEFLATED)
