"""公文检查: a file in, its findings out; accepted ones stay so next year; nothing of the file is kept."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from fadu.apps.record.models import Entry

pytestmark = pytest.mark.django_db

SEED = (Path(__file__).parents[1] / "data" / "wording" / "texts" / "seed-a-2024.txt").read_text("utf-8")
HEAD = "永州市生态环境局蓝山分局关于2024年度法治政府建设情况的报告\n"
# The figures of the ledger are read for one year; they grow neither with the text nor with the rows.
BUDGET = 110


def send(client: Any, content: bytes | str, name: str = "报告.txt", **fields: Any) -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post("/reports/lint/", {"file": SimpleUploadedFile(name, data), **fields})


def looked_at(client: Any, content: bytes | str, name: str = "报告.txt", **fields: Any) -> tuple[str, str]:
    """Where the result stands, and its page."""
    answer = send(client, content, name, **fields)
    assert answer.status_code == 302, re.findall(r"<li>(.*?)</li>", answer.content.decode())
    url = answer.headers["Location"]
    return url, client.get(url).content.decode()


def word(*paragraphs: str) -> bytes:
    document, content = Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(content)
    return content.getvalue()


def numbers(page: str, kind: str) -> list[str]:
    """The findings listed under a filter: those whose item has this class."""
    return re.findall(rf'<li id="f(\d+)" class="{kind}">', page)


def test_each_finding_is_marked_and_leads_to_its_mark_and_back(as_role: Any) -> None:
    _, page = looked_at(as_role("report_writer"), SEED, year="2024")
    listed = re.findall(r'<li id="f(\d+)"', page)
    assert len(listed) > 30
    for number in listed:
        assert f'id="m{number}" href="#f{number}"' in page
        assert f'<a href="#m{number}">' in page
    assert "依据：" in page and "建议：" in page
    assert "固体污染防治法" in page


def test_the_filter_by_severity_works_by_link(as_role: Any) -> None:
    client = as_role("reviewer")
    url, page = looked_at(client, SEED)
    for kind in ("error", "warning", "info"):
        some = client.get(f"{url}?severity={kind}").content.decode()
        assert numbers(some, kind) == numbers(page, kind) != []
        assert len(re.findall(r'<li id="f', some)) == len(numbers(some, kind)) == some.count('class="l-mark')
    assert numbers(client.get(f"{url}?severity=<script>").content.decode(), "error") == numbers(page, "error")


def test_figures_are_compared_with_the_ledger_of_the_year(as_role: Any) -> None:
    client = as_role("report_writer")
    _, page = looked_at(client, HEAD + "全年立案47起，全年无行政诉讼案件。种树12棵。")
    assert "已与台账 2024 年的指标比对" in page
    assert "为 46（case.filed），这里写 47起" in page
    assert "没有认出这是台账的哪个指标" in page  # the trees
    assert "请核对有无零报告" in page
    _, right = looked_at(client, HEAD + "全年立案46起。")
    assert "case.filed），这里写" not in right
    _, unknown = looked_at(client, HEAD.replace("2024", "1999") + "全年立案47起。")
    assert "台账没有 1999 年的数" in unknown
    _, others = looked_at(client, HEAD.replace("永州市生态环境局蓝山分局", "祁阳县生态环境局") + "全年立案47起。")
    assert "没有与本单位的台账比对" in others
    assert "case.filed" not in others


def test_the_year_and_the_report_of_last_year_may_be_given(as_role: Any) -> None:
    sentence = "我局坚持把法治政府建设摆在更加突出的位置，统筹推进各项执法工作取得了明显成效。"
    before = SimpleUploadedFile("上年.txt", sentence.encode())
    _, page = looked_at(as_role("clerk"), "报告。\n" + sentence, year="2023", before=before)
    assert "报告年度 2023" in page
    assert "已与上年的“上年.txt”逐句比较" in page
    assert "copied_from_last_year" in page
    wrong = send(as_role("clerk"), "报告。", year="二〇二四").content.decode()
    assert "请写四位年份" in wrong


def test_an_accepted_finding_is_shown_as_accepted_and_is_known_again_next_year(as_role: Any) -> None:
    client = as_role("report_writer")
    url, page = looked_at(client, HEAD + "2024年，全年无行政诉讼案件。推进法制建设。")
    number = re.search(r'<li id="f(\d+)" class="info">(?:(?!</li>).)*?zero_claim', page, re.S)
    assert number
    refused = client.post(f"{url}accept/", {"number": number[1], "reason": "  "}, follow=True).content.decode()
    assert "没有写理由" in refused
    assert not Entry.objects.filter(event="FindingAccepted").exists()
    answer = client.post(f"{url}accept/", {"number": number[1], "reason": "零报告 <b>四</b> 份"})
    assert answer.headers["Location"] == f"{url}#f{number[1]}"
    page = client.get(url).content.decode()
    assert numbers(page, "accepted") == [number[1]]
    assert "认可：零报告 &lt;b&gt;四&lt;/b&gt; 份" in page
    assert numbers(client.get(f"{url}?severity=accepted").content.decode(), "accepted") == [number[1]]
    sealed = Entry.objects.get(event="FindingAccepted")
    assert "诉讼" not in str(sealed.after)  # the text is not sealed, only its digest

    assert "已经认可过" in client.post(f"{url}accept/", {"number": number[1], "reason": "再来"}, follow=True).content.decode()

    later_url, later = looked_at(as_role("chief"), HEAD.replace("2024", "2025") + "另起一段。\n2025年，全年无行政诉讼案件。")
    again = numbers(later, "accepted")
    assert len(again) == 1
    assert "零报告 &lt;b&gt;四" in as_role("chief").get("/reports/lint/").content.decode()

    as_role("chief").post(f"{later_url}accept/", {"number": again[0], "reason": "今年有一件", "reopen": "1"})
    assert numbers(client.get(url).content.decode(), "accepted") == []
    assert Entry.objects.filter(event="FindingReopened").count() == 1


def test_who_may_check_but_not_accept_sees_no_form_and_is_refused(as_role: Any) -> None:
    client = as_role("officer")
    url, page = looked_at(client, "推进法制建设。")
    assert numbers(page, "error") or numbers(page, "warning")
    assert "认可这一处" not in page
    assert client.post(f"{url}accept/", {"number": "1", "reason": "好"}).status_code == 403


def test_a_result_is_its_owners_and_gone_ones_are_said_to_be(as_role: Any) -> None:
    url, _ = looked_at(as_role("clerk"), "推进法制建设。")
    for address in (url, f"{url}copy.docx", f"{url}marked.html", f"{url}accept/"):
        answer = as_role("chief").get(address, follow=True)
        assert answer.redirect_chain[-1][0] == "/reports/lint/"
        assert "结果已经不在了" in answer.content.decode()


@pytest.mark.parametrize(("name", "content", "said"), [
    ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式（.doc、.wps）"),
    ("空.docx", b"", "是空的"),
    ("空.txt", b"", "是空的"),
    ("空白.txt", b" \n \n", "没有文字"),
    ("扫描.pdf", b"%PDF-1.7 ...", "这是 PDF 文件"),
    ("断.docx", word("文字")[:400], "文件不完整"),
    ("图.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "不是文本文件"),
    ("码.txt", b"\x81\x20\xff\xfe\x80", "编码认不出来"),
])
def test_what_can_not_be_read_is_refused_in_the_users_words(as_role: Any, name: str, content: bytes, said: str) -> None:
    page = send(as_role("clerk"), content, name).content.decode()
    assert said in page
    assert name in page
    assert "请" in re.search(r'role="alert".*?</div>', page, re.S)[0]  # type: ignore[index]  # and how to mend it


def test_gb18030_is_read_and_said(as_role: Any) -> None:
    _, page = looked_at(as_role("clerk"), "推进法制建设，全年工作有序。".encode("gb18030"))
    assert "已按 GB18030 读入" in page
    assert "rule_of_law_word" in page


def test_no_file_and_one_too_large_are_refused(as_role: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = as_role("clerk")
    assert "请选择一个文件" in client.post("/reports/lint/", {}).content.decode()
    monkeypatch.setattr("fadu.apps.reports.linting.LARGEST", 10)
    assert "超过 0 MB" in send(client, "一二三四五六七八九十").content.decode()


@pytest.mark.parametrize("name", [
    '"><script>alert(1)</script>.txt', "..\\..\\etc\\passwd", "a\u202exslx.txt", "名" * 250 + ".txt", ".txt", "con:aux?.html", "{{ 7|add:1 }}.txt",
])
def test_hostile_names_are_harmless(as_role: Any, name: str) -> None:
    client = as_role("clerk")
    url, page = looked_at(client, "<script>alert(2)</script>推进法制建设。" if "htm" not in name else "<p>推进法制建设。</p>", name)
    assert "<script>alert" not in page
    assert "\u202e" not in page
    for download in ("marked.html",):
        answer = client.get(f"{url}{download}")
        assert "attachment" in answer.headers["Content-Disposition"]
        assert b"<script>alert" not in b"".join(answer.streaming_content)


def test_hostile_text_is_shown_as_text(as_role: Any) -> None:
    text = '“<img src=x onerror=alert(1)>《&quot;><svg onload=alert(2)>{% debug %}{{ request }} 立案X起<a href="javascript:alert(3)">'
    for content, name in ((text, "a.txt"), (word(text), "a.docx")):
        _, page = looked_at(as_role("clerk"), content, name)
        assert "<img src=x" not in page and "<svg onload" not in page and 'href="javascript:' not in page
        assert "{% debug %}{{ request }}" in page
        assert "&lt;img src=x" in page


def test_the_copy_has_comments_and_the_text_is_the_same(as_role: Any) -> None:
    client = as_role("report_writer")
    original = word("推进法制建设。", "立案X起。")
    url, page = looked_at(client, original, "报告.docx")
    answer = client.get(f"{url}copy.docx")
    copy = Document(BytesIO(b"".join(answer.streaming_content)))
    assert [paragraph.text for paragraph in copy.paragraphs] == ["推进法制建设。", "立案X起。"]
    assert len(list(copy.comments)) == len(re.findall(r'<li id="f', page)) >= 2
    errors = client.get(f"{url}copy.docx?severity=error")
    assert len(list(Document(BytesIO(b"".join(errors.streaming_content))).comments)) == len(numbers(page, "error"))


def test_only_a_word_file_has_a_copy(as_role: Any) -> None:
    client = as_role("clerk")
    url, page = looked_at(client, "推进法制建设。")
    assert "copy.docx" not in page
    assert "只有 Word 文档" in client.get(f"{url}copy.docx", follow=True).content.decode()


def test_nothing_of_the_file_is_kept_on_disk(as_role: Any) -> None:
    before = {path for path in Path(settings.FADU_DATA).rglob("*") if path.is_file()}
    looked_at(as_role("clerk"), word("独一无二的句子推进法制建设。"), "x.docx")
    assert {path for path in Path(settings.FADU_DATA).rglob("*") if path.is_file()} - before == set()


def test_a_check_and_its_page_take_few_queries(as_role: Any) -> None:
    client = as_role("report_writer")
    with CaptureQueriesContext(connection, ) as sent:
        url = send(client, SEED, year="2024").headers["Location"]
    assert len(sent) <= BUDGET
    with CaptureQueriesContext(connection) as shown:
        client.get(url)
    assert len(shown) <= 8


def test_the_draft_is_checked_without_its_annex_and_findings_of_it_can_be_accepted(as_role: Any) -> None:
    client = as_role("report_writer")
    page = client.get("/reports/?year=2024").content.decode()
    listed = page[page.index('id="findings"') : page.index('class="r-layout"')]
    found = re.findall(r'<li id="f(\d+)" class="(\w+)">', listed)
    assert found
    assert {kind for _, kind in found} == {"info"}
    assert "unit_symbol" not in listed
    assert "ledger_" not in listed
    anchors = set(re.findall(r'<a href="#([\w-]+)">\d+\. ', listed))
    assert all(f'id="{anchor}"' in page for anchor in anchors)
    answer = client.post("/reports/accept/?year=2024", {"number": found[0][0], "reason": "核对过"})
    assert answer.headers["Location"] == f"/reports/?year=2024#f{found[0][0]}"
    assert numbers(client.get("/reports/?year=2024").content.decode(), "accepted")
