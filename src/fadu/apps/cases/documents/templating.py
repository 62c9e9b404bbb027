"""A template of the bureau's own, edited in WPS: its text is read out as lines and checked; the file itself is never run or filled.

What could run, embed or fetch something is refused, so that nobody hands such a file on as the bureau's template; a placeholder that is no
field is refused by name. What an engine of templates would take for code is text here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from fadu.core import documents
from fadu.core.container import MEGABYTE, Bounds, Hostile, parts
from fadu.core.documents import Form, Line
from fadu.core.documents.filling import clean
from fadu.core.documents.templates import FLUSH, HEADING, PLACEHOLDER, ROW, SIGN, SUBHEADING, TEXT
from fadu.core.refusal import Refusal
from fadu.core.wording.texts import docx as words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BODY = "word/document.xml"
_HARMFUL = (
    (r"vbaproject.*\.bin$|vbadata|/macrosheets/", "含有宏", "请另存为不含宏的 .docx"),
    (r"/activex/|/embeddings/|/webextensions/|(^|/)customui|/afchunk", "嵌有控件、对象或者加载项", "请删除后另存"),
)
_KIND = replace(
    words.KIND, bounds=Bounds(file=5 * MEGABYTE, part=20 * MEGABYTE, total=40 * MEGABYTE, ratio=100, ratio_floor=4 * MEGABYTE),
    forbidden=_HARMFUL, reads=lambda name: True, links_stay_inside=True,
)
_LINKS = ("_rels/.rels", "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels", "word/_rels/header1.xml.rels", "word/_rels/footer1.xml.rels")
_STORY = re.compile(r"word/[^/]+\.xml")  # body, headers, footers, notes, comments: all that may hold fields of Word's own
_FIELDS = re.compile(r"\s*(PAGE|NUMPAGES)(\s+\\\*\s*(MERGEFORMAT|Arabic\w*|roman|Chinese\w*))*\s*", re.I)
_OBJECTS = ("object", "control", "altChunk")
_CODE = re.compile(r"\{%|\{#|<\?|<%|\$\{")
_STYLES = {"heading1": HEADING, "1": HEADING, "heading2": SUBHEADING, "2": SUBHEADING, "flush": FLUSH, "signature": SIGN}
_MOST = 400
_SAVE_AS = "请用 WPS 打开，另存为“Word 文档（.docx）”"


def read_template(data: bytes, form: Form) -> tuple[Line, ...]:
    """The lines of a template for a kind. Raises Refusal: not a sound DOCX, something that runs or fetches, an unknown field, an element of
    the kind that has no place in it."""
    lines = tuple(_lines(_body(data), form))
    if strange := documents.unknown(lines):
        shown = "、".join(f"{{{{{name}}}}}" for name in strange[:5])
        raise Refusal(f"模板里有不认识的字段：{shown}", "字段名见“字段表”；一对花括号要在一个段落里")
    if labelled := next((line.label for line in lines if "{{" in line.label), ""):
        raise Refusal(f"表格左栏是标签，里面的字段不会被替换：{labelled[:30]}", "把字段移到右栏")
    if any(_CODE.search(part) or _lone(part) for line in lines for part in (line.text, line.label)):
        raise Refusal("模板里有程序语句，或者花括号不成对", "只用 {{字段}}；条件、循环、表达式都不认")
    if missing := documents.unstated(replace(form, lines=lines)):
        article = "；".join(dict.fromkeys(ref.cited() for one in missing for ref in one.basis))
        named = "；".join(f"{one.name}（{'或者'.join(f'{{{{{name}}}}}' for name in one.fields)}）" for one in missing)
        raise Refusal(f"模板里没有写这些要素的地方：{named}", "在模板里加上相应的字段", article)
    return lines


def _lone(text: str) -> bool:
    """Whether a brace is left that belongs to no placeholder."""
    rest = PLACEHOLDER.sub("", text)
    return "{{" in rest or "}}" in rest


def _body(data: bytes) -> ElementTree.Element:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.docx"
        path.write_bytes(data)
        try:
            found = parts(path, _KIND, lambda name: name in _LINKS or _STORY.fullmatch(name) is not None)
        except Hostile as problem:
            raise Refusal(problem.reason, problem.mend) from problem
    try:
        for name in _LINKS:
            for link in ElementTree.fromstring(found[name]).iter(_LINK) if name in found else ():  # noqa: S314  the guard lets no DOCTYPE through
                if link.get("TargetMode", "").lower() == "external":
                    raise Refusal("模板引用了外部文件或者网址", "请删除链接、链接的图片和附加的模板后另存")
        stories = {name: ElementTree.fromstring(data) for name, data in found.items() if name not in _LINKS}  # noqa: S314
        body = stories[_BODY]
    except (ElementTree.ParseError, KeyError) as problem:
        raise Refusal("模板的正文已损坏", _SAVE_AS) from problem
    for name, story in stories.items():
        _check_story(story, is_body=name == _BODY)
    return body


def _check_story(story: ElementTree.Element, *, is_body: bool) -> None:
    """Raises Refusal for fields and objects of Word's own, and for our fields where nothing reads them."""
    for code in (*story.iter(f"{_W}instrText"), *story.iter(f"{_W}fldSimple")):
        said = code.text or code.get(f"{_W}instr") or ""
        if said.strip() and not _FIELDS.fullmatch(said):
            raise Refusal(f"模板里有域代码“{said.strip()[:30]}”", "请把域变成文字（选中后按 Ctrl+Shift+F9）后另存")
    if any(next(story.iter(f"{_W}{name}"), None) is not None for name in _OBJECTS):
        raise Refusal("模板引入了别的文件或者对象", "请把内容粘贴进来后另存")
    if not is_body and "{{" in "".join(run.text or "" for run in story.iter(f"{_W}t")):
        raise Refusal("模板的页眉、页脚或者注里有字段，那里的字段不会被替换", "把字段写在正文里")


def _lines(body: ElementTree.Element, form: Form) -> Iterator[Line]:
    content = body.find(f"{_W}body")
    made = 0
    for child in content if content is not None else ():
        for line in _rows(child) if child.tag == f"{_W}tbl" else _paragraph(child, form):
            made += 1
            if made > _MOST:
                raise Refusal(f"模板超过 {_MOST} 段", "请核对是不是选错了文件")
            yield line


def _paragraph(child: ElementTree.Element, form: Form) -> Iterator[Line]:
    style = child.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    text = _text(child)
    if not text or name == "title":  # the title is the kind's
        return
    optional = text.startswith("? ")
    text = text.removeprefix("? ").strip()
    look = SIGN if text.startswith("签 ") else _STYLES.get(name, TEXT)
    yield Line(look, text.removeprefix("签 ").strip(), "", optional)


def _rows(table: ElementTree.Element) -> Iterator[Line]:
    for row in table.iter(f"{_W}tr"):
        cells = ["\n".join(filter(None, map(_text, cell.iter(f"{_W}p")))) for cell in row.findall(f"{_W}tc")]
        label, text = (cells[0], "\n".join(cells[1:])) if len(cells) > 1 else ("", cells[0] if cells else "")
        optional = label.startswith("? ")
        if label or text:
            yield Line(ROW, text, label.removeprefix("? ").strip(), optional)


def _text(element: ElementTree.Element) -> str:
    """The words of a paragraph, those in deleted revisions left out."""
    deleted = {run for gone in element.iter(f"{_W}del") for run in gone.iter(f"{_W}t")}
    pieces = [run.text or "" for run in element.iter(f"{_W}t") if run not in deleted]
    return clean("".join(pieces))
