"""The pages on which the report is written, checked, signed, corrected and published; all of it without script."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from fadu.apps.exchange.actions.entering import withdraw_row
from fadu.apps.exchange.homes import HOMES
from fadu.apps.record import proving
from fadu.apps.record.models import Entry
from fadu.apps.reports.actions import drafting
from fadu.apps.reports.compiling.drafting import draft as compiled
from fadu.apps.reports.compiling.drafting import scope_of
from fadu.apps.reports.documents.docx import write_docx
from fadu.apps.reports.models import Passage, ReportDraft, SignedReport
from fadu.apps.reports.writing import drafts, looks
from tests.core.evidence.files import png
from tests.pages.conftest import AT

pytestmark = pytest.mark.django_db
# Registers that the figures of the text lie in, and one query a figure that is looked up; not passages, not rows.
BUDGET = 60


@pytest.fixture(scope="module")
def draft(bureau: Any, django_db_blocker: Any) -> ReportDraft:
    with django_db_blocker.unblock():
        return drafting.begin(2024, actor="431127017", at=AT)


def said(answer: Any) -> str:
    return str(answer.content.decode())


def passage(draft: ReportDraft, words: str) -> Passage:
    return next(one for one in drafts.passages(draft) if words in one.text)


def test_the_page_shows_the_text_with_its_figures_and_keeps_its_budget(as_role: Any, draft: ReportDraft) -> None:
    client = as_role("report_writer")
    with CaptureQueriesContext(connection) as asked:
        page = said(client.get(f"/reports/writing/{draft.uid}/"))
    assert "还有 4 处要写或要核实" in page
    assert re.search(r'class="g-bound" href="/reports/figures/case\.filed/[^"]*"[^>]*>46起</a>', page)
    assert 'href="#part-1-5"' in page
    assert 'id="part-1-5"' in page
    assert len(asked) <= BUDGET


def test_without_script_a_figure_is_found_and_inserted_and_nothing_typed_is_lost(as_role: Any, draft: ReportDraft) -> None:
    client, one = as_role("report_writer"), passage(draft, "{{case.filed}}")
    address = f"/reports/passages/{one.uid}/"
    form = {"base": one.version, "look": "text", "text": one.text + "全年经案审会审议##。", "q": "案审会 案件", "find": "1"}
    found = said(client.post(address, form))
    token = next(token for token in re.findall(r'name="insert" value="([^"]+)"', found) if token == "{{case.committee_cases}}")
    again = said(client.post(address, {**{name: form[name] for name in ("base", "look", "text", "q")}, "insert": token}))
    assert f"全年经案审会审议{token}。" in again
    assert passage(draft, "{{case.filed}}").version == one.version  # neither saves
    saved = client.post(address, {"base": one.version, "look": "text", "text": one.text + f"全年经案审会审议{token}。"})
    assert saved.headers["Location"].endswith(f"#p-{one.uid}")
    assert "46件次" in said(client.get(f"/reports/writing/{draft.uid}/"))


def test_a_typed_number_is_marked_and_bound_or_explained(as_role: Any, draft: ReportDraft) -> None:
    client = as_role("report_writer")
    one = drafting.add_passage(str(passage(draft, "{{case.filed}}").uid), look="text", text="行政处罚立案46起，建立3项制度。", actor="x", at=AT)
    page = said(client.get(f"/reports/writing/{draft.uid}/?edit={one.uid}"))
    assert "绑定行政处罚立案：46起</button>" in page
    form = {"base": 1, "number": 0, "words": "46起", "as": "figure"}
    client.post(f"/reports/passages/{one.uid}/bind/", form)
    refused = client.post(f"/reports/passages/{one.uid}/bind/", {"base": 2, "number": 0, "words": "3项", "as": "note", "reason": " "}, follow=True)
    assert "没有写明" in said(refused)
    client.post(f"/reports/passages/{one.uid}/bind/", {"base": 2, "number": 0, "words": "3项", "as": "note", "reason": "制度个数"})
    one.refresh_from_db()
    assert one.text == "行政处罚立案{{case.filed}}，建立{{3项|说明：制度个数}}制度。"


def with_what_is_no_text(content: bytes) -> bytes:
    """The report with figures in a table, in a picture, and macros, as they come."""
    document = Document(BytesIO(content))
    document.add_table(1, 2).cell(0, 1).text = "立案 88 起"
    document.add_picture(BytesIO(png()))
    stream = BytesIO()
    document.save(stream)
    with ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    return stream.getvalue()


def test_last_years_file_is_a_base_whose_numbers_are_bound(as_role: Any, draft: ReportDraft) -> None:
    client, made = as_role("report_writer"), BytesIO()
    write_docx(compiled(scope_of(2023), date(2024, 2, 20)), made)
    upload = SimpleUploadedFile("2023.docx", with_what_is_no_text(made.getvalue()))
    answer = client.post("/reports/writing/begin/", {"year": "2023", "file": upload})
    begun = drafts.draft_of(answer.headers["Location"].split("/")[3])
    head = {one.look: one.text for one in drafts.passages(begun) if one.look in looks.HEAD}
    assert "文件里的2 个表格、1 张图片、1 处宏没有读入" in said(client.get(answer.headers["Location"]))
    assert (head["title"], head["issuer"]) == ("2023年度法治政府建设情况报告", "永州市生态环境局蓝山分局")
    assert not any("所用指标表" in one.text for one in drafts.passages(begun))
    one = passage(begun, "行政处罚立案40起")
    client.post(f"/reports/passages/{one.uid}/bind/", {"base": 1, "as": "all"})
    one.refresh_from_db()
    assert "立案{{case.filed}}" in one.text
    assert "罚款{{case.fines_yuan:money}}" in one.text
    drafting.drop(begun, reason="试", actor="甲", at=AT)


def test_after_a_conflict_both_texts_are_shown_and_the_second_can_be_saved(as_role: Any, draft: ReportDraft) -> None:
    client, one = as_role("clerk"), passage(draft, "{{meeting.party}}")
    drafting.edit_passage(str(one.uid), "甲改过的话。", base=one.version, actor="甲", at=AT)
    answer = client.post(f"/reports/passages/{one.uid}/", {"base": one.version, "look": "text", "text": "乙写的话。"})
    assert answer.status_code == 409
    page = said(answer)
    assert "甲改过的话。" in page
    assert "乙写的话。" in page
    base = re.search(r'data-editor.*?name="base" value="(\d+)"', page, re.DOTALL)
    assert base
    client.post(f"/reports/passages/{one.uid}/", {"base": base[1], "look": "text", "text": "甲乙都在。"})
    one.refresh_from_db()
    assert one.text == "甲乙都在。"
    script = client.post(f"/reports/passages/{one.uid}/", {"base": 1, "look": "text", "text": "丙。"}, headers={"Accept": "application/json"})
    assert (script.status_code, "已经改过" in json.loads(script.content)["refused"]) == (409, True)
    form = {"base": one.version, "look": "text", "text": "立案5起，比例达%。"}
    kept = json.loads(client.post(f"/reports/passages/{one.uid}/", form, headers={"Accept": "application/json"}).content)
    assert (kept["version"], kept["typed"]) == (one.version + 1, ["5起"])
    assert any("达%" in note for note in kept["notes"])
    drafting.edit_passage(str(one.uid), "甲乙都在。", base=kept["version"], actor="甲", at=AT)


def test_bad_addresses_and_files_are_told_and_lead_back(as_role: Any, draft: ReportDraft) -> None:
    client = as_role("report_writer")
    for address in ("writing/x/", "writing/x/check/", "writing/x/sign/", "writing/x/owed/", "writing/x/history/", "passages/x/", "public/x/"):
        assert client.get(f"/reports/{address}").status_code == 302
    page = said(client.get(f"/reports/writing/{draft.uid}/?edit=nothing&q=%00"))
    assert "w-form" not in page
    refused = client.post(f"/reports/passages/{passage(draft, '{{case.filed}}').uid}/", {"base": "9" * 40, "text": "{{坏", "look": "text"})
    assert (refused.status_code, "花括号" in said(refused), "{{坏" in said(refused)) == (409, True, True)
    again = client.post("/reports/writing/begin/", {"year": "2024"})
    assert (again.status_code, "正在起草" in said(again)) == (422, True)


def test_an_office_is_asked_and_writes_its_passage(as_role: Any, draft: ReportDraft) -> None:
    writer, mark = as_role("report_writer"), passage(draft, "【待撰写】上述")
    page = said(writer.get(f"/reports/writing/{draft.uid}/owed/"))
    office = re.search(r'<select name="office"[^>]*>\s*<option value="([^"]+)"', page)
    assert office
    form = {"office": office[1], "of": f"passage:{mark.uid}", "what": "写明原因", "due": "2999-01-01"}
    assert writer.post(f"/reports/writing/{draft.uid}/owed/ask/", form).status_code == 302
    again = writer.post(f"/reports/writing/{draft.uid}/owed/ask/", form)
    assert (again.status_code, "已经向" in said(again)) == (422, True)
    bad = writer.post(f"/reports/writing/{draft.uid}/owed/ask/", {**form, "due": "昨天"})
    assert "不是日期" in said(bad)
    refused = as_role("committee").post(f"/reports/passages/{passage(draft, '{{case.filed}}').uid}/", {"base": 1, "text": "x", "look": "text"})
    assert "没有分给您的股室" in said(refused)


def test_from_review_to_the_public_page_that_says_what_was_corrected(as_role: Any, draft: ReportDraft, tmp_path: Path) -> None:
    writer, reviewer, chief = as_role("report_writer"), as_role("reviewer"), as_role("chief")
    act = f"/reports/writing/{draft.uid}/sign/act/"
    assert "处错误没有解决" in said(reviewer.post(act, {"act": "review"}))
    for one in drafts.passages(draft):
        if one.look == looks.MARK:
            writer.post(f"/reports/passages/{one.uid}/", {"base": one.version, "look": "text", "text": "逐项落实，由主要负责人督办。"})
    assert "您的岗位不能" in said(writer.post(act, {"act": "review"}))
    reviewer.post(act, {"act": "review", "words": "已核"})
    assert chief.post(act, {"act": "sign"}).status_code == 302
    signed = SignedReport.objects.get(draft=draft)
    assert "刚刚签发了" in said(chief.post(act, {"act": "sign"}))
    late = writer.post(f"/reports/passages/{drafts.passages(draft)[0].uid}/", {"base": 1, "text": "x", "look": "title"}, follow=True)
    assert "不能再改" in said(late)
    assert Client().get(f"/reports/public/{draft.number}/").status_code == 302  # not yet public
    writer.post(act, {"act": "publish"})
    sent = {"recipient": "同级政府", "on": "昨天", "way": "公文交换", "receipt": "收8"}
    bad = writer.post(f"/reports/writing/{draft.uid}/sent/", sent)
    assert (bad.status_code, "不是日期" in said(bad), 'value="收8"' in said(bad)) == (422, True, True)
    ahead = writer.post(f"/reports/writing/{draft.uid}/sent/", {**sent, "on": "2999-01-01"})
    assert (ahead.status_code, "还没有到" in said(ahead), 'value="收8"' in said(ahead)) == (409, True, True)
    assert "已登记" in said(writer.post(f"/reports/writing/{draft.uid}/sent/", {**sent, "on": timezone.localdate().isoformat()}, follow=True))
    told = said(writer.get(f"/reports/writing/{draft.uid}/owed/"))
    assert "抄送同级法治督察单位：还没有登记" in told
    public = said(Client().get(f"/reports/public/{draft.number}/"))
    assert "46起" in public
    first = b"".join(Client().get(f"/reports/public/{draft.number}/docx/").streaming_content)  # type: ignore[attr-defined]
    assert first == b"".join(writer.get(f"/reports/writing/{draft.uid}/report.docx").streaming_content)
    assert Document(BytesIO(first)).paragraphs
    _outsider_recomputes(draft, signed, tmp_path)

    case = HOMES["案件"].rows().filter(filed_on__year=2024).order_by("pk").first()
    seen = Entry.objects.filter(subject=str(case.uid)).order_by("-index").values_list("index", flat=True).first() or 0
    withdraw_row(HOMES["案件"], str(case.uid), seen=seen, back=False, reason="重复登记", actor="431127017", at=AT)
    page = said(chief.get(f"/reports/writing/{draft.uid}/sign/"))
    assert "已过时" in page
    assert case.number[:20] in page
    made = writer.post(act, {"act": "correct", "words": "一案重复登记"})
    again = drafts.draft_of(made.headers["Location"].split("/")[3])
    assert again.number == f"{draft.number}-更1"
    reviewer.post(f"/reports/writing/{again.uid}/sign/act/", {"act": "review"})
    chief.post(f"/reports/writing/{again.uid}/sign/act/", {"act": "sign"})
    chief.post(f"/reports/writing/{again.uid}/sign/act/", {"act": "publish"})
    corrected = said(Client().get(f"/reports/public/{again.number}/"))
    assert "一案重复登记" in corrected
    assert "更正版，更正编号" in corrected
    assert re.search(r"行政处罚立案</th><td class=\"num\">46起</td><td class=\"num\">45起", corrected)
    assert again.number in said(Client().get(f"/reports/public/{draft.number}/"))
    assert "一案重复登记" in said(writer.get(f"/reports/writing/{again.uid}/compare/"))


def _outsider_recomputes(draft: ReportDraft, signed: SignedReport, folder: Path) -> None:
    """With nothing but the archive: the figures follow from the rows, the act lies in the signed ledger, and no change goes unseen."""
    content = b"".join(Client().get(f"/reports/public/{draft.number}/rows.zip/").streaming_content)  # type: ignore[attr-defined]
    ZipFile(BytesIO(content)).extractall(folder)

    def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-I", str(folder / script), *arguments], capture_output=True, text=True, check=False, cwd=folder)

    done = run("recheck.py")
    assert (done.returncode, "全部相符" in done.stdout) == (0, True), done.stderr
    key = proving.key_texts()[0]
    assert run("standalone.py", "--key", key, "proof.json", "report.json").returncode == 0
    for name, old, new in (("report.json", "46起", "47起"), ("rows/case.filed.json", '"1"', '"2"')):
        path = folder / name
        kept = path.read_text("utf-8")
        path.write_text(kept.replace(old, new, 1), "utf-8")
        assert run("recheck.py").returncode == 1, name
        path.write_text(kept, "utf-8")
