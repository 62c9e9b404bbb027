"""A document as DOCX, from the same composition as the print; and a kind's text with its placeholders, to be edited in WPS."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from fadu.apps.cases.documents.composing import Composition, title_of
from fadu.apps.cases.documents.facts import day
from fadu.core.documents import Form
from fadu.core.documents.templates import FLUSH, HEADING, ROW, SIGN, SUBHEADING, TEXT
from fadu.web.paper import package, word
from fadu.web.paper.layout import CHARACTER, signature_indents

STYLES = {HEADING: "Heading1", SUBHEADING: "Heading2", FLUSH: "Flush", TEXT: "Normal", ROW: "Flush", SIGN: "Signature"}
_WIDTHS = [1900, 6944]
_RULE = "＿＿＿＿＿＿　　年　　月　　日"


def docx(composition: Composition, mark: str = "") -> bytes:
    """The file; the same composition gives the same bytes."""
    document = package.blank()
    for child in _blocks(composition):
        document.element.body.sectPr.addprevious(child)
    made = BytesIO()
    package.finish(
        document, made, title=composition.title, author=composition.organ, on=date.fromisoformat(composition.on),
        status=f"{mark}：不是正式文书" if mark else f"核对码 {composition.code}",
    )
    return made.getvalue()


def starter(form: Form) -> bytes:
    """The text of a kind with its placeholders and marks, as `templating` reads it back."""
    document = package.blank()
    blocks: list[Any] = [_paragraph("Title", title_of(form))]
    rows: list[Any] = []
    for line in form.lines:
        before = "? " if line.optional else ""
        if line.look == ROW:
            rows.append(_row(before + line.label, [line.text]))
            continue
        blocks += _table(rows)
        rows = []
        blocks.append(_paragraph(STYLES[line.look], before + ("签 " if line.look == SIGN else "") + line.text))
    for child in (*blocks, *_table(rows)):
        document.element.body.sectPr.addprevious(child)
    made = BytesIO()
    package.finish(document, made, title=f"{form.name}模板", author="", on=date(2026, 1, 1), status="模板：只有双花括号里的字段会被替换")
    return made.getvalue()


def _blocks(composition: Composition) -> Iterable[Any]:
    is_sheet = composition.layout == "公文"
    if is_sheet:
        yield _paragraph("Title", composition.organ)
    yield _paragraph("Title", composition.title)
    if composition.number:
        number = _paragraph("Flush", composition.number)
        number.pPr.append(word.element("jc", val="center"))
        yield number
    rows: list[Any] = []
    for line in composition.lines:
        if line.look == ROW:
            rows.append(_row(line.label, line.text.split("\n")))
        elif line.look == SIGN and rows:
            rows.append(_row("", [f"{line.text}：{_RULE}"]))
        else:
            yield from _table(rows)
            rows = []
            yield _paragraph(STYLES[line.look], f"{line.text}：{_RULE}" if line.look == SIGN else line.text)
    yield from _table(rows)
    if is_sheet or composition.layout == "文件":
        yield from _foot(composition, is_sheet)
    else:
        yield _paragraph("Flush", "")  # Word wants a paragraph behind the last table


def _foot(composition: Composition, is_sheet: bool) -> Iterable[Any]:
    yield _paragraph("Flush", "")
    written = day(composition.on)
    organ = composition.organ if is_sheet else ""
    for text, indent in zip((organ, written), signature_indents(organ, written), strict=True):
        if text:
            made = _paragraph("Signature", text)
            made.pPr.append(word.element("ind", right=round(indent * CHARACTER * word.TWIPS), firstLineChars=0, firstLine=0))
            yield made


def _paragraph(style: str, text: str) -> Any:
    made = word.element("p")
    properties = word.element("pPr")
    properties.append(word.element("pStyle", val=style))
    made.append(properties)
    if text:
        made.append(word.run(text, word.STYLES[style].type))
    return made


def _row(label: str, lines: list[str]) -> Any:
    cells = [[_paragraph("Flush", label)], [_paragraph("Flush", line) for line in lines]]
    return word.row(list(zip(_WIDTHS, cells, strict=True)))


def _table(rows: list[Any]) -> list[Any]:
    if not rows:
        return []
    made = word.table(_WIDTHS)
    for row in rows:
        made.append(row)
    return [made]
