"""Verify this: what a page says of an entry or row is what was recomputed, and what it hands out verifies without Fadu."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from fadu.apps.cases.models import Case
from fadu.apps.record import keys, proving, queries
from fadu.apps.record.actions import enter
from fadu.apps.record.models import Entry, SignedCheckpoint
from fadu.core.ledger import standalone
from fadu.core.ledger.hashes import digests
from fadu.core.ledger.note import sign
from fadu.events.accounts import SignedIn
from tests.apps.record.tampering import triggers_off
from tests.pages.conftest import AT

pytestmark = pytest.mark.django_db


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def outside(tmp_path: Path, **files: bytes) -> subprocess.CompletedProcess[str]:
    """The stand-alone verifier, as a process of its own that has no Fadu."""
    paths = []
    for name, data in files.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    command = [sys.executable, "-I", str(standalone.__file__), "--key", proving.key_texts()[-1], *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_entry_is_checked_and_its_proof_file_verifies_outside(as_role: Any, tmp_path: Path) -> None:
    client = as_role("reviewer")
    page = client.get("/ledger/entries/7/proof/").content.decode()
    assert page.count("相符</span>") == 4
    assert "不符</span>" not in page
    assert len(re.findall(r'<th scope="row" class="num">', page)) == len(proving.prove(7).path) > 5
    done = outside(tmp_path, proof=content(client.get("/ledger/entries/7/proof.json")))
    assert (done.returncode, done.stderr) == (0, "")


def test_what_the_code_on_paper_holds_verifies_outside(as_role: Any, tmp_path: Path) -> None:
    assert as_role("officer").get("/ledger/entries/7/qr.svg").headers["Content-Type"] == "image/svg+xml"
    done = outside(tmp_path, slip=proving.prove(7).slip().encode())
    assert (done.returncode, done.stderr) == (0, "")
    assert "算法 sha256" in done.stdout


def test_an_entry_whose_content_was_changed_is_said_to_be(as_role: Any) -> None:
    with triggers_off():
        Entry.objects.filter(index=7).update(actor="别人")
    page = as_role("chief").get("/ledger/entries/7/proof/").content.decode()
    assert page.count("不符</span>") == 2  # its digest and so its place in the tree


def test_a_row_that_was_changed_behind_the_ledgers_back_is_said_to_be(as_role: Any) -> None:
    client, case = as_role("officer"), Case.objects.order_by("number").first()
    assert case
    address = f"/ledger/案件/{case.uid}/"
    assert f'href="{address}proof/"' in client.get(address).content.decode().replace("%E6%A1%88%E4%BB%B6", "案件")
    assert "不符</span>" not in client.get(f"{address}proof/").content.decode()
    Case.objects.filter(pk=case.pk).update(fine=1)
    assert "现状" in (page := client.get(f"{address}proof/").content.decode())
    assert page.count("不符</span>") == 1


def test_a_printed_row_carries_the_code_of_its_last_act(as_role: Any) -> None:
    case = Case.objects.order_by("number").first()
    assert case
    last = queries.last_act("案件", str(case.uid))
    assert last
    assert f'src="/ledger/entries/{last.index}/qr.svg"' in as_role("officer").get(f"/ledger/案件/{case.uid}/").content.decode()


def test_an_entry_after_the_last_checkpoint_says_what_to_do(as_role: Any) -> None:
    index = Entry.objects.count() - 1
    client = as_role("audit_admin")
    page = client.get(f"/ledger/entries/{index}/proof/").content.decode()
    assert "还没有覆盖" in page
    assert client.get(f"/ledger/entries/{index}/proof.json").status_code == 404
    assert "qr.svg" not in client.get(f"/ledger/entries/{index}/").content.decode()
    answer = client.post("/ledger/checkpoints/sign/", follow=True).content.decode()
    assert "已签署第" in answer
    assert "还没有覆盖" not in client.get(f"/ledger/entries/{index}/proof/").content.decode()


def test_a_receipt_is_handed_out_printed_and_verifies_outside_with_the_one_before(as_role: Any, tmp_path: Path) -> None:
    client, given = as_role("chief"), {"witness": "县司法局", "received": "2025-02-20"}
    old = queries.receipts()[0]
    enter(SignedIn(subject="431127015", address="::1"), actor="431127015", at=AT)
    page = client.post("/ledger/receipts/issue/", given, follow=True).content.decode()
    assert "延续证明" in page
    assert queries.receipts()[0].previous == old.checkpoint
    address = f"/ledger/receipts/{queries.receipts()[0].index}/receipt.txt"
    done = outside(tmp_path, old=old.text.encode(), new=content(client.get(address)))
    assert (done.returncode, done.stderr) == (0, "")
    printed = PdfReader(io.BytesIO(content(client.get(address.replace(".txt", ".pdf")))))
    assert len(printed.pages) == 1
    assert given["witness"] in printed.pages[0].extract_text()
    assert "没有新的封存" in client.post("/ledger/receipts/issue/", given).content.decode()
    again = client.post("/ledger/receipts/issue/", {"witness": "县司法局", "received": "x"})
    assert "有 1 处要改" in again.content.decode()


def test_the_verifier_that_is_handed_out_is_the_one_file(as_role: Any) -> None:
    assert content(as_role("clerk").get("/ledger/checkpoints/verifier/")) == Path(str(standalone.__file__)).read_bytes()


def compared(client: Any, first: str, second: str = "") -> str:
    return client.post("/ledger/checkpoints/compare/", {"first": first, "second": second}).content.decode()


def test_receipts_of_one_history_agree_with_each_other_and_with_the_ledger(as_role: Any) -> None:
    client = as_role("clerk")
    receipt = queries.receipts()[0].text
    notes = list(SignedCheckpoint.objects.order_by("number").values_list("note", flat=True))
    page = compared(client, receipt.replace("\n", "\r\n"), notes[0])
    assert "全部相符" in page
    upload = SimpleUploadedFile("r.txt", receipt.encode())
    assert "全部相符" in client.post("/ledger/checkpoints/compare/", {"first_file": upload}).content.decode()


def test_a_fork_that_the_bureau_itself_signed_is_shown(as_role: Any) -> None:
    checkpoint, note = proving.latest_checkpoint() or pytest.fail()
    signer = keys.signer()
    assert signer
    other = sign(replace(checkpoint, roots=digests(b"another history")).text(), [signer])
    page = compared(as_role("clerk"), note, other)
    assert "档案分叉：同为第" in page
    assert "不是它的延续" in page
    assert "全部相符" not in page


@pytest.mark.parametrize("spoil", [
    lambda text: text.replace("县司法局", "县档案馆"), lambda text: text[:-30] + ("B" if text[-30] == "A" else "A") + text[-29:],
    lambda text: "fadu-receipt-1", lambda text: "乱写",
])
def test_a_forged_receipt_is_not_believed(as_role: Any, spoil: Any) -> None:
    assert "不符</span>" in compared(as_role("clerk"), spoil(queries.receipts()[0].text))


def test_a_file_that_is_no_receipt_is_said_so(as_role: Any) -> None:
    client = as_role("clerk")
    for upload in (SimpleUploadedFile("a.bin", b"\xff\xfe"), SimpleUploadedFile("b.txt", b"x" * 200_000)):
        assert "有 1 处要改" in client.post("/ledger/checkpoints/compare/", {"first_file": upload}).content.decode()
    assert "请粘贴回执" in compared(client, "")
