"""Proofs that come from the tables are those that come from memory; what is signed is what is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fadu.apps.record import keeping, keys, proving
from fadu.apps.record.actions import enter_many
from fadu.apps.record.actions.signing import sign_after, sign_checkpoint
from fadu.apps.record.models import Entry, SignedCheckpoint
from fadu.core.ledger import proofs
from fadu.core.ledger.checking import consistent, included
from fadu.core.ledger.hashes import Digests, Row, leaf
from fadu.core.refusal import Refusal
from fadu.events.rows import RowRecorded

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FADU_DATA = tmp_path


def acts(count: int, first: int = 0, at: datetime = AT) -> None:
    enter_many(
        (
            RowRecorded(subject=f"s{n}", sheet="监管对象", number=f"DX{n}", before=None, after={"name": f"示例企业{n}", "size": n})
            for n in range(first, first + count)
        ),
        actor="G0001", at=at,
    )


def memory() -> proofs.MemoryStore:
    store = proofs.MemoryStore()
    store.extend(Row.of(leaf(proving.text_of(entry).encode()) for entry in Entry.objects.order_by("index")))
    return store


@pytest.fixture
def grown() -> Iterator[proofs.MemoryStore]:
    for first, count in ((0, 3), (3, 600), (603, 1)):
        acts(count, first)
    yield memory()


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 603, 604])
def test_roots_at_every_past_size_are_those_of_the_entries(grown: proofs.MemoryStore, size: int) -> None:
    assert proving.root(size) == proofs.root(grown, size)


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 604), (255, 256), (256, 257), (511, 604), (603, 604)])
def test_inclusion_proofs_are_those_from_memory_and_lead_to_the_root(grown: proofs.MemoryStore, index: int, size: int) -> None:
    path = proofs.inclusion(proving.Ledger(), index, size)
    assert path == proofs.inclusion(grown, index, size)
    entry = Entry.objects.get(index=index)
    assert included(Digests(bytes(entry.sha256), bytes(entry.sm3)), index, size, path, proving.root(size))


@pytest.mark.parametrize(("old", "size"), [(1, 2), (255, 604), (256, 604), (300, 512), (603, 604)])
def test_consistency_proofs_are_those_from_memory_and_join_the_roots(grown: proofs.MemoryStore, old: int, size: int) -> None:
    path = proving.consistency(old, size)
    assert path == proofs.consistency(grown, old, size)
    assert consistent(old, size, path, proving.root(old), proving.root(size))


def test_a_checkpoint_covers_the_act_that_orders_it_and_its_key_is_an_act_too() -> None:
    acts(5)
    signed = sign_checkpoint(actor="G0002", at=AT)
    assert signed.is_new
    assert list(Entry.objects.filter(index__gte=5).order_by("index").values_list("event", flat=True)) == ["SigningKeyMade", "CheckpointSigned"]
    assert (signed.checkpoint.number, signed.checkpoint.size) == (1, 7)
    assert signed.checkpoint.roots == proving.root(7)
    assert keys.opened(signed.note, proving.known_keys()) == signed.checkpoint.text()
    assert keys.file().stat().st_mode & 0o777 == 0o600


def test_signing_again_without_new_acts_gives_the_same_checkpoint() -> None:
    acts(2)
    first = sign_checkpoint(actor="G0002", at=AT)
    again = sign_checkpoint(actor="G0002", at=AT + timedelta(days=1))
    assert (again.note, again.is_new) == (first.note, False)
    assert SignedCheckpoint.objects.count() == 1
    acts(1, 2)
    assert sign_checkpoint(actor="G0002", at=AT).checkpoint.number == 2


def test_an_empty_ledger_is_not_signed() -> None:
    with pytest.raises(Refusal, match="空的"):
        sign_checkpoint(actor="G0002", at=AT)


def test_an_entry_after_the_last_checkpoint_cannot_be_proven_yet_and_an_unknown_one_never() -> None:
    acts(2)
    sign_checkpoint(actor="G0002", at=AT)
    acts(1, 2)
    assert proving.prove(1).checkpoint.number == 1
    with pytest.raises(Refusal, match="还没有签名覆盖"):
        proving.prove(4)
    with pytest.raises(Refusal, match="没有第 99 条"):
        proving.prove(99)


def test_a_key_that_is_gone_or_belongs_to_another_ledger_signs_nothing() -> None:
    acts(1)
    sign_checkpoint(actor="G0002", at=AT)
    acts(1, 1)
    kept = keys.file().read_text()
    keys.file().unlink()
    with pytest.raises(Refusal, match="签名密钥不在"):
        sign_checkpoint(actor="G0002", at=AT)
    keys.make("fadu/other")
    with pytest.raises(Refusal, match="不是这个档案的"):
        sign_checkpoint(actor="G0002", at=AT)
    keys.file().write_text(kept.replace("PRIVATE", "PRIVATES"))
    with pytest.raises(Refusal, match="不是签名密钥"):
        sign_checkpoint(actor="G0002", at=AT)
    keys.file().write_text(kept)
    assert sign_checkpoint(actor="G0002", at=AT).checkpoint.number == 2


def test_a_folder_that_cannot_be_written_refuses_to_sign_and_stops_nothing_else(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings.FADU_DATA = tmp_path / "file"
    acts(1)
    with pytest.raises(Refusal, match="签名密钥"):
        sign_checkpoint(actor="G0002", at=AT)
    sign_after("导入", at=AT)
    assert Entry.objects.count() == 1


def test_kept_checkpoints_outlive_a_line_that_was_cut_short() -> None:
    acts(1)
    first = sign_checkpoint(actor="G0002", at=AT).note
    keeping.keep([first])
    with keeping.file().open("ab") as stream:
        stream.write(b'{"checkpoint":"fadu/')
    acts(1, 1)
    second = sign_checkpoint(actor="G0002", at=AT).note
    keeping.keep([first, second])
    keeping.keep([first, second])
    assert keeping.kept() == [first, second]


def test_a_checkpoint_that_the_disk_refuses_to_keep_stands_and_is_kept_by_the_next(
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any,
) -> None:
    keeping.file().parent.mkdir(parents=True, exist_ok=True)
    keeping.file().symlink_to("gone/checkpoints.jsonl")
    acts(1)
    with django_capture_on_commit_callbacks(execute=True):
        first = sign_checkpoint(actor="G0002", at=AT).note
    [said] = caplog.records
    assert "检查点没有留存" in said.getMessage()
    assert said.exc_info is None  # one line for the administrator, no page of Python
    keeping.file().unlink()
    acts(1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        second = sign_checkpoint(actor="G0002", at=AT).note
    assert keeping.kept() == [first, second]
