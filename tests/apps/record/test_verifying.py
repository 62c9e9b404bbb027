"""Whatever is changed behind the software's back is found, by whoever changes it and however well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from fadu.apps.record import keeping, keys, proving, verifying
from fadu.apps.record.actions import enter, enter_many
from fadu.apps.record.actions.signing import issue_receipt, keep, replace_key, sign_checkpoint
from fadu.apps.record.models import Entry, Head, SignedCheckpoint, TreeNode
from fadu.core.ledger.clock import Stamp
from fadu.core.ledger.hashes import digests
from fadu.core.ledger.note import sign
from fadu.core.refusal import Refusal
from fadu.events.accounts import SignedIn
from fadu.events.rows import RowRecorded
from tests.apps.record.tampering import forge, triggers_off

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
Change = Callable[[], Any]


def acts(count: int, first: int = 0, at: datetime = AT) -> None:
    made = ({"subject": f"s{n}", "number": f"DX{n}", "after": {"name": f"示例企业{n}"}} for n in range(first, first + count))
    enter_many((RowRecorded(sheet="监管对象", before=None, **values) for values in made), actor="G0001", at=at)


@pytest.fixture(autouse=True)
def _ledger(settings: Any, tmp_path: Path) -> None:
    """Three hundred acts; checkpoints 1 and 2, kept outside too; one act after them."""
    settings.FADU_DATA = tmp_path
    acts(290)
    sign_checkpoint(actor="G0002", at=AT)
    acts(10, 290)
    sign_checkpoint(actor="G0002", at=AT + timedelta(days=1))
    acts(1, 300, AT + timedelta(days=1))
    keep()


def faults() -> list[str]:
    return [f"{fault.where}：{fault.reason}" for fault in verifying.whole([]).faults]


def changed(change: Change) -> list[str]:
    """The faults once somebody has changed something with the triggers off."""
    assert faults() == []
    with triggers_off():
        change()
    found = faults()
    assert found
    return found


def entry(index: int = 7, **values: Any) -> Change:
    return lambda: Entry.objects.filter(index=index).update(**values)


def test_an_untouched_ledger_holds_and_says_how_far_the_signatures_reach() -> None:
    report = verifying.whole([])
    assert (report.faults, report.notes) == ([], [])
    assert (report.entries, report.checkpoints, report.covered) == (304, 2, 303)


@pytest.mark.parametrize(("column", "value"), [
    ("event", "RowChanged"), ("version", 2), ("mode", "recorded"), ("sheet", "案件"), ("subject", "s8"), ("number", "DX8"), ("actor", "G0009"),
    ("at", AT + timedelta(microseconds=1)), ("basis", "某条"), ("before", "{}"), ("after", '{"name":"别的企业"}'), ("source", "a.xlsx"),
    ("batch", "b"), ("device", "{}"), ("private", "{}"), ("salt", "0" * 32), ("sha256", bytes(32)), ("sm3", bytes(32)),
])
def test_each_column_of_an_entry(column: str, value: Any) -> None:
    assert any(found.startswith("档案第 7 条") for found in changed(entry(**{column: value})))


def test_the_columns_tried_above_are_all_there_are() -> None:
    tried = {column for column, _ in test_each_column_of_an_entry.pytestmark[0].args[1]}
    assert tried == {field.name for field in Entry._meta.concrete_fields} - {"index"}


@pytest.mark.parametrize("change", [
    entry(index=20, after='{"name":"别的企业"}'), lambda: Entry.objects.filter(index=20).delete(),
    lambda: Entry.objects.filter(index__gt=20).update(actor="G0009"),
])
def test_a_change_that_makes_everything_fit_again_is_found_by_the_signature_alone(change: Change) -> None:
    with triggers_off():
        change()
        for index in Entry.objects.filter(index__gt=20).order_by("index").values_list("index", flat=True):
            place = Entry.objects.filter(index__lt=index).count()
            Entry.objects.filter(index=index).update(index=place)
    forge()
    assert any("与第 1 号检查点所签的根不符" in found for found in faults())


def test_two_entries_that_changed_places() -> None:
    def swap() -> None:
        for old, new in ((7, -1), (8, 7), (-1, 8)):
            Entry.objects.filter(index=old).update(index=new)

    changed(swap)
    forge()
    assert any("所签的根不符" in found for found in faults())


def test_an_entry_that_was_slipped_in_behind() -> None:
    def add() -> None:
        last = Entry.objects.order_by("-index")[0]
        last.index += 1
        last.save(force_insert=True)

    assert any("档案末尾" in found for found in changed(add))


def test_a_cut_tail_is_found_by_the_checkpoint_and_without_it_by_its_act_and_without_that_by_the_kept_copy() -> None:
    with triggers_off():
        Entry.objects.filter(index__gte=295).delete()
    forge()
    assert any("第 2 号检查点签的是 303 条，现在只有 295 条：末尾被截去" in found for found in faults())
    with triggers_off():
        SignedCheckpoint.objects.filter(number=2).delete()
    assert [found for found in faults() if "checkpoints.jsonl" in found and "第 2 号，303 条" in found] == faults() != []
    keeping.file().unlink()
    report = verifying.whole([])
    assert report.faults == []  # all traces on this machine are gone: only what the witnesses keep shows it
    assert any("没有留存" in note for note in report.notes)


@pytest.mark.parametrize("number", [1, 2])
def test_a_removed_checkpoint(number: int) -> None:
    found = changed(lambda: SignedCheckpoint.objects.filter(number=number).delete())
    assert any(f"第 {number} 号检查点：档案第" in one and "不见了" in one for one in found)


@pytest.mark.parametrize(("column", "value"), [
    ("sha256", bytes(32)), ("sm3", bytes(32)), ("number", 5), ("size", 290), ("at", AT), ("note", "x"),
])
def test_each_column_of_a_checkpoint(column: str, value: Any) -> None:
    assert column in {field.name for field in SignedCheckpoint._meta.concrete_fields}
    changed(lambda: SignedCheckpoint.objects.filter(number=2).update(**{column: value}))


def test_a_checkpoint_that_somebody_elses_key_signed() -> None:
    note = SignedCheckpoint.objects.get(number=2).note
    keys.retire()
    other = keys.make(proving.known_keys()[0].name)
    forged = sign(proving.signed_text(note).text(), [other])
    found = changed_after(lambda: SignedCheckpoint.objects.filter(number=2).update(note=forged))
    assert any("第 2 号检查点：没有一个签名出自已知的密钥" in one for one in found)
    assert any(one.startswith("签名密钥") and "被换过" in one for one in found)


def changed_after(change: Change) -> list[str]:
    with triggers_off():
        change()
    return faults()


def test_a_checkpoint_that_no_act_ordered() -> None:
    signer = keys.signer()
    assert signer
    checkpoint = proving.signed_text(SignedCheckpoint.objects.get(number=2).note)
    more = replace(checkpoint, number=3, size=304, roots=proving.root(304))
    SignedCheckpoint.objects.create(
        number=3, size=304, sha256=more.roots.sha256, sm3=more.roots.sm3, at=AT + timedelta(days=1), note=sign(more.text(), [signer]),
    )
    assert faults() == ["第 3 号检查点：没有任何封存说签署过它"]


def test_a_node_and_the_end_of_the_ledger() -> None:
    assert any("第 1 层第 0 个节点与条目不符" in one for one in changed(lambda: TreeNode.objects.update(sm3=digests(b"x").sm3)))


@pytest.mark.parametrize("change", [
    lambda: TreeNode.objects.all().delete(), lambda: Head.objects.all().delete(), lambda: Head.objects.update(edge="{}"),
    lambda: Head.objects.update(latest=AT), lambda: Head.objects.update(latest=None),
    lambda: TreeNode.objects.create(level=1, place=1, sha256=bytes(32), sm3=bytes(32)),
    lambda: TreeNode.objects.update(place=F("place") + 1),
])
def test_what_proofs_and_the_next_entry_rest_on(change: Change) -> None:
    changed(change)


def test_a_clock_that_went_back_without_saying_so() -> None:
    acts(1, 400, AT)
    assert Entry.objects.filter(event="ClockWentBack").count() == 1
    assert faults() == []
    with triggers_off():
        Entry.objects.filter(event="ClockWentBack").delete()
        Entry.objects.filter(index=305).update(index=304)
    forge()
    assert any("没有声明时钟倒退" in found for found in faults())


@pytest.mark.parametrize(("sql", "said"), [
    ("UPDATE record_entry SET at = 'gestern' WHERE \"index\" = 7", "档案第 7 条"),
    ("UPDATE record_entry SET at = '2026-02-31 00:00:00' WHERE \"index\" = 7", "档案第 7 条"),
    ("UPDATE record_entry SET sha256 = 'abc' WHERE \"index\" = 7", "缺少摘要"),
    ("UPDATE record_entry SET after = x'00ff' WHERE \"index\" = 7", "档案第 7 条"),
    ("UPDATE record_entry SET after = CAST(x'ff' AS TEXT) WHERE \"index\" = 7", "档案第 7 条"),
    ("UPDATE record_entry SET version = 'two' WHERE \"index\" = 7", "档案第 7 条"),
    ("UPDATE record_entry SET after = 'null' WHERE event = 'SigningKeyMade'", "签名密钥"),
    ("UPDATE record_entry SET after = '{' WHERE event = 'CheckpointSigned'", "检查点"),
    ("UPDATE record_signedcheckpoint SET note = 7, at = 'x'", "检查点"),
    ("UPDATE record_head SET edge = 5", "档案末尾"),
    ("DROP TABLE record_treenode", "读不下去"),
])
def test_what_a_column_cannot_hold_is_a_fault_and_no_crash(sql: str, said: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("other databases refuse it themselves")

    def change() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    if "DROP" in sql:
        change()
        assert any(said in found for found in faults())
    else:
        assert any(said in found for found in changed(change))


def test_acts_of_a_device_that_repeat_are_faults_and_what_is_odd_is_noted() -> None:
    def sent(seq: int, minute: int) -> None:
        stamp = Stamp("平板 03", seq, AT + timedelta(minutes=minute)).text()
        enter(SignedIn(subject="G1", address="127.0.0.1"), actor="G1", at=AT + timedelta(days=1), device=stamp)

    sent(1, 0)
    sent(2, 5)
    assert faults() == []
    sent(4, 3)
    report = verifying.whole([])
    assert report.faults == []
    said = [note.partition("：设备 平板 03 ")[2] for note in report.notes]
    assert [note for note in said if note] == ["缺第 3 至 3 号", "的时钟在第 2 号之后倒退"]
    sent(2, 6)
    assert [found for found in faults() if "第 2 号行为已经收过" in found] == faults() != []


def test_a_key_file_that_is_none_and_one_that_is_gone() -> None:
    keys.file().write_text("PRIVATE+KEY+x")
    assert any("不是签名密钥" in found for found in faults())
    keys.file().unlink()
    report = verifying.whole([])
    assert report.faults == []
    assert any("签名密钥不在" in note for note in report.notes)


def test_a_new_key_is_an_act_and_the_old_checkpoints_still_hold() -> None:
    replace_key(actor="G0002", at=AT + timedelta(days=2))
    signed = sign_checkpoint(actor="G0002", at=AT + timedelta(days=2))
    assert signed.checkpoint.number == 3
    assert faults() == []
    assert len(proving.known_keys()) == 2


def test_a_changed_ledger_is_not_signed_again() -> None:
    with triggers_off():
        Entry.objects.filter(index=20).update(actor="G0009")
    forge()
    acts(1, 500, AT + timedelta(days=1))
    with pytest.raises(Refusal, match="不是第 2 号检查点的延续"):
        sign_checkpoint(actor="G0002", at=AT + timedelta(days=1))


def test_a_restored_older_state_is_not_signed_again_where_later_checkpoints_are_kept() -> None:
    with triggers_off():
        Entry.objects.filter(index__gte=292).delete()
        SignedCheckpoint.objects.filter(number=2).delete()
    forge()
    acts(1, 500, AT + timedelta(days=1))
    with pytest.raises(Refusal, match="不是第 2 号检查点的延续"):
        sign_checkpoint(actor="G0002", at=AT + timedelta(days=1))


def test_receipts_carry_the_proof_that_they_extend_what_the_witness_had_and_two_witnesses_of_a_day_get_the_same() -> None:
    day = (AT + timedelta(days=2)).date()
    for witness in ("县司法局", "县档案馆"):
        issue_receipt(witness=witness, received=day, actor="G0002", at=AT + timedelta(days=2))
    with pytest.raises(Refusal, match="没有新的封存"):
        issue_receipt(witness="县档案馆", received=day, actor="G0002", at=AT + timedelta(days=2))
    assert SignedCheckpoint.objects.count() == 3
    acts(1, 600, AT + timedelta(days=3))
    issue_receipt(witness="县司法局", received=day, actor="G0002", at=AT + timedelta(days=3))
    assert faults() == []


def test_pages_stand_where_the_act_of_the_key_was_altered() -> None:
    with triggers_off():
        Entry.objects.filter(event="SigningKeyMade").update(after="{}")
    assert proving.key_texts() == []
    assert [step.holds for step in verifying.compare([SignedCheckpoint.objects.get(number=1).note])] == [False]
    assert [step.holds for step in verifying.check_entry(7)][:2] == [True, False]
    assert any("公钥读不出来" in found for found in faults())
