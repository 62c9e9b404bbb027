"""The package around the words of an official DOCX: parts of the library's template that have no use here go, page numbers and properties
come, and the same content gives the same bytes."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from fadu.web.paper import word

# What the library's template brings that an official document has no use for.
_FOREIGN = ("theme", "stylesWithEffects", "webSettings", "fontTable", "customXml", "numbering", "thumbnail", "extended-properties")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def blank() -> Any:
    """A document with our styles and settings and nothing else; blocks go before `element.body.sectPr`."""
    document = Document()
    word.fill_styles(document.styles.element)
    word.fill_settings(document.settings.element)
    for owner in (document.part, document.part.package):
        for id, relation in list(owner.rels.items()):
            if any(kind in relation.reltype for kind in _FOREIGN):
                del owner.rels[id]
    package = document.part.package
    document.part.relate_to(Part(PackURI("/word/fontTable.xml"), CT.WML_FONT_TABLE, word.font_table(), package), RT.FONT_TABLE)
    return document


def finish(document: Any, target: IO[bytes], *, title: str, author: str, on: date, status: str = "") -> None:
    """Page, page numbers and properties; then written to a binary stream. `status` stands over every page."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = word.legal(title), word.legal(author), ""
    properties.created = properties.modified = datetime.combine(on, time())
    properties.comments, properties.revision, properties.language = "", 1, "zh-CN"
    word.page_properties(document.element.body.sectPr)
    _headers(document.sections[0], status)
    packed = BytesIO()
    document.save(packed)
    _repack(packed, target)


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


def _repack(packed: IO[bytes], target: IO[bytes]) -> None:
    """The same members in the same order with the same time: a document is compared by its bytes."""
    with ZipFile(packed) as source, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            made.writestr(ZipInfo(name, _EPOCH), source.read(name), ZIP_DEFLATED)
