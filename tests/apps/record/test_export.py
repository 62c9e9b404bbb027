"""An exported ledger, a proof, a receipt: the stand-alone verifier, in a process without Fadu, finds whatever was done to the database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from fadu.apps.record import keys, proving, queries
from fadu.apps.record.actions import enter, enter_many
from fadu.apps.record.actions.handing import export_ledger
from fadu.apps.record.actions.signing import issue_receipt, sign_checkpoint
from fadu.apps.record.models import Entry, SignedCheckpoint
from fadu.apps.record.writing import write_ledger
from fadu.core.ledger import export, standalone
from fadu.core.ledger.hashes import digests
from fadu.core.ledger.note import sign
from fadu.core.refusal import Refusal
from fadu.events.evidence import EvidenceTaken
from fadu.events.rows import RowRecorded
from tests.apps.record.tampering import forge, triggers_off

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
PHOTO = "照片".encode() * 100


@pytest.fixture(autouse=True)
def key(settings: Any, tmp_path: Path) -> str:
    """Twenty acts, one of which seals a photo; two checkpoints, the second over all; returns the public key that outsiders know."""
    settings.FADU_DATA = tmp_path / "data"
    (tmp_path / "data").mkdir()
    act(0, 12)
    sign_checkpoint(actor="G0002", at=AT)
    act(12, 4)
    enter(EvidenceTaken(subject="s0", number="DX0", name="现场", kind="jpeg", **export.attachment(PHOTO)), actor="G0001", at=AT)
    sign_checkpoint(actor="G0002", at=AT + timedelta(days=1))
    return proving.key_texts()[0]


def act(first: int, count: int, at: datetime = AT) -> None:
    made = ({"subject": f"s{n}", "number": f"DX{n}", "after": {"name": f"示例企业{n}"}} for n in range(first, first + count))
    enter_many((RowRecorded(sheet="监管对象", before=None, **values) for values in made), actor="G0001", at=at)


def exported() -> bytes:
    target = BytesIO()
    write_ledger(target)
    return target.getvalue()


def outside(tmp_path: Path, key: str, **files: bytes) -> tuple[int, str]:
    """Exit code and words of the verifier; -I keeps Fadu and everything else out of its reach."""
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-I", str(standalone.__file__), "--key", key, *(str(tmp_path / name) for name in files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_an_honest_export_verifies_and_that_it_left_is_sealed(tmp_path: Path, key: str) -> None:
    target = BytesIO()
    assert export_ledger(target, actor="G0001", at=AT + timedelta(days=2)) == 20
    code, said = outside(tmp_path, key, ledger=target.getvalue())
    assert (code, "共 20 条" in said) == (0, True), said
    last = Entry.objects.order_by("-index")[0]
    assert (last.event, last.subject) == ("RecordExported", digests(target.getvalue()).sha256.hex())


def test_each_proof_and_the_photo_verify_and_another_photo_does_not(tmp_path: Path, key: str) -> None:
    [index] = proving.sealing(PHOTO)
    assert list(proving.sealing(PHOTO + b"x")) == []
    proof = proving.prove(index)
    for data in (proof.file().encode(), proof.slip().encode()):
        assert outside(tmp_path, key, proof=data, photo=PHOTO)[0] == 0
        assert outside(tmp_path, key, proof=data, photo=PHOTO + b"x")[0] == 1


@pytest.mark.parametrize(("column", "value"), [
    ("event", "RowChanged"), ("version", 2), ("mode", "recorded"), ("sheet", "案件"), ("subject", "s8"), ("number", "DX8"), ("actor", "G0009"),
    ("at", AT + timedelta(seconds=1)), ("basis", "某条"), ("before", "{}"), ("after", '{"name":"别的企业"}'), ("source", "a.xlsx"),
    ("batch", "b"), ("salt", "0" * 32), ("sha256", bytes(32)), ("sm3", bytes(32)),
])
@pytest.mark.parametrize("well_done", [False, True])
def test_each_column_however_well_the_digests_were_made_to_fit(column: str, value: Any, well_done: bool, tmp_path: Path, key: str) -> None:
    with triggers_off():
        Entry.objects.filter(index=7).update(**{column: value})
    if well_done:
        if column in ("sha256", "sm3"):
            pytest.skip("made to fit again, nothing is changed")
        forge()
    code, said = outside(tmp_path, key, ledger=exported())
    assert code == 1, said


def cut() -> None:
    Entry.objects.filter(index__gte=14).delete()


def swap() -> None:
    for old, new in ((7, -1), (8, 7), (-1, 8)):
        Entry.objects.filter(index=old).update(index=new)


@pytest.mark.parametrize("change", [
    cut, swap, lambda: Entry.objects.filter(index=7).delete(), lambda: SignedCheckpoint.objects.filter(number=1).delete(),
])
def test_cut_swapped_removed(change: Callable[[], Any], tmp_path: Path, key: str) -> None:
    with triggers_off():
        change()
    code, said = outside(tmp_path, key, ledger=exported())
    assert code == 1, said


def test_a_tail_that_was_cut_at_a_checkpoint_shows_against_what_a_witness_keeps(tmp_path: Path, key: str) -> None:
    receipt = queries.receipt(issue_receipt(witness="县司法局", received=date(2026, 1, 6), actor="G0002", at=AT + timedelta(days=1)))
    assert receipt
    with triggers_off():
        Entry.objects.filter(index__gte=14).delete()
        SignedCheckpoint.objects.filter(number=2).delete()
    forge()
    ledger = exported()
    assert outside(tmp_path, key, ledger=ledger)[0] == 0  # an earlier state, which it once was
    code, said = outside(tmp_path, key, ledger=ledger, receipt=receipt.text.encode())
    assert (code, "末尾被截去" in said) == (1, True)


def test_a_second_history_shows_against_what_a_witness_keeps(tmp_path: Path, key: str) -> None:
    """Whoever holds the key can sign a second ledger; two receipts, or one and the ledger, are the evidence."""
    receipt = queries.receipt(issue_receipt(witness="县司法局", received=date(2026, 1, 6), actor="G0002", at=AT + timedelta(days=1)))
    assert receipt
    with triggers_off():
        Entry.objects.filter(index=7).update(actor="G0009")
        Entry.objects.filter(index__gte=20).delete()
    forge()
    signer = keys.signer()
    assert signer
    for row in SignedCheckpoint.objects.all():
        checkpoint = replace(proving.signed_text(row.note), roots=proving.root(row.size))
        with triggers_off():
            SignedCheckpoint.objects.filter(number=row.number).update(note=sign(checkpoint.text(), [signer]))
    ledger, other = exported(), SignedCheckpoint.objects.get(number=2).note.encode()
    assert outside(tmp_path, key, ledger=ledger)[0] == 0
    code, said = outside(tmp_path, key, ledger=ledger, receipt=receipt.text.encode())
    assert (code, "分叉" in said or "不符" in said) == (1, True)
    code, said = outside(tmp_path, key, receipt=receipt.text.encode(), other=other)
    assert (code, "账本分叉" in said) == (1, True)


def test_a_replaced_key_signs_nothing_that_outsiders_believe(tmp_path: Path, key: str) -> None:
    keys.retire()
    other = keys.make(proving.known_keys()[0].name)
    with triggers_off():
        for row in SignedCheckpoint.objects.all():
            SignedCheckpoint.objects.filter(number=row.number).update(note=sign(proving.signed_text(row.note).text(), [other]))
    code, said = outside(tmp_path, key, ledger=exported())
    assert (code, "没有一个签名出自所给的公钥" in said) == (1, True)


@pytest.mark.parametrize("spoil", [
    lambda text: text.replace("县司法局", "县档案馆"), lambda text: text.replace("2026-01-06", "2026-01-07"),
    lambda text: text[:-20] + ("B" if text[-20] == "A" else "A") + text[-19:],
])
def test_a_forged_receipt(spoil: Callable[[str], str], tmp_path: Path, key: str) -> None:
    receipt = queries.receipt(issue_receipt(witness="县司法局", received=date(2026, 1, 6), actor="G0002", at=AT + timedelta(days=1)))
    assert receipt
    assert outside(tmp_path, key, receipt=receipt.text.encode())[0] == 0
    assert spoil(receipt.text) != receipt.text
    assert outside(tmp_path, key, receipt=spoil(receipt.text).encode())[0] == 1


@pytest.mark.parametrize(("purpose", "second"), [("", "G0002"), ("法院调取", ""), ("法院调取", "G0001")])
def test_personal_values_leave_only_for_a_purpose_and_with_a_second_person(purpose: str, second: str) -> None:
    target = BytesIO()
    with pytest.raises(Refusal):
        export_ledger(target, actor="G0001", at=AT, openings=lambda indices: {}, purpose=purpose, second=second)
    assert target.getvalue() == b""
    assert not Entry.objects.filter(event="RecordExported").exists()


def test_without_a_checkpoint_nothing_is_written() -> None:
    with triggers_off():
        SignedCheckpoint.objects.all().delete()
    with pytest.raises(Refusal, match="还没有检查点"):
        write_ledger(BytesIO())
