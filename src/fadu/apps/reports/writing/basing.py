"""Last year's report as the base of this year's: its paragraphs by what they are, from a Word, text or HTML file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from fadu.apps.reports.linting import Upload, read_upload
from fadu.apps.reports.writing import looks
from fadu.core.refusal import Refusal
from fadu.core.wording.draft import Draft, Passage

_LEAD = re.compile(r"[：:]\s*$")
_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_NUMBER = re.compile(r"[^\s〔〕\d]{1,20}〔\d{4}〕\d+号")
_ATTACHED = re.compile(r"附件[:：]?\s*(?:\d{1,2}[.．、])?")
_TITLE = re.compile(r"报告$|总结$|汇报$")
_TEXT = "word/document.xml"
_OURS = "所用指标表"
_FIRST, _LAST = 8, 4  # paragraphs at either end in which a head and a signature stand


@dataclass(frozen=True)
class Base:
    """The passages (look, text) that a file gives, and in words what of it was not read."""

    texts: list[tuple[str, str]]
    left_out: list[str]


def base_from(upload: Upload, year: int) -> Base:
    """Last year's report, to be rewritten for `year`; dates and numbers of the document are left out. Raises Unreadable, and Refusal where
    nothing was read."""
    document, content = read_upload(upload)
    body = [one for one in Draft(document).body if one.said and not _is_braced(one.said)]
    if not body:
        raise Refusal("文件里没有读到正文", "文字做成图片的，请用原来的 Word 文档；表格里的内容不会读入")
    head, first = _head(body)
    last = _signed(body, head)
    head["title"] = re.sub(r"(?:19|20)\d\d(?=年)", str(year), head.get("title", f"{year}年度法治政府建设情况报告"))
    return Base([*head.items(), *(_piece(one) for one in body[first:last])], _left_out(content) if document.kind == "docx" else [])


def _left_out(content: bytes) -> list[str]:
    """What of a Word file is no text: numbers may stand in it that nobody would miss otherwise."""
    with ZipFile(BytesIO(content)) as archive:  # it was opened behind the guard before
        names = archive.namelist()
        tables = sum(element.tag.endswith("}tbl") for _, element in ElementTree.iterparse(archive.open(_TEXT)))  # noqa: S314
    counts = (
        (tables, "个表格"), (sum(name.startswith("word/media/") for name in names), "张图片"),
        (sum(name.startswith("word/embeddings/") for name in names), "个嵌入的对象"),
        (sum(name.endswith("vbaProject.bin") for name in names), "处宏"),
    )
    return [f"{count} {what}" for count, what in counts if count]


def _head(body: list[Passage]) -> tuple[dict[str, str], int]:
    """Title, addressees and issuer at the beginning, and where the body begins."""
    head: dict[str, str] = {}
    for place, one in enumerate(body[:_FIRST]):
        said = one.said
        if _NUMBER.fullmatch(said):
            continue
        if "title" not in head and _TITLE.search(said) and len(said) <= 60:
            head["title"] = said
        elif _LEAD.search(said) and "title" in head and len(said) <= 60 and "如下" not in said:
            head["addressees"] = said.rstrip("：: ")
            return head, place + 1
        elif "title" in head:
            return head, place
        elif said.endswith(("局", "分局", "厅")) and len(said) <= 40:
            head["issuer"] = said
        else:
            return head, place
    return head, min(len(body), _FIRST)


def _signed(body: list[Passage], head: dict[str, str]) -> int:
    """Where the body ends: before the note on attachments, the issuer and the date."""
    end = next((place for place, one in enumerate(body) if _OURS in one.said and place > _FIRST), len(body))
    for place in range(min(end, len(body)) - 1, max(_FIRST, end - _LAST) - 1, -1):
        said = body[place].said
        if _DAY.fullmatch(said) or _ATTACHED.match(said) or said == head.get("issuer"):
            end = place
        elif said.endswith(("局", "分局", "厅")) and len(said) <= 40:
            head.setdefault("issuer", said)
            end = place
    return end


def _piece(one: Passage) -> tuple[str, str]:
    if one.is_heading and one.mark is not None and one.mark.level <= 2:
        return (looks.PART if one.mark.level == 1 else looks.SECTION), one.said[one.mark.length :].strip(" 　") or one.said
    return looks.TEXT, one.said


def _is_braced(said: str) -> bool:
    return "{{" in said or "}}" in said

