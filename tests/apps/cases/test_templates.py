"""Templates of the bureau's own: read back as they were given, and refused where they could run, fetch, or leave the law out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as Word
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.apps.cases.documents import composing, pdf
from fadu.apps.cases.documents.docx import docx, starter
from fadu.apps.cases.documents.templating import read_template
from fadu.core import documents
from fadu.core.documents import Filled
from fadu.core.refusal import Refusal

ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
MINUTES = documents.forms()[10]
DECISION = documents.forms()[38]


def edited(change: Callable[[Word], object], number: int = 10) -> bytes:
    """Our own template, changed as somebody might in WPS."""
    word = Word(BytesIO(starter(documents.forms()[number])))
    change(word)
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def with_part(name: str, data: bytes, *, instead: bool = False) -> bytes:
    """Our own template with a part more, or with another content of a part."""
    made = BytesIO()
    with ZipFile(BytesIO(starter(MINUTES))) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for each in source.namelist():
            if not (instead and each == name):
                target.writestr(each, source.read(each))
        target.writestr(name, data)
    return made.getvalue()


def story(inner: str) -> bytes:
    """A header, or another part beside the body."""
    return f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inner}</w:hdr>'.encode()


def body_with(xml: str) -> bytes:
    with ZipFile(BytesIO(starter(MINUTES))) as source:
        body = source.read("word/document.xml").decode()
    return with_part("word/document.xml", body.replace("<w:sectPr", f"{xml}<w:sectPr", 1).encode(), instead=True)


@pytest.mark.parametrize("number", [4, 10, 38, 40, 37, 62])
def test_what_is_downloaded_is_read_back_line_by_line(number: int) -> None:
    form = documents.forms()[number]
    assert read_template(starter(form), form) == form.lines


def test_a_placeholder_that_wps_tore_into_runs_is_still_one() -> None:
    def torn(word: Word) -> None:
        paragraph = word.add_paragraph("另加：{{")
        paragraph.add_run("案").bold = True
        paragraph.add_run("由}}。")

    assert read_template(edited(torn), MINUTES)[-1].names == ("案由",)


@pytest.mark.parametrize(("words", "reason"), [
    ("{{没有这个字段}}", "没有这个字段"), ("{{ ''.__class__.__mro__ }}", "不认识的字段"), ("{% for x in range(9) %}{{案由}}{% endfor %}", "程序语句"),
    ("{{案由}", "不成对"), ("{{cycler.__init__.__globals__.os.popen('id')}}", "不认识的字段"), ("<?php system('id') ?>", "程序语句"),
    ("${案由}", "程序语句"),
])
def test_what_an_engine_of_templates_would_run_is_refused(words: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        read_template(edited(lambda word: word.add_paragraph(words)), MINUTES)


def test_what_a_kind_must_say_may_not_be_left_out() -> None:
    def without(word: Word) -> None:
        for paragraph in list(word.paragraphs):
            if "救济途径" in paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)

    with pytest.raises(Refusal, match="申请行政复议、提起行政诉讼的途径和期限") as refused:
        read_template(edited(without, 38), DECISION)
    assert "第五十九条" in refused.value.article


@pytest.mark.parametrize(("data", "reason"), [
    (with_part("word/vbaProject.bin", b"\xd0\xcf"), "宏"), (with_part("word/embeddings/oleObject1.bin", b"x"), "对象"),
    (with_part("word/activeX/activeX1.xml", b"<a/>"), "控件"),
    (body_with('<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd "/k calc"</w:instrText></w:r></w:p>'), "域代码"),
    (body_with('<w:p><w:fldSimple w:instr="INCLUDETEXT http://example.com/x"/></w:p>'), "域代码"),
    (body_with('<w:altChunk/>'), "引入了别的文件"), (body_with("<w:p><w:r><w:object/></w:r></w:p>"), "对象"),
    (body_with("<w:p><w:r><w:instrText>PAGE \\\\* DDEAUTO</w:instrText></w:r></w:p>"), "域代码"),
    (with_part("word/header1.xml", story('<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>'), instead=True), "域代码"),
    (with_part("word/footnotes.xml", story("<w:p><w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:p>")), "域代码"),
    (with_part("word/header1.xml", story("<w:p><w:r><w:t>{{案由}}</w:t></w:r></w:p>"), instead=True), "页眉"),
    (body_with("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{案由}}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"), "左栏"),
    (with_part("word/document.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', instead=True), "实体声明"),
    (with_part("word/页眉.xml", story("")).replace("word/页".encode(), b"word/\xff\xff\xff"), "读不完整"),
    (b"PK not a document", "zip|不完整|压缩"), (b"%PDF-1.7", "PDF"), (b"", "空"),
])
def test_what_could_run_embed_or_fetch_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        read_template(data, MINUTES)


def test_a_link_to_the_outside_is_refused() -> None:
    data = edited(lambda word: word.part.relate_to("http://example.com/t.dotm", ATTACHED, is_external=True))
    with pytest.raises(Refusal, match="外部"):
        read_template(data, MINUTES)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_any_words_come_out_of_the_docx_whole_and_set_no_trap_in_the_print(words: str) -> None:
    shown = composing.clean(words)
    line = Filled("text", shown)
    composition = composing.Composition(10, "调查询问笔录", "笔录", "某局", "", "2026-10-28", (line,))
    read = Word(BytesIO(docx(composition)))
    assert any(paragraph.text.replace("\n", "") == shown.replace("\n", "") for paragraph in read.paragraphs) or not shown
    assert pdf.pdf(composition, pdf.DRAFT).startswith(b"%PDF")
