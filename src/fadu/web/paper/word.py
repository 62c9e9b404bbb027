"""WordprocessingML of an official document: styles and settings of our own, so that nothing is left to a theme or to a default
of the program that opens it (WPS, LibreOffice and Word each have others)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from fadu.web.paper import layout
from fadu.web.paper.layout import Face

TWIPS = 20
TWIPS_PER_MM = 1440 / 25.4
# Squeezes a 16 pt character to 15.75 pt, so that 28 stand in a line; a grid of characters (linesAndChars) would be read
# differently by LibreOffice.
SQUEEZE = -5
LINE_PITCH = int(layout.LINE * TWIPS)
# Characters that XML 1.0 cannot hold at all.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, **attributes: Any) -> Any:
    """An element of the w namespace with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def mm(length: float) -> int:
    """Millimetres in twips."""
    return round(length * TWIPS_PER_MM)


def legal(text: str) -> str:
    """The text with what XML cannot hold replaced; `& < >` stand as they are, the writer escapes them."""
    return _ILLEGAL.sub("�", text)


@dataclass(frozen=True)
class Type:
    """How letters look: face, size in points, spacing between characters in twips."""

    face: Face
    size: float
    spacing: int = 0


def letters(kind: Type) -> Any:
    """Run properties with every font slot named: a slot left open is filled from a theme or a default."""
    properties = element("rPr")
    latin = kind.face.latin
    properties.append(element("rFonts", ascii=latin, hAnsi=latin, eastAsia=kind.face.name, cs=latin, hint="eastAsia"))
    if kind.spacing:
        properties.append(element("spacing", val=kind.spacing))
    half_points = round(kind.size * 2)
    properties.append(element("sz", val=half_points))
    properties.append(element("szCs", val=half_points))
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))  # digits in Chinese would be torn apart at a line's end
    return properties


