"""The copy of a Word document with comments: where they stand, what is kept, what other programs make of it."""

from __future__ import annotations

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from fadu.apps.reports.documents.commented import Remark, commented
from fadu.core.refusal import Refusal
from fadu.core.wording.findings import Finding
from fadu.core.wording.linting import lint
from fadu.core.wording.texts import read_document
from tests.core.wording.test_checks import DATA

SEED = (DATA / "texts" / "seed-a-2024.txt").read_text("utf-8")


def saved(document: Any) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def found(content: bytes, folder: Path) -> list[Finding]:
    path = folder / "a.docx"
    path.write_bytes(content)
    return lint(read_document(path))


def spots(content: bytes) -> list[tuple[str, str]]:
    """What each comment says, with the words between its marks."""
    document = Document(BytesIO(content))
    covered: dict[str, list[str]] = {}
    open_ids: set[str] = set()
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ids.add(element.get(qn("w:id")))
        elif element.tag == qn("w:commentRangeEnd"):
            open_ids.discard(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            for id in open_ids:
                covered.setdefault(id, []).append(element.text or "")
    return [(comment.text, "".join(covered.get(str(comment.comment_id), []))) for comment in document.comments]


def test_each_comment_covers_exactly_the_words_found(tmp_path: Path) -> None:
    document = Document()
    for line in SEED.splitlines():
        paragraph = document.add_paragraph()
        for at in range(0, len(line), 17):  # runs that part words, as Word leaves them
            paragraph.add_run(line[at : at + 17]).bold = at % 2 == 1
    content = saved(document)
    findings = found(content, tmp_path)
    copy = commented(content, [Remark(finding) for finding in findings])
    marked = spots(copy)
    assert len(list(Document(BytesIO(copy)).comments)) == len(findings) >= 30
    for finding in findings:
        assert finding.text.replace("\n", "") in [words for said, words in marked if finding.reason in said]


def test_text_and_look_are_kept_and_so_are_the_comments_of_others(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("推进")
    paragraph.add_run("法制建设，立案X起").italic = True
    document.add_comment(paragraph.runs, "请核对", "张三", "张")
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "表内法制宣传"
    content = saved(document)
    copy = Document(BytesIO(commented(content, [Remark(finding) for finding in found(content, tmp_path)])))
    assert copy.paragraphs[0].text == paragraph.text
    assert "".join(run.text for run in copy.paragraphs[0].runs if run.italic) == "法制建设，立案X起"
    assert copy.tables[0].cell(0, 0).text == "表内法制宣传"
    authors = [comment.author for comment in copy.comments]
    assert authors.count("张三") == 1 and authors.count("法度") == len(authors) - 1 >= 3
    assert len({comment.comment_id for comment in copy.comments}) == len(authors)


def test_a_comment_says_what_why_on_what_it_rests_and_why_it_was_accepted(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("优良率95.4%，同比下降2.4%。")
    content = saved(document)
    finding = next(one for one in found(content, tmp_path) if one.check == "percent_as_points")
    ((said, _),) = spots(commented(content, [Remark(finding, "沿用上级口径")]))
    assert said.splitlines()[0] == f"{finding.severity.name_zh}：{finding.title}（已认可：沿用上级口径）"
    assert finding.reason in said and f"依据：{finding.source}" in said


def test_insertions_links_boxes_and_breaks_are_marked_where_word_takes_comments(tmp_path: Path) -> None:
    document = Document()
    inserted = '<w:ins w:id="9" w:author="x"><w:r><w:t>推进法制建设</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="8" w:author="x"><w:r><w:delText>不算的字</w:delText></w:r></w:del>'
    box = (
        "<w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textbox><w:txbxContent><w:p><w:r><w:t>框内法制宣传</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    line = "<w:r><w:t>前</w:t><w:tab/><w:t>立案X起</w:t><w:br/><w:t>罚款XX万元</w:t></w:r>"
    for inner in (inserted + deleted, f'<w:hyperlink w:anchor="a">{inserted}</w:hyperlink>', box, line):
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}><!-- x -->{inner}</w:p>"))
    content = saved(document)
    findings = found(content, tmp_path)
    copy = Document(BytesIO(commented(content, [Remark(finding) for finding in findings])))
    assert len(list(copy.comments)) == len(findings) >= 5
    assert not copy.element.body.xpath(".//w:txbxContent//w:commentRangeStart")
    words = [words for _, words in spots(saved(copy))]
    assert {"X起", "XX万元", "法制建设"} <= set(words)
    assert words.count("法制建设") == 2  # the words put in, and those of the link; what was struck out is not said
    path = tmp_path / "b.docx"
    path.write_bytes(saved(copy))
    before, after = read_document(tmp_path / "a.docx"), read_document(path)
    assert before.text == after.text


def test_a_finding_in_a_footnote_is_told_at_the_end_of_the_body(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("正文没有问题。")
    content = saved(document)
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        notes = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='1'><w:p><w:r><w:t>推进法制建设。</w:t></w:r></w:p></w:footnote></w:footnotes>"
        new.writestr("word/footnotes.xml", notes)
    findings = found(target.getvalue(), tmp_path)
    assert findings
    assert len(spots(commented(target.getvalue(), [Remark(finding) for finding in findings]))) == len(findings)


@pytest.mark.parametrize("harm", ["bomb", "entity"])
def test_parts_that_only_the_copy_opens_are_guarded_too(harm: str) -> None:
    document = Document()
    document.add_paragraph("推进法制建设。")
    target = BytesIO(saved(document))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        if harm == "bomb":
            archive.writestr("word/media/image1.png", b"\0" * (100 * 2**20))
        else:
            archive.writestr("word/extra.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Refusal, match="不能做批注副本"):
        commented(target.getvalue(), [])


def test_a_form_that_can_not_be_copied_is_refused() -> None:
    document = Document()
    document.add_paragraph("推进法制建设。")
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(saved(document))) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            new.writestr(name, content.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", strict))
    with pytest.raises(Refusal, match="格式不是普通的"):
        commented(target.getvalue(), [])


def test_more_comments_than_anybody_reads_are_refused(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("立案X起。")
    content = saved(document)
    remark = Remark(found(content, tmp_path)[0])
    assert commented(content, [remark] * 20)
    with pytest.raises(Refusal, match="最多写 1000 处"):
        commented(content, [remark] * 1001)


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_opens_the_copy_and_shows_text_and_comments(tmp_path: Path) -> None:
    document = Document()
    for line in SEED.splitlines():
        document.add_paragraph(line)
    content = saved(document)
    findings = found(content, tmp_path)
    (tmp_path / "copy.docx").write_bytes(commented(content, [Remark(finding) for finding in findings]))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "fodt", "--outdir", tmp_path,
         tmp_path / "copy.docx"],
        check=True, capture_output=True, timeout=120,
    )
    opened = (tmp_path / "copy.fodt").read_text("utf-8")
    assert opened.count("<office:annotation ") == len(findings)
    assert opened.count("<dc:creator>法度</dc:creator>") >= len(findings)
    body = re.sub(r"<office:annotation .*?</office:annotation>", "", opened[opened.index("<office:body>") :], flags=re.S)
    plain = re.sub(r"\s", "", re.sub(r"<[^>]+>", "", body))
    assert all(re.sub(r"\s", "", line) in plain for line in SEED.splitlines())
