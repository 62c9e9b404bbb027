"""The chief's pen: a DOCX goes out, comes back with tracked changes and comments, and each is accepted or refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from django.db import transaction
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from fadu.apps.reports.actions import drafting, returning
from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.documents.docx import write_docx
from fadu.apps.reports.models import Passage, ReportDraft, ReturnedFile
from fadu.apps.reports.writing import drafts
from fadu.core.refusal import Refusal
from tests.apps.reports.pen import paragraph, put_in, rewrite, tracked

pytestmark = pytest.mark.django_db
AT = datetime(2025, 2, 10, 9, 0, tzinfo=UTC)
LATER = datetime(2025, 2, 12, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def begun(samples: Callable[..., Report], django_db_blocker: Any) -> Iterator[ReportDraft]:
    with django_db_blocker.unblock(), transaction.atomic():
        draft = drafting.begin(2024, actor="甲", at=AT)
        bodies = [one for one in drafts.passages(draft) if one.look == "text" and "{{case.filed}}" in one.text]
        drafting.edit_passage(str(bodies[0].uid), "全年立案{{case.filed}}，执法工作稳步推进。", base=bodies[0].version, actor="甲", at=AT)
        yield draft
        transaction.set_rollback(True)


def out(draft: ReportDraft) -> Any:
    stream = BytesIO()
    write_docx(drafts.written(draft, traced=True).report, stream)
    return docx.Document(BytesIO(stream.getvalue()))


def back(draft: ReportDraft, document: Any, name: str = "局长改.docx") -> ReturnedFile:
    stream = BytesIO()
    document.save(stream)
    return returning.bring_back(draft, [stream.getvalue()], name=name, actor="甲", at=AT)


def body(draft: ReportDraft, words: str) -> Passage:
    return next(one for one in drafts.passages(draft) if words in one.text)


def open_of(file: ReturnedFile) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.old, one.new, one.author) for one in returning.opened(file).open]


def test_a_file_that_nobody_changed_asks_for_nothing(begun: ReportDraft) -> None:
    assert open_of(back(begun, out(begun))) == []


def test_each_tracked_change_is_accepted_or_refused_and_the_figure_stays_bound(begun: ReportDraft) -> None:
    document = out(begun)
    one = paragraph(document, "执法工作稳步推进")
    rewrite(one, "稳步推进", "扎实推进")
    rewrite(one, "全年", "2024年")
    file = back(begun, document)
    assert open_of(file) == [("change", "全年", "2024年", "局长"), ("change", "稳步推进", "扎实推进", "局长")]
    first, second = returning.opened(file).open
    returning.accept(file, second.identity, actor="甲", at=AT)
    assert body(begun, "扎实推进").text == "全年立案{{case.filed}}，执法工作扎实推进。"
    returning.refuse(file, first.identity, actor="甲", at=AT)
    opened = returning.opened(file)
    assert [one.verdict for one in opened.settled] == ["accepted", "refused"] and not opened.open
    with pytest.raises(Refusal, match="已经处理过"):
        returning.accept(file, second.identity, actor="甲", at=AT)
    assert body(begun, "扎实推进").text.startswith("全年立案{{case.filed}}")


def test_a_figure_changed_by_hand_is_shown_and_not_believed(begun: ReportDraft) -> None:
    document = out(begun)
    one = paragraph(document, "执法工作")
    shown = next(run for run in one._p.iter(qn("w:r")) if "46" in "".join(text.text or "" for text in run.findall(qn("w:t"))))
    shown.find(qn("w:t")).text = shown.find(qn("w:t")).text.replace("46", "47")
    file = back(begun, document)
    [found] = returning.opened(file).open
    assert (found.kind, found.author) == ("figure", "") and "台账" in found.why
    with pytest.raises(Refusal, match="以台账为准"):
        returning.accept(file, found.identity, actor="甲", at=AT)
    assert "{{case.filed}}" in body(begun, "执法工作").text


def test_paragraphs_put_in_and_taken_out_and_comments(begun: ReportDraft) -> None:
    document = out(begun)
    one = paragraph(document, "执法工作")
    put_in(one, "新增一段工作情况。")
    heads = [other for other in document.paragraphs if other.style.style_id == "Heading2"]
    gone = heads[-1]
    for run in list(gone._p.findall(qn("w:r"))):
        tracked(run, "del")
    document.add_comment(one.runs[-1], text="请核对口径", author="局长", initials="J")
    file = back(begun, document)
    found = {proposal.kind: proposal for proposal in returning.opened(file).open}
    assert set(found) == {"add", "remove", "comment"}
    assert (found["comment"].new, found["comment"].author, found["comment"].passage) == ("请核对口径", "局长", str(body(begun, "执法工作").uid))
    for kind in ("add", "remove", "comment"):
        returning.accept(file, found[kind].identity, actor="甲", at=LATER)
    assert returning.opened(file).open == []
    rows = drafts.passages(begun)
    here = next(place for place, row in enumerate(rows) if "执法工作" in row.text)
    assert rows[here + 1].text == "新增一段工作情况。"
    assert not any(row.text and row.text in gone.text for row in rows if row.look == "section" and row.text == found["remove"].old.partition("）")[2])


def test_what_was_edited_here_meanwhile_is_not_undone(begun: ReportDraft) -> None:
    document = out(begun)
    rewrite(paragraph(document, "执法工作"), "工作", "各项工作")
    passage = body(begun, "执法工作")
    drafting.edit_passage(str(passage.uid), passage.text.replace("全年", "这一年"), base=passage.version, actor="乙", at=AT)
    file = back(begun, document)
    assert open_of(file) == [("change", "工作", "各项工作", "局长")]
    returning.accept(file, returning.opened(file).open[0].identity, actor="甲", at=AT)
    assert body(begun, "各项工作").text.startswith("这一年立案{{case.filed}}")


def test_changes_without_a_track_are_found_by_comparing(begun: ReportDraft) -> None:
    document = out(begun)
    one = paragraph(document, "执法")
    run = next(run for run in one._p.iter(qn("w:r")) if "执法" in "".join(text.text or "" for text in run.findall(qn("w:t"))))
    run.find(qn("w:t")).text = run.find(qn("w:t")).text.replace("执法", "监管执法")
    file = back(begun, document)
    assert open_of(file) == [("change", "", "监管", "")]


def with_macros(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    return stream.getvalue()


def test_what_can_not_come_back_is_refused_and_nothing_is_kept(begun: ReportDraft) -> None:
    count = ReturnedFile.objects.count()
    for content, name, word in (
        (with_macros(out(begun)), "改.docx", "宏"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "改.doc", "另存为"), (b"text", "改.docx", ""),
    ):
        with pytest.raises(Refusal) as caught:
            returning.bring_back(begun, [content], name=name, actor="甲", at=AT)
        assert word in f"{caught.value.reason}{caught.value.mend}" and caught.value.mend
    assert ReturnedFile.objects.count() == count


def test_text_as_a_picture_is_said_to_be_unreadable(begun: ReportDraft) -> None:
    document = out(begun)
    one = paragraph(document, "执法")
    picture = OxmlElement("w:drawing")
    one.add_run()._r.append(picture)
    assert [(kind, old) for kind, old, *_ in open_of(back(begun, document))] == [("picture", "")]


def head(draft: ReportDraft, look: str) -> Passage:
    return next(one for one in drafts.passages(draft) if one.look == look)


@pytest.fixture
def headed(begun: ReportDraft) -> ReportDraft:
    """The draft with a number of its own and two attachments."""
    for look, text in (("doc_number", "永环蓝字〔2025〕3号"), ("attachments", "工作计划\n责任清单")):
        one = head(begun, look)
        drafting.edit_passage(str(one.uid), text, base=one.version, actor="甲", at=AT)
    return begun


def test_the_head_and_what_stands_below_come_back_one_by_one(headed: ReportDraft) -> None:
    document = out(headed)
    assert open_of(back(headed, document)) == []
    rewrite(paragraph(document, "法治政府建设情况报告"), "情况报告", "年度报告")
    issuer = head(headed, "issuer").text
    for one in [one for one in document.paragraphs if one.text == issuer]:  # over the title and in the signature
        rewrite(one, "分局", "局")
    rewrite(paragraph(document, "附件：1. "), "工作计划", "下一年计划")
    put_in(paragraph(document, "2. 责任清单"), "3. 考核结果")
    rewrite(paragraph(document, head(headed, "addressees").text), "县人民政府", "县政府")
    found = returning.opened(file := back(headed, document)).open
    assert [(one.kind, one.place, one.old, one.new) for one in found if not one.why] == [
        ("change", "落款", "分局", "局"), ("change", "标题", "情况报告", "年度报告"), ("change", "主送机关", "县人民政府", "县政府"),
        ("change", "附件", "工作计划", "下一年计划"), ("change", "附件", "", "3. 考核结果"), ("change", "落款", "分局", "局"),
    ]
    for one in found[:-1]:  # the issuer is one passage: it reads as wanted below the text too
        returning.accept(file, one.identity, actor="甲", at=LATER)
    assert head(headed, "title").text.endswith("法治政府建设年度报告")
    assert head(headed, "issuer").text == issuer.replace("分局", "局")
    assert head(headed, "attachments").text == "下一年计划\n责任清单\n考核结果"
    assert (opened := returning.opened(file)).open == [] and len(opened.settled) == 5


def test_number_day_and_annex_changed_in_word_are_shown_and_not_believed(headed: ReportDraft) -> None:
    document, day = out(headed), head(headed, "dated").text
    rewrite(paragraph(document, "〔2025〕3号"), "3号", "4号")
    signed = next(one for one in document.paragraphs if one.text == "2025年2月10日")
    for run in signed.runs:
        run.text = run.text.replace("2月10日", "2月9日")
    cell = next(one for row in document.tables[0].rows for one in row.cells if one.text == "46起")
    rewrite(cell.paragraphs[0], "46", "47")
    other = document.add_table(1, 1)
    other.cell(0, 0).text = "WPS 里粘贴的表 88"
    paragraph(document, "执法").insert_paragraph_before()._p.addnext(other._tbl)
    rewrite(paragraph(document, "2. 责任清单"), "2. 责任清单", " ")
    found = returning.opened(file := back(headed, document)).open
    assert [(one.kind, one.old, one.new) for one in found] == [
        ("fixed", "3号", "4号"), ("table", "", "WPS 里粘贴的表 88"), ("remove", "2. 责任清单", ""), ("fixed", "10", "9"), ("figure", "46", "47"),
    ]
    for one in found:
        if one.kind != "remove":
            with pytest.raises(Refusal):
                returning.accept(file, one.identity, actor="甲", at=AT)
    returning.accept(file, found[2].identity, actor="甲", at=LATER)
    assert (head(headed, "attachments").text, head(headed, "dated").text) == ("工作计划", day)
    assert not any(one.kind == "change" for one in returning.opened(file).open)  # the numbers behind moved up, which nobody changed


def test_a_file_of_something_else_is_refused(begun: ReportDraft) -> None:
    other = docx.Document()
    other.add_paragraph("会议通知：明日下午召开会议。")
    with pytest.raises(Refusal, match="没有一段与这份报告相符"):
        back(begun, other)