def run(text: str, kind: Type) -> Any:
    """A run of text with its letters named on the run itself."""
    made = element("r")
    made.append(letters(kind))
    words = element("t")
    words.text = legal(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(words)
    return made


def page_field(kind: Type) -> list[Any]:
    """The runs of the field PAGE, with a value for programs that do not count."""
    made = []
    for content in (element("fldChar", fldCharType="begin"), "PAGE", element("fldChar", fldCharType="separate"), None,
                    element("fldChar", fldCharType="end")):
        one = run("1", kind) if content is None else element("r")
        if content is not None:
            one.append(letters(kind))
            one.append(content if not isinstance(content, str) else _instruction(content))
        made.append(one)
    return made


def _instruction(code: str) -> Any:
    made = element("instrText")
    made.text = code
    return made


@dataclass(frozen=True)
class Style:
    """A paragraph style. Indents are in characters of its own size; `line` in twips is a fixed pitch."""

    id: str
    name: str
    type: Type
    align: str = "both"
    first_line: int = 0
    line: int = LINE_PITCH
    outline: int | None = None
    keep_next: bool = False
    page_break: bool = False
    on_grid: bool = True
    boxed: bool = False


BODY = Type(layout.BODY, layout.SIZE_3, SQUEEZE)
SMALL = Type(layout.TABLE, layout.SIZE_SMALL_5)
PAGE_NUMBER = Type(layout.PAGE_NUMBER, layout.SIZE_4)

STYLES = {
    style.id: style
    for style in (
        Style("Normal", "Normal", BODY, first_line=2),
        Style("Title", "Title", Type(layout.TITLE, layout.SIZE_2), "center", line=700, keep_next=True, on_grid=False),
        Style("DocNumber", "文号", BODY, "center"),
        Style("Heading1", "heading 1", Type(layout.HEADING, layout.SIZE_3, SQUEEZE), first_line=2, outline=0, keep_next=True),
        Style("Heading2", "heading 2", Type(layout.SUBHEADING, layout.SIZE_3, SQUEEZE), first_line=2, outline=1, keep_next=True),
        Style("Flush", "主送机关", BODY, "left"),
        Style("Signature", "落款", BODY, "right"),
        Style("Mark", "待办提示", Type(layout.SUBHEADING, layout.SIZE_4), "left", line=480, boxed=True, on_grid=False),
        Style("AnnexMark", "附件标识", Type(layout.HEADING, layout.SIZE_3), "left", page_break=True, keep_next=True),
        Style("AnnexTitle", "附件标题", Type(layout.TITLE, layout.SIZE_2), "center", line=700, keep_next=True, on_grid=False),
        Style("Cell", "表格文字", SMALL, "left", line=240, on_grid=False),
        Style("CellHead", "表头", Type(layout.HEADING, layout.SIZE_SMALL_5), "center", line=240, on_grid=False),
        Style("header", "header", Type(layout.SUBHEADING, layout.SIZE_5), "right", line=280, on_grid=False),
        Style("footer", "footer", PAGE_NUMBER, "right", line=320, on_grid=False),
    )
}


def style_element(style: Style) -> Any:
    """A style as WordprocessingML."""
    made = element("style", type="paragraph", styleId=style.id)
    if style.id == "Normal":
        made.set(qn("w:default"), "1")
    made.append(element("name", val=style.name))
    if style.id != "Normal":
        made.append(element("basedOn", val="Normal"))
    made.append(element("qFormat"))
    made.append(_paragraph_properties(style))
    made.append(letters(style.type))
    return made


def _paragraph_properties(style: Style) -> Any:
    made = element("pPr")
    if style.keep_next:
        made.append(element("keepNext"))
    if style.page_break:
        made.append(element("pageBreakBefore"))
    made.append(element("widowControl", val=0))  # 22 lines on every page
    if style.boxed:
        made.append(_box())
    made.append(element("autoSpaceDE", val=0))  # no gap between digits and Chinese: the grid is one of characters
    made.append(element("autoSpaceDN", val=0))
    if not style.on_grid:
        made.append(element("snapToGrid", val=0))
    made.append(element("spacing", before=0, after=0, line=style.line, lineRule="exact"))
    indent = round(style.first_line * (style.type.size * TWIPS + style.type.spacing))
    made.append(element("ind", left=0, right=0, firstLineChars=style.first_line * 100, firstLine=indent))
    made.append(element("jc", val=style.align))
    if style.outline is not None:
        made.append(element("outlineLvl", val=style.outline))
    return made


def _box() -> Any:
    made = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        made.append(element(side, val="dashed", sz=6, space=4, color="7F7F7F"))
    return made


def fill_styles(styles: Any) -> None:
    """Replace every style by ours, and the defaults by the body's letters."""
    for child in list(styles):
        styles.remove(child)
    defaults = element("docDefaults")
    letters_default = element("rPrDefault")
    letters_default.append(letters(BODY))
    defaults.append(letters_default)
    defaults.append(element("pPrDefault"))
    styles.append(defaults)
    for style in STYLES.values():
        styles.append(style_element(style))


def fill_settings(settings: Any) -> None:
    """Replace every setting by ours: odd and even pages differ, punctuation is squeezed, the mode is that of Word 2013."""
    for child in list(settings):
        settings.remove(child)
    compatibility = element("compat")
    compatibility.append(element("useFELayout"))
    compatibility.append(
        element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    )
    for child in (
        element("zoom", percent=100), element("defaultTabStop", val=420), element("evenAndOddHeaders"),
        element("characterSpacingControl", val="compressPunctuation"), compatibility,
    ):
        settings.append(child)


def font_table() -> bytes:
    """The fonts by name, with the other names a machine may know them by: 仿宋_GB2312 is 仿宋 on a newer Windows."""
    fonts = element("fonts")
    for face in layout.FACES:
        font = element("font", name=face.name)
        font.append(element("altName", val=",".join(face.others)))
        font.append(element("charset", val="86"))
        fonts.append(font)
    return bytes(serialize_part_xml(fonts))


def page_properties(section: Any) -> None:
    """A4, the margins, and a grid of lines only."""
    for child in list(section):
        if child.tag in {qn("w:pgSz"), qn("w:pgMar"), qn("w:cols"), qn("w:docGrid")}:
            section.remove(child)
    width, height = layout.PAGE
    number_height = STYLES["footer"].line / TWIPS_PER_MM
    section.append(element("pgSz", w=mm(width), h=mm(height)))
    section.append(element(
        "pgMar", top=mm(layout.TOP), right=mm(layout.RIGHT), bottom=mm(layout.BOTTOM), left=mm(layout.LEFT), header=mm(20),
        footer=mm(layout.BOTTOM - layout.PAGE_NUMBER_BELOW - number_height), gutter=0,
    ))
    section.append(element("cols", space=425))
    section.append(element("docGrid", type="lines", linePitch=LINE_PITCH))


def table(widths: list[int]) -> Any:
    """An empty table with a fixed grid: WPS takes the widths from the grid, LibreOffice from the cells."""
    made = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=sum(widths), type="dxa"))
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz=4, space=0, color="000000"))
    properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side, width in (("top", 30), ("left", 60), ("bottom", 30), ("right", 60)):
        margins.append(element(side, w=width, type="dxa"))
    properties.append(margins)
    made.append(properties)
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=width))
    made.append(grid)
    return made


def row(cells: Sequence[tuple[int, Sequence[Any]]], *, heading: bool = False) -> Any:
    """A row of (width, paragraphs); a heading row is repeated on every page, no row is torn apart."""
    made = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if heading:
        properties.append(element("tblHeader"))
    made.append(properties)
    for width, paragraphs in cells:
        cell = element("tc")
        shape = element("tcPr")
        shape.append(element("tcW", w=width, type="dxa"))
        shape.append(element("vAlign", val="center"))
        cell.append(shape)
        for paragraph in paragraphs:
            cell.append(paragraph)
        made.append(cell)
    return made
