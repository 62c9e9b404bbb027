"""Documents on their pages, without a line of script: what is missing, marked fields, preview, issue, void, correct, sign, check, templates."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as Word
from PIL import Image

from fadu.apps.cases.documents.scanning import digest_in
from fadu.apps.cases.models import Document, Form, Matter
from fadu.apps.record import store
from fadu.apps.record.models import Entry
from tests.apps.cases.papers import WRITTEN
from tests.pages.test_cases import clue, newest

pytestmark = pytest.mark.django_db
ORDER, MINUTES, DECISION, CORRECTION = 65, 10, 38, 75
HOSTILE = "<script>alert(1)</script> & {{当事人}} #let x = $a$ @b \u202e反\n第二段" + "长" * 4000


@pytest.fixture
def officer(as_role: Any) -> Client:
    return as_role("officer")


@pytest.fixture
def matter(officer: Client) -> Matter:
    clue(officer, facility="DX43112700119", summary="接群众反映")
    return newest()


def fields(page: str) -> dict[str, str]:
    """The name that each label's field has in the form."""
    return {label: name for name, label in re.findall(r'<label for="id_(\w+)">([^<]+)<', page)}


def fill(client: Client, matter: Matter, kind: int, do: str, query: str = "", **more: str) -> Any:
    """Fill the marked fields of a kind as they are asked, and send."""
    url = f"/cases/{matter.uid}/documents/{kind}/{query}"
    page = client.get(url).content.decode()
    names = fields(page)
    was = re.search(r'name="was" value="(\w*)"', page)
    given = {name: more.get(label, WRITTEN.get(label, "")) for label, name in names.items() if name.startswith("f")}
    return client.post(url, {**given, "on": more.get("on", "2024-11-05"), "do": do, "was": was[1] if was else ""})


def issued(client: Client, matter: Matter, kind: int = ORDER, **more: str) -> Document:
    answer = fill(client, matter, kind, "issue", **more)
    assert answer.status_code == 302, re.findall(r"<p>(.*?)</p>", answer.content.decode())[:12]
    return Document.objects.get(matter=matter, kind=kind, status="issued")


def test_a_decision_says_what_it_lacks_with_the_articles_and_keeps_what_was_typed(officer: Client, matter: Matter) -> None:
    answer = fill(officer, matter, DECISION, "issue", 违法事实="照证据写的事实")
    text = answer.content.decode()
    assert answer.status_code == 200
    for word in ("还不能制发", "处罚的种类和内容", "机关负责人的决定", "第五十九条", "照证据写的事实"):
        assert word in text
    assert Document.objects.get(matter=matter, kind=DECISION).status == "draft"
    assert "草稿" in officer.get(f"/cases/{matter.uid}/documents/").content.decode()


def test_an_order_is_previewed_issued_with_the_next_number_and_listed(officer: Client, matter: Matter) -> None:
    assert fill(officer, matter, ORDER, "save").status_code == 302
    preview = officer.get(f"/cases/{matter.uid}/documents/{ORDER}/preview.pdf")
    assert preview.content.startswith(b"%PDF")
    row = issued(officer, matter)
    assert row.number.startswith("永环蓝责改〔2024〕")
    page = officer.get(f"/cases/{matter.uid}/documents/issued/{row.uid}/").content.decode()
    assert "与封存的相符" in page
    assert "NotoSerifCJKsc" in page or "FangSong" in page
    assert officer.get(f"/cases/{matter.uid}/documents/issued/{row.uid}/file.pdf").content == store.read(row.pdf)
    copy = Word(BytesIO(officer.get(f"/cases/{matter.uid}/documents/issued/{row.uid}/copy.docx").content))
    assert any(row.number in paragraph.text for paragraph in copy.paragraphs)
    assert row.number in officer.get(f"/cases/documents/numbers/?year=2024&prefix={row.prefix}").content.decode()


