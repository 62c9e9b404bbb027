"""SM2 beside Ed25519: made by command, then on each checkpoint and receipt; where library or key is missing the bureau goes on and is told."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from fadu.apps.record import curves, keys, proving, queries
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.signing import add_sm2_key, issue_receipt, keep, replace_key, sign_after, sign_checkpoint
from fadu.apps.record.models import Entry, SignedCheckpoint
from fadu.apps.record.verifying.comparing import compare
from fadu.apps.record.verifying.signatures import Signatures, check_signatures
from fadu.apps.record.writing import write_ledger
from fadu.core.ledger import standalone
from fadu.core.ledger.note import Signer, sign
from fadu.core.refusal import Refusal
from fadu.events.accounts import SignedIn
from tests.apps.record.tampering import triggers_off

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FADU_DATA = tmp_path / "data"
    settings.FADU_DATA.mkdir()


@pytest.fixture
def both() -> None:
    """A checkpoint of Ed25519 alone, the SM2 key, a checkpoint of both."""
    signed(0)
    add_sm2_key(actor="G0002", at=AT)
    signed(1)


def signed(day: int) -> str:
    at = AT + timedelta(days=day)
    enter(SignedIn(subject="G0001", address="127.0.0.1"), actor="G0001", at=at)
    lacks = sign_checkpoint(actor="G0002", at=at).lacks
    keep()
    return lacks


def note(number: int) -> str:
    return SignedCheckpoint.objects.get(number=number).note


def by() -> tuple[dict[str, int], list[str], list[str]]:
    found: Signatures = check_signatures()
    return found.by, [f"{fault.where}：{fault.reason}" for fault in found.faults], found.notes


def outside(folder: Path, texts: dict[str, bytes], *, without: str = "") -> standalone.Check:
    for name, data in texts.items():
        (folder / name).write_bytes(data)
    known = [key.text() for key in proving.known_keys() if key.kind != without]
    return standalone.run([folder / name for name in texts], known)


@pytest.mark.usefixtures("both")
def test_each_checkpoint_has_both_and_the_record_says_which() -> None:
    known = proving.known_keys()
    assert [key.kind for key in known] == ["ed25519", "sm2"]
    assert len({key.name for key in known}) == 1
    assert [Entry.objects.get(event="SigningKeyMade", after__contains=kind).version for kind in ("ed25519", "sm2")] == [2, 2]
    assert [keys.told(note(number), known) for number in (1, 2)] == ["Ed25519", "Ed25519、SM2"]
    assert by() == ({"ed25519": 2, "sm2": 1}, [], [])
    assert keys.file("sm2").stat().st_mode & 0o777 == 0o600
    assert "Ed25519、SM2 签名有效" in compare([note(2)])[0].said


@pytest.mark.usefixtures("both")
def test_outsiders_check_both_and_see_a_signature_that_was_taken_away(tmp_path: Path) -> None:
    target = BytesIO()
    write_ledger(target)
    index = issue_receipt(witness="县司法局", received=date(2026, 1, 7), actor="G0002", at=AT + timedelta(days=2))
    view = queries.receipt(index)
    assert view
    files = {"ledger.jsonl": target.getvalue(), "receipt.txt": view.text.encode()}
    check = outside(tmp_path, files)
    assert check.faults == []
    assert check.keys.good == {"Ed25519": 4, "SM2": 3}
    assert any("没有签名的：SM2 1 份" in line for line in check.notes)
    assert outside(tmp_path, files, without="sm2").faults == []
    stripped = outside(tmp_path, {"note.txt": "".join(note(2).splitlines(keepends=True)[:-1]).encode()})
    assert any("没有签名的：SM2 1 份" in line for line in stripped.notes)
    text, _, line = note(2).rstrip("\n").rpartition("\n")
    raw = bytearray(base64.b64decode(line.rpartition(" ")[2]))
    raw[-1] ^= 1
    forged = outside(tmp_path, {"note.txt": f"{text}\n{line.rpartition(' ')[0]} {base64.b64encode(raw).decode()}\n".encode()})
    assert ["SM2 签名不符" in fault for fault in forged.faults] == [True]


@pytest.mark.usefixtures("both")
def test_a_false_sm2_signature_is_found_here_too() -> None:
    *_, ours, _ = note(2).splitlines(keepends=True)
    forged = Signer(proving.known_keys()[1], lambda message: bytes(63) + b"\1")
    text = note(2).rpartition("\n\n")[0] + "\n"
    with triggers_off():
        SignedCheckpoint.objects.filter(number=2).update(note=sign(text, [forged]))
    assert any("SM2 签名不符" in fault for fault in by()[1])
    with triggers_off():
        SignedCheckpoint.objects.filter(number=2).update(note=f"{text}\n{ours}")
    counts, faults, _ = by()
    assert counts == {"ed25519": 2, "sm2": 0}
    assert any(fault.startswith("checkpoints.jsonl") for fault in faults)  # the kept copy still has the line


@pytest.mark.usefixtures("both")
def test_without_the_library_ed25519_signs_alone_and_says_so(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(curves, "gmalg", None)
    assert "gmalg" in curves.ALGORITHMS["sm2"].lacks
    assert "gmalg" in signed(2)
    enter(SignedIn(subject="G0001", address="127.0.0.1"), actor="G0001", at=AT + timedelta(days=3))
    sign_after("导入", at=AT + timedelta(days=3))
    assert "只有 Ed25519 签名" in caplog.text
    counts, faults, notes = by()
    assert (counts, faults) == ({"ed25519": 4, "sm2": 1}, [])
    assert any("1 个检查点的 SM2 签名没有核验" in line for line in notes)
    assert "SM2（没有核验）" in compare([note(2)])[0].said
    assert [key.kind for key in keys.own(proving.known_keys())] == ["ed25519"]
    for refused in (lambda: add_sm2_key(actor="G0002", at=AT), lambda: replace_key(actor="G0002", at=AT, kind="sm2"), lambda: keys.make(kind="sm2")):
        with pytest.raises(Refusal):
            refused()


@pytest.mark.usefixtures("both")
def test_an_altered_act_of_a_key_leaves_the_other_to_be_shown() -> None:
    assert [name for name, _ in proving.named_keys()] == ["Ed25519", "SM2"]
    with triggers_off():
        Entry.objects.filter(event="SigningKeyMade", after__contains="sm2").update(after='{"key":"x"}')
    assert [name for name, _ in proving.named_keys()] == ["Ed25519"]
    assert by()[1][0].startswith("签名密钥")


@pytest.mark.usefixtures("both")
def test_a_key_that_is_missing_or_another() -> None:
    kept = keys.file("sm2").read_text()
    keys.file("sm2").unlink()
    assert "ledger.key.sm2" in signed(2)
    assert any("SM2 签名密钥不在" in line for line in by()[2])
    keys.make(proving.known_keys()[0].name, "sm2")
    with pytest.raises(Refusal, match="不是这个档案的签名密钥"):
        signed(3)
    assert any("被换过" in fault for fault in by()[1])
    keys.file("sm2").chmod(0o600)
    keys.file("sm2").write_text(kept.replace("+fadu", "+x"))
    with pytest.raises(Refusal, match="不是签名密钥"):
        signed(4)
    keys.file("sm2").write_text(kept)
    assert signed(5) == ""


@pytest.mark.usefixtures("both")
def test_a_new_sm2_key_takes_over_and_the_old_one_still_proves() -> None:
    with pytest.raises(Refusal, match="已经有 SM2"):
        add_sm2_key(actor="G0002", at=AT)
    replace_key(actor="G0002", at=AT + timedelta(days=1), kind="sm2")
    assert signed(2) == ""
    assert [key.kind for key in proving.known_keys()] == ["ed25519", "sm2", "sm2"]
    assert by() == ({"ed25519": 3, "sm2": 2}, [], [])
    assert len(list(keys.file().parent.glob("ledger.key.sm2.old-*"))) == 1


def test_it_can_be_made_before_anything_was_signed() -> None:
    with pytest.raises(Refusal, match="还没有 SM2"):
        replace_key(actor="G0002", at=AT, kind="sm2")
    add_sm2_key(actor="G0002", at=AT)
    signed(0)
    assert by() == ({"ed25519": 1, "sm2": 1}, [], [])
