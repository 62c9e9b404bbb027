"""Evidence and personal particulars on the page of a row: who may, what is shown, and where a value must never stand."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from fadu.apps.complaints.models import Complaint
from fadu.apps.record import evidence, vault
from fadu.apps.record.models import Entry
from tests.core.evidence import files
from tests.pages.conftest import NUMBERS

pytestmark = pytest.mark.django_db
VALUES = {"name": "欧阳慕容雪", "phone": "13907460001"}


@pytest.fixture
def row(bureau: Any, db: None) -> str:
    return f"/ledger/信访/{Complaint.objects.order_by('pk')[0].uid}/"


def uid(row: str) -> str:
    return row.strip("/").rpartition("/")[2]


def upload(client: Client, row: str, data: bytes, name: str, **more: str) -> str:
    file = io.BytesIO(data)
    file.name = name
    return client.post(row + "evidence/", {"file": file, **more}, follow=True).content.decode()


def test_a_photo_is_taken_looked_at_handed_out_and_withdrawn(as_role: Any, row: str) -> None:
    clerk = as_role("clerk")
    page = upload(clerk, row, files.jpeg(), "../现场 <b>.jpg", taken_at="2025-01-19T10:30", device="平板 03")
    assert "已收存并封存" in page
    item = evidence.of_row(uid(row))[0]
    assert (item.title, item.said["taken_at"], item.actor) == ("现场 <b>.jpg", "2025-01-19T02:30:00.000000Z", NUMBERS["clerk"])
    assert "现场 &lt;b&gt;.jpg" in page
    address = f"/ledger/evidence/{item.index}/"
    page = as_role("chief").get(address).content.decode()
    assert "一字节不差" in page
    assert f'href="/ledger/%E4%BF%A1%E8%AE%BF/{uid(row)}/#evidence"' in page
    page = clerk.get(f"/ledger/entries/{item.index}/").content.decode()
    assert "形成时间" in page
    assert "taken_at" not in page
    answer = as_role("officer").post(address + "download/")
    assert b"".join(answer.streaming_content) == files.jpeg()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert Entry.objects.order_by("-index")[0].event == "EvidenceHandedOut"
    clerk.post(address + "withdraw/", {"reason": "重复"})
    page = clerk.get(row).content.decode()
    assert "已撤回" in page
    assert "现场 &lt;b&gt;.jpg" in page


def test_a_preview_is_shown_beside_the_original_as_what_it_is(as_role: Any, row: str) -> None:
    clerk = as_role("clerk")
    upload(clerk, row, files.png(), "截图.png")
    upload(clerk, row, files.jpeg(), "不完整.jpg")
    shown, undrawn = evidence.of_row(uid(row))
    page = clerk.get(f"/ledger/evidence/{shown.index}/").content.decode()
    assert f'src="/ledger/evidence/{shown.index}/preview.png"' in page
    assert "不是原件" in page
    answer = clerk.get(f"/ledger/evidence/{shown.index}/preview.png")
    assert (answer.status_code, answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == (200, "image/png", "nosniff")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.content != files.png()
    assert "preview.png" not in clerk.get(f"/ledger/evidence/{undrawn.index}/").content.decode()
    assert clerk.get(f"/ledger/evidence/{undrawn.index}/preview.png").status_code == 302
    assert [entry.event for entry in Entry.objects.order_by("-index")[:2]] == ["EvidenceTaken", "EvidenceTaken"]  # looking seals nothing


@pytest.mark.parametrize(("data", "name", "more", "said"), [
    (files.jpeg() + files.archive(), "a.jpg", {}, "又是压缩包"), (files.pdf(), "a.jpg", {}, "内容却是"), (b"", "a.txt", {}, "空的"),
    (files.jpeg(), "a.jpg", {"taken_at": "昨天"}, "有误"), (files.jpeg(), "a.jpg", {"captured": "ab" * 32}, "不是当时拍的"),
])
def test_a_refused_upload_says_why_and_leaves_no_act(as_role: Any, row: str, data: bytes, name: str, more: dict[str, str], said: str) -> None:
    client, size = as_role("officer"), Entry.objects.count()
    assert said in upload(client, row, data, name, **more)
    assert Entry.objects.count() == size


def test_a_recording_is_indexed_by_form(as_role: Any, row: str) -> None:
    said = {"clip": "A1.mp4", "station": "大队采集站", "sha256": "ab" * 32, "started_at": "2025-01-19T10:30", "seconds": "60"}
    page = as_role("officer").post(row + "clips/", said, follow=True).content.decode()
    assert "A1.mp4" in page
    item = evidence.of_row(uid(row))[0]
    assert "60 秒" in as_role("clerk").get(f"/ledger/evidence/{item.index}/").content.decode()


def test_what_is_no_evidence_is_not_found(as_role: Any, row: str) -> None:
    clerk = as_role("clerk")
    for address in ("/ledger/evidence/0/", "/ledger/evidence/999999/"):
        assert clerk.get(address).status_code == 404
        assert clerk.post(address + "download/").status_code == 404
    assert clerk.post("/ledger/信访/00000000-0000-0000-0000-000000000000/evidence/").status_code == 404
    assert clerk.post("/ledger/信访/x/vault/").status_code == 404


def test_the_way_of_a_secret_from_keeping_to_erasing(as_role: Any, row: str) -> None:
    clerk, chief = as_role("clerk"), as_role("chief")
    pages = [clerk.post(row + "vault/", {**VALUES, "role": "举报人"}, follow=True).content.decode()]
    request = {"fields": ["name", "phone"], "purpose": "核实反映的情况", "detail": "核实地点"}
    pages.append(clerk.post(row + "vault/ask/", request, follow=True).content.decode())
    asked = vault.of_row(uid(row)).asks[0]
    assert "待批准" in pages[-1]
    assert clerk.post(f"{row}vault/{asked.index}/approve/").status_code == 403
    pages.append(chief.get(row).content.decode())
    assert "批准查看一次" in pages[-1]
    pages.append(chief.post(f"{row}vault/{asked.index}/approve/", follow=True).content.decode())
    assert chief.post(f"{row}vault/{asked.index}/show/").status_code == 403
    pages.append(as_role("officer").post(f"{row}vault/{asked.index}/show/", follow=True).content.decode())
    assert "只有申请人本人" in pages[-1]
    shown = clerk.post(f"{row}vault/{asked.index}/show/")
    assert all(value in shown.content.decode() for value in VALUES.values())
    assert shown.headers["Cache-Control"] == "no-store"
    pages.append(clerk.post(f"{row}vault/{asked.index}/show/", follow=True).content.decode())
    assert "已经办结" in pages[-1]
    pages.append(clerk.post(row + "vault/erasure/", {"reason": "保存期限已满"}, follow=True).content.decode())
    wanted = vault.of_row(uid(row)).asks[0]
    pages.append(chief.post(f"{row}vault/{wanted.index}/erase/", follow=True).content.decode())
    assert "不能恢复" in pages[-1]
    pages += [chief.get(f"/ledger/entries/{entry.index}/").content.decode() for entry in Entry.objects.filter(subject=uid(row))]
    pages += [str(session.get_decoded()) for session in Session.objects.all()]
    assert [value for value in VALUES.values() for page in pages if value in page] == []


def test_a_value_that_is_refused_comes_back_in_no_message_and_no_cookie(as_role: Any, row: str) -> None:
    clerk = as_role("clerk")
    for said in ({"name": VALUES["name"], "role": VALUES["name"]}, {"name": VALUES["name"] * 60, "role": "举报人"}):
        answer = clerk.post(row + "vault/", said)
        assert answer.status_code == 302
        assert "XF" not in answer.headers["Location"]
        texts = [str(answer.cookies), answer.headers["Location"], clerk.get(row).content.decode()]
        assert not any(VALUES["name"] in text or VALUES["name"].encode("unicode_escape").decode() in text for text in texts)


def test_a_request_about_another_row_is_not_answered(as_role: Any, row: str) -> None:
    clerk, chief = as_role("clerk"), as_role("chief")
    other = f"/ledger/信访/{Complaint.objects.order_by('pk')[1].uid}/"
    clerk.post(row + "vault/", {**VALUES, "role": "举报人"})
    clerk.post(row + "vault/ask/", {"fields": ["name"], "purpose": "核实反映的情况", "detail": "核实地点"})
    asked = vault.of_row(uid(row)).asks[0]
    assert chief.post(f"{other}vault/{asked.index}/approve/").status_code == 404
    assert clerk.post(f"{other}vault/{asked.index}/show/").status_code == 404
    assert vault.of_row(uid(row)).asks[0].state == "待批准"


def test_an_import_whose_rows_got_evidence_is_not_taken_back(as_role: Any, row: str) -> None:
    batch = Entry.objects.filter(subject=uid(row), event="RowRecorded")[0].batch
    upload(as_role("clerk"), row, files.jpeg(), "现场.jpg")
    page = as_role("clerk").post(f"/exchange/imports/{batch}/undo/", follow=True).content.decode()
    assert "之后又有" in page
    assert evidence.of_row(uid(row))
    assert Complaint.objects.filter(uid=uid(row)).exists()