def test_hostile_words_come_out_whole_and_harm_nothing(officer: Client, matter: Matter) -> None:
    row = issued(officer, matter, 违法事实=HOSTILE)
    said = "".join(line["text"] for line in row.content["lines"])
    assert "<script>alert(1)</script> & {{当事人}} #let x = $a$ @b 反" in said
    assert "长" * 4000 in said
    page = officer.get(f"/cases/{matter.uid}/documents/issued/{row.uid}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in page


def test_the_second_to_write_is_told_and_keeps_what_was_typed(officer: Client, matter: Matter) -> None:
    fill(officer, matter, ORDER, "save")
    url = f"/cases/{matter.uid}/documents/{ORDER}/"
    names = fields(officer.get(url).content.decode())
    answer = officer.post(url, {names["违法事实"]: "我写的", "on": "2024-11-05", "was": "0" * 16, "do": "save"})
    text = answer.content.decode()
    assert "草稿改过或者已经制发" in text
    assert "我写的" in text


def test_what_is_written_once_is_offered_again_and_what_was_emptied_is_not_printed(officer: Client, matter: Matter) -> None:
    issued(officer, matter)
    url = f"/cases/{matter.uid}/documents/{DECISION}/"
    assert WRITTEN["违法事实"] in officer.get(url).content.decode()
    fill(officer, matter, DECISION, "save", 违法事实="")
    assert WRITTEN["违法事实"] not in officer.get(url).content.decode()
    assert "违法事实" in fill(officer, matter, DECISION, "issue", 违法事实="").content.decode()


def test_a_form_that_is_sent_twice_issues_one_document(officer: Client, matter: Matter) -> None:
    url = f"/cases/{matter.uid}/documents/{ORDER}/"
    page = officer.get(url).content.decode()
    was = re.search(r'name="was" value="(\w+)"', page)
    assert was
    given = {name: WRITTEN.get(label, "") for label, name in fields(page).items() if name.startswith("f")}
    given |= {"on": "2024-11-05", "do": "issue", "was": was[1]}
    assert [officer.post(url, given).status_code for _ in range(2)] == [302, 200]
    assert Document.objects.filter(matter=matter, kind=ORDER, status="issued").count() == 1


def test_a_signed_copy_is_found_by_its_code_and_a_refusal_needs_its_witness(officer: Client, matter: Matter, as_role: Any) -> None:
    row = issued(officer, matter)
    page = f"/cases/{matter.uid}/documents/issued/{row.uid}/"
    code = re.search(r"g-mono\">([A-Z2-7]{5}-[A-Z2-7]{5})<", officer.get(page).content.decode())
    assert code
    assert row.number in officer.post("/cases/documents/check/", {"code": code[1].lower()}).content.decode()
    assert "没有这个核对码" in officer.post("/cases/documents/check/", {"code": "AAAAA-AAAAA"}).content.decode()
    refused = {"on": "2024-11-06", "way": "拒绝签名", "file": SimpleUploadedFile("回证.txt", "拒收情况".encode())}
    assert "见证人" in officer.post(f"{page}sign/", refused, follow=True).content.decode()
    wrong = {"on": "2024-11-06", "way": "签名（纸上）", "code": "AAAAA-AAAAA", "file": SimpleUploadedFile("回证.txt", "签收".encode())}
    assert "核对码不是这份文书的" in officer.post(f"{page}sign/", wrong, follow=True).content.decode()
    right = {**refused, "witness": "王某，村委会", "note": "拒绝签收", "code": code[1], "file": SimpleUploadedFile("回证.txt", "拒收情况".encode())}
    assert "签收件已收存" in officer.post(f"{page}sign/", right, follow=True).content.decode()
    assert "王某，村委会" in officer.get(page).content.decode()
    assert "已经送达或者签收" in as_role("chief").post(f"{page}void/", {"reason": "写错"}, follow=True).content.decode()


def test_a_file_that_was_served_is_compared_with_what_is_stored(officer: Client, matter: Matter) -> None:
    row = issued(officer, matter)
    data = store.read(row.pdf)
    assert data
    same = officer.post("/cases/documents/check/", {"file": SimpleUploadedFile("收到的.pdf", data)}).content.decode()
    assert "逐字节相同" in same
    other = officer.post("/cases/documents/check/", {"file": SimpleUploadedFile("收到的.pdf", data + b" ")}).content.decode()
    assert "不相同" in other


def photographed(data: bytes, folder: Path) -> bytes:
    """A print as somebody photographs it: 150 dots an inch, turned a little, compressed."""
    (folder / "print.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", folder / "print.pdf", folder / "page"], check=True)
    page = max(folder.glob("page*.png"))  # the code stands at the end
    made = BytesIO()
    Image.open(page).rotate(2, expand=True, fillcolor=235).save(made, "JPEG", quality=55)
    return made.getvalue()


