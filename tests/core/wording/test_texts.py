"""Reading the text of a file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from fadu.core.wording.texts import Document, Unreadable, read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def word(folder: Path, body: str, **more: str) -> Document:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        for name, content in more.items():
            archive.writestr(f"word/{name}.xml", content)
    return read_document(written(folder, "报告.docx", memory.getvalue()))


def said(document: Document) -> list[str]:
    return [text for _, text in document.said()]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def refused(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_document(path)
    assert path.name in caught.value.reason and caught.value.mend
    return caught.value


def test_a_text_keeps_its_offsets_lines_and_columns(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "报告.txt", "第一行\n\n全年立案46起。\n"))
    place = document.place(document.text.index("46"))
    assert (place.offset, place.line, place.column, place.paragraph, place.run) == (9, 3, 5, 3, None)
    assert said(document) == ["第一行", "全年立案46起。"]


def test_gb18030_is_read_and_said(tmp_path: Path) -> None:
    document = read_document(written(tmp_path, "报告.txt", "全年立案46起，罚款𠮷元。".encode("gb18030")))
    assert "立案46起" in document.text
    assert "GB18030" in document.notes[0]


def test_utf16_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert read_document(written(tmp_path, "报告.txt", "立案46起".encode(encoding))).text == "立案46起"


@pytest.mark.parametrize(("name", "content", "word"), [
    ("报告.txt", b"", "空"),
    ("报告.docx", b"", "空"),
    ("报告.txt", b" \r\n\t\n", "没有文字"),
    ("报告.html", b"<html><body><script>x</script></body></html>", "没有文字"),
    ("报告.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
    ("报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
    ("报告.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ("报告.docx", "这是文本".encode(), "文本文件"),
    ("报告.docx", b"<html><body>x</body></html>", "网页"),
    ("报告.pdf", b"%PDF-1.7 x", "PDF"),
    ("报告.docx", b"{\\rtf1 x}", "RTF"),
    ("报告.docx", b"PK\x03\x04 cut short", "不完整"),
    ("报告.txt", b"\x00\x01\x02\x03", "不是文本文件"),
    ("报告.txt", b"\xff\xff\xff\xff plain", "编码"),
])
def test_what_cannot_be_read_is_named_with_a_way_out(tmp_path: Path, name: str, content: bytes, word: str) -> None:
    assert word in refused(written(tmp_path, name, content)).reason


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "找不到" in refused(tmp_path / "没有.docx").reason


def test_a_document_with_entities_or_a_false_size_is_refused(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>')
    assert "实体" in refused(written(tmp_path, "报告.docx", memory.getvalue())).reason
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * (33 * 1024 * 1024))
    assert "压缩比" in refused(written(tmp_path, "报告.docx", memory.getvalue())).reason


def test_what_word_writes_is_read_in_the_order_of_the_page(tmp_path: Path) -> None:
    made = WordDocument()
    made.add_heading("一、主要举措", 1)
    paragraph = made.add_paragraph("全年立案")
    paragraph.add_run("46").bold = True
    paragraph.add_run("起。")
    table = made.add_table(2, 2)
    for cell, text in zip([cell for row in table.rows for cell in row.cells], ["指标", "数值", "立案", "46起"], strict=True):
        cell.text = text
    made.add_paragraph("表后一段。")
    path = tmp_path / "报告.docx"
    made.save(str(path))
    document = read_document(path)
    assert said(document) == ["一、主要举措", "全年立案46起。", "指标", "数值", "立案", "46起", "表后一段。"]
    assert [paragraph.place for paragraph in document.paragraphs] == ["", "", "表格", "表格", "表格", "表格", ""]
    assert document.paragraphs[0].is_heading
    place = document.place(document.text.index("46"))
    assert (place.paragraph, place.run) == (2, 2)


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    document = word(tmp_path, (
        f"<w:p>{run('立案')}<w:del><w:r><w:delText>45</w:delText></w:r></w:del><w:ins>{run('46')}</w:ins>{run('起')}"
        f"<w:moveFrom>{run('旧处')}</w:moveFrom></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p><w:p>{run('后半')}<w:moveTo>{run('旧处')}</w:moveTo></w:p>"
    ))
    assert said(document) == ["立案46起", "前半后半旧处"]
    assert "修订" in document.notes[0]


def test_text_boxes_notes_and_breaks_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{run('框内')}</w:p></w:txbxContent>"
    drawing = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    line = f'<w:footnote w:type="separator"><w:p>{run("线")}</w:p></w:footnote>'
    notes = f"<w:footnotes {W}>{line}<w:footnote><w:p>{run('注文')}</w:p></w:footnote></w:footnotes>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    document = word(tmp_path, f"<w:p>{run('一')}{drawing}{hidden}<w:r><w:br/></w:r>{run('二')}</w:p>", footnotes=notes)
    assert said(document) == ["一", "二", "框内", "注文"]
    assert [paragraph.place for paragraph in document.paragraphs] == ["", "", "文本框", "脚注"]


def test_three_hundred_pages_are_read(tmp_path: Path) -> None:
    body = f"<w:p>{run('全年立案46起，下达处罚决定书37份。' * 30)}</w:p>" * 300
    assert len(word(tmp_path, body).paragraphs) == 300


def test_a_web_page_is_read_as_it_is_seen(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>标题</title><meta charset='gb2312'></head><body><h1>关于报告</h1><script>var x=1</script>"
        "<p>全年&nbsp;立案<b>46</b>起，\n  罚款3万元。<br>下一行 &lt;完&gt;</p><table><tr><td>立案</td><td>46</td></tr></table></body></html>"
    )
    document = read_document(written(tmp_path, "报告.htm", page.encode("gb18030")))
    assert said(document) == ["关于报告", "全年\xa0立案46起，罚款3万元。", "下一行 <完>", "立案", "46"]
    assert document.notes == ()
    assert document.paragraphs[0].is_heading
    assert document.paragraphs[-1].place == "表格"


def test_lines_broken_by_the_page_are_joined_and_keep_their_offsets(tmp_path: Path) -> None:
    paragraph = "全年共检查企业三百二十家次立案查处环境违法案件四十六起下达行政处罚决定书三十七份罚款金额一百二十三万元并公开" * 5
    lines = [paragraph[at : at + 28] for at in range(0, len(paragraph), 28)] + ["— 1 —", "下一段从这里开始。"]
    text = "\n".join(lines)
    document = read_document(written(tmp_path, "报告.txt", text))
    assert said(document) == [paragraph, "下一段从这里开始。"]
    at = document.text.index("下一段")
    assert document.place(at).offset == text.index("下一段")
    assert document.span(at, at + 3) == (text.index("下一段"), text.index("下一段") + 3)
    assert document.place(document.text.index("公开", 60)).line == text.count("\n", 0, text.index("公开", 60)) + 1


def test_an_ordinary_text_is_never_joined(tmp_path: Path) -> None:
    text = "\n".join(["全年立案四十六起，下达处罚决定书三十七份。", "信访办结率达到百分之百。"] * 10)
    assert len(read_document(written(tmp_path, "报告.txt", text)).paragraphs) == 20
