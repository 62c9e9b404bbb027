"""Personal values: only commitments in the ledger, keys outside of the database, shown once for a purpose two people agree to, erasable."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fadu.apps.exchange.actions import export_workbook
from fadu.apps.record import ciphers, vault, verifying
from fadu.apps.record.actions import vault as acts
from fadu.apps.record.actions.handing import export_ledger
from fadu.apps.record.models import Entry, VaultValue
from fadu.core.ledger import standalone
from fadu.core.ledger.envelope import ALGORITHMS, Envelope
from fadu.core.refusal import Refusal
from tests.apps.record.tampering import triggers_off

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
VALUES = {"name": "欧阳慕容雪", "phone": "13907460001", "id_number": "431127199001011234"}
PLANTED = [form for value in VALUES.values() for form in (value.encode(), value.encode("utf-16-le"), json.dumps(value).strip('"').encode())]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.FADU_DATA = tmp_path
    return tmp_path


def keep(subject: str = "row-1", values: dict[str, str] | None = None) -> int:
    return acts.keep(subject=subject, number="XF-1", values=VALUES if values is None else values, role="举报人", actor="G1", at=AT)


def ask(subject: str = "row-1", fields: tuple[str, ...] = ("name", "phone"), actor: str = "G1", detail: str = "告知本件结果") -> int:
    return acts.ask(subject=subject, number="XF-1", fields=fields, purpose="告知受理或办理结果", detail=detail, actor=actor, at=AT)


def erase(subject: str = "row-1") -> int:
    asked = acts.ask_erasure(subject=subject, number="XF-1", reason="保存期限已满", actor="G1", at=AT)
    return acts.erase(asked, actor="G2", at=AT)


def exported(*, openings: bool) -> bytes:
    stream = BytesIO()
    export_ledger(stream, actor="G1", at=AT, openings=vault.openings_of if openings else None, purpose="法院调取", second="G2")
    return stream.getvalue()


def verify_outside(folder: Path, data: bytes) -> subprocess.CompletedProcess[str]:
    path = folder / "ledger.jsonl"
    path.write_bytes(data)
    return subprocess.run([sys.executable, standalone.__file__, str(path)], capture_output=True, text=True, check=False)


def test_what_was_kept_is_shown_once_to_who_asked_after_another_agreed() -> None:
    keep()
    asked = ask()
    acts.approve(asked, actor="G2", at=AT)
    assert acts.show(asked, actor="G1", at=AT) == [acts.Shown("举报人", (("姓名", VALUES["name"]), ("联系电话", VALUES["phone"])))]
    with pytest.raises(Refusal, match="已经办结"):
        acts.show(asked, actor="G1", at=AT)
    assert [e.event for e in Entry.objects.order_by("index")] == ["SecretsKept", "UnmaskAsked", "UnmaskApproved", "SecretsUnmasked"]


def test_only_the_fields_that_were_asked_for_are_shown_of_every_person() -> None:
    keep()
    keep(values={"name": "司马某"})
    asked = ask(fields=("phone",))
    acts.approve(asked, actor="G2", at=AT)
    assert [person.values for person in acts.show(asked, actor="G1", at=AT)] == [(("联系电话", "13907460001"),), (("联系电话", "—"),)]


@pytest.mark.parametrize("wrong", ["own approval", "not approved", "somebody else", "approved twice"])
def test_nothing_is_shown_without_a_second_person_or_to_another(wrong: str) -> None:
    keep()
    asked = ask()
    size = Entry.objects.count()
    with pytest.raises(Refusal) as refused:
        if wrong == "own approval":
            acts.approve(asked, actor="G1", at=AT)
        if wrong == "not approved":
            acts.show(asked, actor="G1", at=AT)
        acts.approve(asked, actor="G2", at=AT)
        size += 1
        if wrong == "approved twice":
            acts.approve(asked, actor="G3", at=AT)
        acts.show(asked, actor="G2", at=AT)
    assert refused.value.mend
    assert Entry.objects.count() == size


@pytest.mark.parametrize(("change", "said"), [
    ({"fields": ()}, "没有选择"), ({"purpose": "好奇"}, "写明目的"), ({"detail": " "}, "写明目的"),
    ({"detail": f"给{VALUES['name']}回电"}, "受保护的姓名"),
    ({"detail": "致电 139-0746-0001"}, "受保护的联系电话"), ({"subject": "row-2"}, "没有这一件"),
])
def test_a_request_needs_a_purpose_and_may_not_tell_what_it_asks_for(change: dict[str, Any], said: str) -> None:
    keep()
    values = {"subject": "row-1", "number": "XF-1", "fields": ["name"], "purpose": "核实反映的情况", "detail": "核实地点", "actor": "G1", "at": AT}
    with pytest.raises(Refusal, match=said) as refused:
        acts.ask(**{**values, **change})
    assert not any(value in refused.value.reason + refused.value.mend for value in VALUES.values())
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("values", [{}, {"name": "  "}, {"name": "x" * 201}, {"name": "a\nb"}, {"nick": "x"}])
def test_what_can_not_be_kept_is_refused_and_nothing_is_written(values: dict[str, str], folder: Path) -> None:
    with pytest.raises(Refusal):
        keep(values=values)
    assert not Entry.objects.exists()
    assert not VaultValue.objects.exists()
    assert not (folder / "keys").exists()


def test_nobody_sees_in_the_ledger_whether_a_field_has_a_value() -> None:
    first, second = keep(), keep(values={"name": "甲"})
    paths = [set(json.loads(Entry.objects.get(index=index).private)) for index in (first, second)]
    assert paths == [{f"after.{field}" for field in vault.FIELDS}] * 2


def test_the_keys_lie_outside_of_the_database_one_a_subject_for_their_owner_only(folder: Path) -> None:
    keep()
    keep()
    keep("row-2")
    files = sorted((folder / "keys" / "vault").iterdir())
    assert len(files) == 2
    assert {path.stat().st_mode & 0o777 for path in (*files, folder / "keys" / "vault.key")} == {0o600}
    assert {path.stem for path in files} == {Envelope.read(text).key for text in VaultValue.objects.values_list("sealed", flat=True)}


def test_a_master_key_that_is_missing_or_open_to_others_stops_the_vault_and_is_never_made_anew(folder: Path) -> None:
    keep()
    key = folder / "keys" / "vault.key"
    key.chmod(0o644)
    with pytest.raises(Refusal, match="别人也能读"):
        keep()
    key.rename(folder / "aside")
    with pytest.raises(Refusal, match="主密钥不在"):
        keep("row-2")
    assert not key.exists()
    (folder / "aside").rename(key)
    key.chmod(0o600)
    assert keep()
    key.write_text("x")
    with pytest.raises(Refusal, match="不是保密库主密钥"):
        keep()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_both_ciphers_keep_and_show_and_each_value_says_which(algorithm: str, settings: Any) -> None:
    settings.FADU_VAULT_CIPHER = algorithm
    index = keep()
    assert {Envelope.read(text).algorithm for text in VaultValue.objects.values_list("sealed", flat=True)} == {algorithm}
    assert vault.openings(index)["after.name"].value == VALUES["name"]


# Key, nonce, what is bound, plain bytes, cipher text and tag.
PUBLISHED = {
    "aes-256-gcm": (  # McGrew, Viega: The Galois/Counter Mode of Operation, test case 16
        "feffe9928665731c6d6a8f9467308308" * 2, "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b",
    ),
    "sm4-gcm": (  # RFC 8998, A.1
        "0123456789abcdeffedcba9876543210", "00001234567800000000abcd", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec",
    ),
}


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_ciphers_are_those_of_the_standards(algorithm: str) -> None:
    raw, nonce, bound, plain, sealed = map(bytes.fromhex, PUBLISHED[algorithm])
    key = ciphers.Key("x", algorithm, raw)
    assert key.seal(nonce, plain, bound) == sealed
    assert key.open(nonce, sealed, bound) == plain
    with pytest.raises(ValueError, match="false tag"):
        key.open(nonce, sealed, bound[:-1])


def test_a_change_of_cipher_leaves_older_values_readable(settings: Any) -> None:
    old = keep()
    settings.FADU_VAULT_CIPHER = "sm4-gcm"
    new = keep("row-2")
    assert vault.openings(old)["after.phone"].value == vault.openings(new)["after.phone"].value == VALUES["phone"]


@settings(derandomize=True, max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(vault.FIELDS)), st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40), min_size=1))
def test_any_values_come_back_as_they_were_and_open_their_commitments(values: dict[str, str]) -> None:
    index = keep("row-any", values)
    opened = vault.openings(index)
    private = json.loads(Entry.objects.get(index=index).private)
    for field, value in values.items():
        assert opened[f"after.{field}"].value == unicodedata.normalize("NFC", value)
    assert {path: opening.commitment(path).hex() for path, opening in opened.items()} == private


def test_the_database_refuses_to_change_a_value() -> None:
    keep()
    for change in (lambda: VaultValue.objects.update(sealed="x"), lambda: VaultValue.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_is_done_to_the_vault_behind_our_back_is_found(folder: Path) -> None:
    keep()
    other = keep("row-2")
    assert list(vault.faults()) == []
    first = VaultValue.objects.order_by("pk").first()
    assert first is not None
    with triggers_off():
        for change, said in (
            ({"sealed": VaultValue.objects.get(entry=other, path=first.path).sealed}, "打不开"),
            ({"sealed": VALUES["name"]}, "不是密封值"), ({"path": "after.nick"}, "没有封存过"),
        ):
            VaultValue.objects.filter(pk=first.pk).update(**change)
            assert any(said in reason for _, reason in vault.faults())
            VaultValue.objects.filter(pk=first.pk).update(sealed=first.sealed, path=first.path)
    ciphers.file_of(vault.key_names("row-1")[0]).unlink()
    assert {reason for _, reason in vault.faults()} == {"密钥不在，也没有封存过抹除；抹除中断过的，请再办理一次"}
    (folder / "keys" / "vault.key").unlink()
    assert list(vault.faults()) == []
    assert "没有核对" in vault.notes()[0]


def test_after_an_erasure_nothing_opens_and_the_ledger_still_verifies(folder: Path) -> None:
    index = keep()
    keep("row-2", {"name": "上官某"})
    with_values = exported(openings=True)
    assert VALUES["name"].encode() in with_values
    assert verify_outside(folder, with_values).returncode == 0
    sealed = list(VaultValue.objects.filter(subject="row-1"))
    gone = Entry.objects.get(index=erase())
    assert json.loads(gone.after or "") == {"erased": [[index, f"after.{field}"] for field in sorted(vault.FIELDS)]}
    assert len(sealed) == len(vault.FIELDS)
    with pytest.raises(Refusal, match="已经抹除"):
        vault.openings(index)
    assert verifying.whole([]).faults == []
    done = verify_outside(folder, exported(openings=True))
    assert done.returncode == 0, done.stderr
    assert "抹除个人信息值 4 个" in done.stdout
    assert vault.openings_of([index]) == {}


def test_an_erasure_holds_in_a_copy_of_the_database_that_was_made_before(folder: Path) -> None:
    """A backup has the values and not the keys; the master key alone opens nothing."""
    keep()
    copies = list(VaultValue.objects.values_list("sealed", flat=True))
    erase()
    assert list((folder / "keys" / "vault").iterdir()) == []
    master = ciphers.master()
    assert master is not None
    for text in copies:
        envelope = Envelope.read(text)
        with pytest.raises(ValueError, match="false tag"):
            master.open(envelope.nonce, envelope.data, b"")


def test_an_erasure_needs_two_people_and_ends_every_request() -> None:
    keep()
    asked = ask()
    wanted = acts.ask_erasure(subject="row-1", number="XF-1", reason="保存期限已满", actor="G1", at=AT)
    with pytest.raises(Refusal, match="另一人"):
        acts.erase(wanted, actor="G1", at=AT)
    acts.erase(wanted, actor="G2", at=AT)
    for again in (lambda: acts.erase(wanted, actor="G2", at=AT), lambda: acts.approve(asked, actor="G2", at=AT)):
        with pytest.raises(Refusal, match="已经办结"):
            again()
    with pytest.raises(Refusal, match="没有这一件"):
        ask()
    assert vault.of_row("row-1").standing == ()


def test_after_an_erasure_new_values_get_a_new_key() -> None:
    keep()
    erase()
    index = keep()
    first, second = vault.key_names("row-1")
    assert first != second
    assert vault.openings(index)["after.name"].value == VALUES["name"]
    assert verifying.whole([]).faults == []


def test_an_erasure_that_broke_off_after_the_key_was_destroyed_can_be_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    keep()
    wanted = acts.ask_erasure(subject="row-1", number="XF-1", reason="保存期限已满", actor="G1", at=AT)
    destroy = ciphers.destroy

    def broken(name: str) -> None:
        destroy(name)
        raise OSError("power cut")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="power cut"):
        patch.setattr(ciphers, "destroy", broken)
        acts.erase(wanted, actor="G2", at=AT)
    assert {reason for _, reason in vault.faults()} == {"密钥不在，也没有封存过抹除；抹除中断过的，请再办理一次"}
    with pytest.raises(Refusal, match="也没有封存过抹除"):
        keep()
    acts.erase(wanted, actor="G2", at=AT + timedelta(hours=1))
    assert list(vault.faults()) == []


def test_a_destruction_that_broke_off_between_zeros_and_removal_is_done_again(folder: Path) -> None:
    keep()
    wanted = acts.ask_erasure(subject="row-1", number="XF-1", reason="保存期限已满", actor="G1", at=AT)
    file = ciphers.file_of(vault.key_names("row-1")[0])
    file.write_bytes(bytes(file.stat().st_size))
    assert {reason for _, reason in vault.faults()} == {"密钥不在，也没有封存过抹除；抹除中断过的，请再办理一次"}
    acts.erase(wanted, actor="G2", at=AT)
    assert list(vault.faults()) == [] and not file.exists()


def test_no_value_stands_in_the_database_in_a_log_or_in_what_leaves_the_house(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, logger="django.db.backends"):
        connection.force_debug_cursor = True
        try:
            keep()
            asked = ask()
            acts.approve(asked, actor="G2", at=AT)
            acts.show(asked, actor="G1", at=AT)
            with pytest.raises(Refusal):
                ask(detail=VALUES["name"])
        finally:
            connection.force_debug_cursor = False
    assert caplog.text
    texts = {"log": caplog.text.encode(), "ledger": exported(openings=False), "names": "\n".join(map(str, folder.rglob("*"))).encode()}
    with export_workbook(actor="G1", at=AT) as stream:
        book = folder / "book.xlsx"
        book.write_bytes(stream.read())
    shutil.unpack_archive(book, folder / "book", "zip")
    for path in (*(folder / "book").rglob("*"), *(folder / "keys").rglob("*")):
        if path.is_file():
            texts[str(path.name)] = path.read_bytes()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        texts["database"] = connection.connection.serialize()
        assert b"SecretsKept" in texts["database"]
    else:
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                cursor.execute(f'SELECT t::text FROM "{table}" t')
                texts[table] = "\n".join(row[0] for row in cursor.fetchall()).encode()
        assert b"SecretsKept" in texts["record_entry"]
    found = [(where, value) for where, text in texts.items() for value in PLANTED if value in text]
    assert found == []