def test_a_scan_is_matched_by_the_code_on_it_and_kept_with_no_other_document(officer: Client, matter: Matter, tmp_path: Path) -> None:
    row, other = issued(officer, matter), issued(officer, matter, MINUTES)
    data = store.read(row.pdf)
    assert data
    photo = photographed(data, tmp_path)
    for name, scan in (("照片.jpg", photo), ("扫描.pdf", data + b" ")):
        found = officer.post("/cases/documents/check/", {"file": SimpleUploadedFile(name, scan)}).content.decode()
        assert row.number in found and "不相同" in found and "逐项核对" in found
    sent = {"on": "2024-11-06", "way": "签名（纸上）"}
    for target, word in ((other, "另一份文书的"), (row, "签收件已收存")):
        page = f"/cases/{matter.uid}/documents/issued/{target.uid}/"
        assert word in officer.post(f"{page}sign/", {**sent, "file": SimpleUploadedFile("照片.jpg", photo)}, follow=True).content.decode()
    for strange in (b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"\xff\xd8\xff" + b"\0" * 90, b"text"):
        assert digest_in(strange) == ""


def test_a_document_is_corrected_by_another_and_voided_with_its_number_listed(officer: Client, matter: Matter, as_role: Any) -> None:
    row = issued(officer, matter)
    corrected = fill(officer, matter, CORRECTION, "issue", f"?corrects={row.uid}", 补正内容="“一号线”更正为“3号线”")
    assert corrected.status_code == 302
    page = f"/cases/{matter.uid}/documents/issued/{row.uid}/"
    assert "已补正" in officer.get(page).content.decode()
    assert officer.post(f"{page}void/", {"reason": "写错"}).status_code == 403
    assert "理由" in as_role("chief").post(f"{page}void/", {"reason": " "}, follow=True).content.decode()
    as_role("chief").post(f"{page}void/", {"reason": "当事人名称写错"})
    assert "当事人名称写错" in officer.get(f"/cases/documents/numbers/?year=2024&prefix={row.prefix}").content.decode()


def test_a_template_is_downloaded_edited_previewed_adopted_and_used(officer: Client, matter: Matter, as_role: Any) -> None:
    chief = as_role("chief")
    word = Word(BytesIO(officer.get(f"/cases/documents/{MINUTES}/template.docx").content))
    word.add_paragraph("本单位另加的一句：{{案由}}。")
    edited = BytesIO()
    word.save(edited)
    given = {"since": "2024-11-01", "file": SimpleUploadedFile("询问笔录.docx", edited.getvalue())}
    looked_at = chief.post(f"/cases/documents/{MINUTES}/adopt/", {**given, "do": "preview"})
    assert looked_at.content.startswith(b"%PDF")
    assert not Form.objects.exists(), "looking at it adopts nothing"
    given["file"].seek(0)
    assert chief.post(f"/cases/documents/{MINUTES}/adopt/", given).status_code == 302
    own = Form.objects.get(kind=MINUTES)
    assert officer.get(f"/cases/documents/{MINUTES}/sample.pdf?form={own.uid}").content.startswith(b"%PDF")
    row = issued(officer, matter, MINUTES)
    assert "本单位另加的一句：涉VOCs作业未密闭。" in "".join(line["text"] for line in row.content["lines"])
    bad = Word()
    bad.add_paragraph("{{当事人}}{{没有的字段}}")
    spoilt = BytesIO()
    bad.save(spoilt)
    text = chief.post(f"/cases/documents/{MINUTES}/adopt/", {**given, "file": SimpleUploadedFile("坏.docx", spoilt.getvalue())}).content.decode()
    assert "没有的字段" in text
    chief.post(f"/cases/documents/{MINUTES}/withdraw/", {"form": str(own.uid), "reason": "上级有新范本"})
    assert "已停用" in officer.get(f"/cases/documents/{MINUTES}/").content.decode()


def test_lists_ask_the_database_no_more_often_for_more_rows(officer: Client, matter: Matter, django_assert_max_num_queries: Any) -> None:
    issued(officer, matter)
    for address in (f"/cases/{matter.uid}/documents/", "/cases/documents/", "/cases/documents/numbers/", f"/cases/documents/{DECISION}/"):
        with django_assert_max_num_queries(25):
            assert officer.get(address).status_code == 200


def test_the_file_of_a_document_opens_among_the_evidence_and_its_act_in_the_record(officer: Client, matter: Matter) -> None:
    row = issued(officer, matter)
    act = Entry.objects.get(subject=str(row.uid), event="EvidenceTaken")
    assert row.number.split("〔")[0] in officer.get(f"/ledger/evidence/{act.index}/").content.decode()
    assert row.digest in officer.get(f"/ledger/entries/{row.seen}/").content.decode()
    assert officer.get(f"/ledger/entries/{row.seen}/proof/").status_code == 200
