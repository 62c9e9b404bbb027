"""Evidence: kept byte for byte under its digests, sealed on its row, handed out only as it was sealed; withdrawn stays listed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from fadu.apps.record import evidence, proving, store, verifying
from fadu.apps.record.actions import evidence as acts
from fadu.apps.record.actions import storing
from fadu.apps.record.actions import vault as vault_acts
from fadu.apps.record.actions.signing import sign_checkpoint
from fadu.apps.record.models import Entry
from fadu.core.evidence import kinds
from fadu.core.ledger import standalone
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal
from tests.core.evidence import files

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PHOTO = files.jpeg()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.FADU_DATA = tmp_path
    return tmp_path


def take(data: bytes = PHOTO, name: str = "现场.jpg", **more: Any) -> int:
    wanted: dict[str, Any] = {"subject": "row-1", "number": "CF-1", "actor": "G1", "at": AT, **more}
    return acts.take([data[:7], data[7:]], name=name, **wanted)


def clip(**more: Any) -> int:
    wanted: dict[str, Any] = {
        "subject": "row-1", "number": "CF-1", "clip": "A0001.mp4", "station": "大队采集站", "sha256": "ab" * 32, "seconds": 600, "actor": "G1",
        "at": AT, "started_at": AT - timedelta(hours=2), "device": "执法记录仪 07", **more,
    }
    return acts.index_clip(**wanted)


def test_a_file_lies_under_its_digest_unchanged_and_read_only(folder: Path) -> None:
    index = take(taken_at=AT - timedelta(hours=1), device="平板 03", captured=sha256(PHOTO).hexdigest().upper())
    digest = sha256(PHOTO).hexdigest()
    path = folder / "evidence" / digest[:2] / digest[2:4] / digest
    assert path.read_bytes() == PHOTO
    assert path.stat().st_mode & 0o777 == 0o400
    assert [p for p in (folder / "evidence").rglob("*") if p.is_file()] == [path]
    entry = Entry.objects.get(index=index)
    assert (entry.event, entry.subject, entry.number, entry.sheet) == ("EvidenceTaken", "row-1", "CF-1", "")
    assert json.loads(entry.after or "") == {
        **attachment(PHOTO), "name": "现场.jpg", "kind": "jpeg", "taken_at": "2026-11-24T08:00:00.000000Z", "device": "平板 03", "captured": True,
    }


def test_an_outsider_proves_a_file_with_one_file_of_python(folder: Path) -> None:
    index = take()
    sign_checkpoint(actor="G1", at=AT)
    (folder / "proof.json").write_text(proving.prove(index).file(), "utf-8")
    (folder / "photo.jpg").write_bytes(PHOTO)
    (folder / "other.jpg").write_bytes(PHOTO + b"\0")
    assert list(proving.sealing(PHOTO)) == [index]
    for name, code in (("photo.jpg", 0), ("other.jpg", 1)):
        told = [standalone.__file__, "--key", proving.key_texts()[0], folder / "proof.json", folder / name]
        done = subprocess.run([sys.executable, *told], capture_output=True, check=False)
        assert done.returncode == code, done.stderr.decode()


REFUSED: dict[str, tuple[str, Callable[[], object]]] = {
    "another kind than its name says": ("内容却是", lambda: take(name="现场.pdf")),
    "two faces": ("又是压缩包", lambda: take(PHOTO + files.archive())),
    "a digest of another picture": ("不是当时拍的", lambda: take(captured="ab" * 32)),
    "a digest that is none": ("摘要写法", lambda: take(captured="ab")),
    "a time to come": ("在现在之后", lambda: take(taken_at=AT + timedelta(hours=1))),
    "no name": ("没有名字", lambda: take(name="..")),
    "a device with two lines": ("设备", lambda: take(device="a\nb")),
    "a clip without length": ("时长", lambda: clip(seconds=0)),
    "a clip without station": ("采集站", lambda: clip(station=" ")),
    "a clip with half a digest": ("摘要写法", lambda: clip(sha256="ab")),
    "a clip from tomorrow": ("开始时间", lambda: clip(started_at=AT + timedelta(days=1))),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_leaves_nothing_behind(case: str, folder: Path) -> None:
    said, work = REFUSED[case]
    with pytest.raises(Refusal, match=said) as refused:
        work()
    assert refused.value.mend
    assert not Entry.objects.exists()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_an_upload_is_cut_off_as_soon_as_it_is_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "LARGEST", 1000)
    asked = 0

    def chunks() -> Any:
        nonlocal asked
        for _ in range(100):
            asked += 1
            yield b"\xff" * 300

    with pytest.raises(Refusal, match="超过"):
        acts.take(chunks(), name="大.jpg", subject="row-1", number="CF-1", actor="G1", at=AT)
    assert asked == 4
    assert list((folder / "evidence" / "incoming").iterdir()) == []


def test_the_same_file_is_taken_once_a_row_and_lies_once_for_all(folder: Path) -> None:
    first = take()
    with pytest.raises(Refusal, match=f"第 {first} 条"):
        take(name="又一次.jpg")
    take(subject="row-2")
    assert len(store.digests()) == 1
    acts.withdraw(first, reason="拍错了地方", actor="G1", at=AT)
    assert take() > first


def test_what_was_withdrawn_stays_listed_with_its_reason_and_can_still_be_read() -> None:
    index = take()
    gone = acts.withdraw(index, reason="与本案无关", actor="G2", at=AT)
    item = evidence.of_row("row-1")[0]
    assert (item.index, item.withdrawn, item.reason) == (index, gone, "与本案无关")
    assert evidence.fault(item) == ""
    with pytest.raises(Refusal, match="已经撤回"):
        acts.withdraw(index, reason="再撤", actor="G2", at=AT)


def test_a_withdrawal_needs_a_reason_and_something_to_withdraw() -> None:
    index = take()
    with pytest.raises(Refusal, match="理由"):
        acts.withdraw(index, reason=" ", actor="G2", at=AT)
    with pytest.raises(Refusal, match="没有收存过"):
        acts.withdraw(index + 1, reason="x", actor="G2", at=AT)


def test_a_recording_is_indexed_without_bytes(folder: Path) -> None:
    index = clip()
    item = evidence.of_row("row-1")[0]
    assert (item.is_clip, item.title, item.kind) == (True, "A0001.mp4", "音像索引")
    assert not (folder / "evidence").exists()
    with pytest.raises(Refusal, match="留在采集站"):
        acts.hand_out(index, actor="G1", at=AT)
    with pytest.raises(Refusal, match="已经收存过"):
        clip(clip="B.mp4")
    assert list(evidence.faults()) == []


def test_handing_out_is_sealed_and_gives_the_bytes_as_they_came() -> None:
    index = take()
    with acts.hand_out(index, actor="G3", at=AT) as stream:
        assert stream.read() == PHOTO
    last = Entry.objects.order_by("-index")[0]
    assert (last.event, last.actor, json.loads(last.after or "")) == ("EvidenceHandedOut", "G3", {"entry": index})


@pytest.mark.parametrize("change", ["one bit", "cut", "gone"])
def test_a_file_that_was_touched_is_found_and_not_handed_out(change: str) -> None:
    index = take()
    path = store.place(sha256(PHOTO).hexdigest())
    path.chmod(0o600)
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(PHOTO[:-1] if change == "cut" else bytes([PHOTO[0] ^ 1]) + PHOTO[1:])
    found = [fault for fault in verifying.whole([]).faults if "现场.jpg" in fault.where]
    assert len(found) == 1
    size = Entry.objects.count()
    with pytest.raises(Refusal, match="不见了" if change == "gone" else "不符"):
        acts.hand_out(index, actor="G1", at=AT)
    assert Entry.objects.count() == size
    if change != "gone":
        take(subject="row-2")  # the same bytes come in once more and take the damaged file's place
        assert evidence.fault(evidence.of_row("row-1")[0]) == ""


def test_a_file_that_no_act_sealed_is_named(folder: Path) -> None:
    take()
    stray = store.place("cd" * 32)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    report = verifying.whole([])
    assert report.faults == []
    assert [note for note in report.notes if "cd" * 32 in note]


def test_a_crash_between_file_and_act_leaves_a_note_and_the_same_file_can_be_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **more: Any) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="power cut"):
        patch.setattr(acts, "enter", broken)
        take()
    assert not Entry.objects.exists()
    assert len(evidence.notes()) == 1
    take()
    assert (list(evidence.faults()), evidence.notes()) == ([], [])


def test_a_name_that_tells_who_complained_is_refused() -> None:
    vault_acts.keep(subject="row-1", number="XF-1", values={"name": "欧阳慕容雪"}, role="举报人", actor="G1", at=AT)
    for work in (
        lambda: take(name="欧阳慕容雪提供.jpg"), lambda: take(device="欧阳慕容雪的手机"), lambda: clip(station="欧阳 慕容雪家"),
        lambda: acts.withdraw(take(), reason="欧阳慕容雪要求", actor="G1", at=AT),
    ):
        with pytest.raises(Refusal, match="受保护的姓名"):
            work()


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_a_digest_that_is_none_is_never_a_path() -> None:
    for text in ("../../etc/passwd", "AB" * 32, "", "a" * 63 + "/"):
        with pytest.raises(ValueError, match="digest"):
            store.place(text)


def test_every_kind_is_taken() -> None:
    for name, (key, data) in files.GOOD.items():
        take(data, name)
        assert evidence.of_row("row-1")[-1].kind == kinds.KINDS[key].label
