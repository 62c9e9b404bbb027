"""What is wrong is found although the bureau's own key signed it: the verifier trusts a signature for who, not for what."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fadu.core.ledger import export, standalone
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.entry import Opening
from fadu.core.ledger.note import Signer, sign
from tests.core.ledger.house import ORIGIN, House, salt, signer, small

Json = dict[str, Any]
KEY = signer().key.text()
ENTRY: Json = json.loads(small().texts[0])
PERSONAL: Json = json.loads(small().texts[1])
STAMP: Json = {"at": "2026-01-05T01:30:00.000000Z", "id": "PDA-7", "seq": 1}
COMMITMENT = {"sha256": "0" * 64, "sm3": "0" * 64}


@pytest.fixture(autouse=True)
def signatures_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same signature over the same text is worked out once."""
    monkeypatch.setattr(standalone, "ed25519", _ed25519)


_ed25519 = functools.cache(standalone.ed25519)


def faults(folder: Path, text: str, key: str = KEY) -> str:
    path = folder / "file.x"
    path.write_text(text, "utf-8")
    return "\n".join(standalone.run([path], [key] if key else []).faults)


def sealed(*entries: Json) -> str:
    house = House()
    for entry in entries:
        house.add(canonical(entry))
    house.checkpoint()
    return house.exported()


@pytest.mark.parametrize(("entry", "reason"), [
    ({name: value for name, value in ENTRY.items() if name != "actor"}, "缺项"),
    ({**ENTRY, "zone": "x"}, "不认识的项"),
    ({**ENTRY, "sheet": None}, "有空的项"),
    ({**ENTRY, "sheet": ""}, "有空的项"),
    ({**ENTRY, "subject": 7}, "不是文字"),
    ({**ENTRY, "number": ["DX1"]}, "不是文字"),
    ({**ENTRY, "form": 2}, "版式"),
    ({**ENTRY, "version": "1"}, "版式"),
    ({**ENTRY, "mode": "maybe"}, "mode"),
    ({**ENTRY, "at": "2026-01-05T01:30:00Z"}, "时间或盐"),
    ({**ENTRY, "at": "2026-13-05T01:30:00.000000Z"}, "没有这个时刻"),
    ({**ENTRY, "salt": "0" * 31}, "时间或盐"),
    ({**ENTRY, "salt": "Z" * 32}, "时间或盐"),
    ({**ENTRY, "private": {}}, "private 是空的"),
    ({**ENTRY, "private": {"after.x": {"sha256": "0" * 64}}}, "缺一种算法"),
    ({**ENTRY, "private": {"after.x": {**COMMITMENT, "sm3": "A" * 64}}}, "摘要写法不对"),
    ({**ENTRY, "private": {"after.x": {**COMMITMENT, "sm3": "0" * 62}}}, "摘要写法不对"),
    ({**ENTRY, "private": [1]}, "读不出来"),
    ({**ENTRY, "device": {"id": "PDA-7", "seq": 1}}, "device"),
    ({**ENTRY, "device": {**STAMP, "seq": True}}, "device"),
    ({**ENTRY, "device": {**STAMP, "at": "today"}}, "device"),
    ({**ENTRY, "device": "PDA-7"}, "device"),
    ({**ENTRY, "event": "ValuesErased", "after": {"erased": []}}, "没有写明"),
    ({**ENTRY, "event": "ValuesErased", "after": {}}, "没有写明"),
    ({**ENTRY, "event": "ValuesErased", "after": {"erased": [[0]]}}, "读不出来"),
])
def test_an_entry_that_must_not_be(tmp_path: Path, entry: Json, reason: str) -> None:
    assert reason in faults(tmp_path, sealed(entry))


def test_a_signature_by_another_hand_under_our_name(tmp_path: Path) -> None:
    house = House(key=Signer(signer().key, signer(b"forger").sign))
    house.act()
    house.checkpoint()
    assert f"{ORIGIN} 的 Ed25519 签名不符" in faults(tmp_path, house.exported())


def test_a_checkpoint_of_another_ledger_or_size(tmp_path: Path) -> None:
    house = House()
    house.act()
    real = house.store.frontier.root()
    for wrong, reason in (
        (Checkpoint("another", 1, 1, real, "2026-01-05T02:00:00.000000Z"), "另一个账本"),
        (Checkpoint(ORIGIN, 1, 2, real, "2026-01-05T02:00:00.000000Z"), "签的是 2 条，前面有 1 条"),
        (Checkpoint(ORIGIN, 2, 1, real, "2026-01-05T02:00:00.000000Z"), "第 0 号检查点之后是第 2 号"),
        (Checkpoint(ORIGIN, 1, 1, real._replace(sm3=bytes(32)), "2026-01-05T02:00:00.000000Z"), "根与第 1 号检查点所签的不符"),
    ):
        lines = [export.header_line(ORIGIN, [house.key.key]), *house.lines, export.checkpoint_line(sign(wrong.text(), [house.key]))]
        assert reason in faults(tmp_path, "".join(lines))


@pytest.mark.parametrize("text", [
    "x\n", f"{ORIGIN}\n1\n", small().checkpoints[0].text().replace("sm3 ", "sm3  "), small().checkpoints[0].text().replace(".000000Z", "Z"),
    small().checkpoints[0].text() + "more\n",
])
def test_a_note_that_is_no_checkpoint(tmp_path: Path, text: str) -> None:
    line = export.checkpoint_line(sign(text, [signer()]))
    assert "不是检查点" in faults(tmp_path, export.header_line(ORIGIN, [signer().key]) + line)


@pytest.mark.parametrize(("change", "reason"), [
    (lambda header: {**header, "more": 1}, "不是账本的文件头"),
    (lambda header: {**header, "format": "fadu-ledger-2"}, "不是账本的文件头"),
    (lambda header: {**header, "algorithms": ["sha256"]}, "算法"),
    (lambda header: {**header, "algorithms": ["sm3", "sha256"]}, "算法"),
    (lambda header: {**header, "openings": "some"}, "openings"),
    (lambda header: {**header, "openings": "all"}, "既未出示也未声明抹除"),
    (lambda header: {**header, "origin": "another"}, "另一个账本"),
])
def test_a_header_that_must_not_be(tmp_path: Path, change: Callable[[Json], Json], reason: str) -> None:
    header, rest = small().exported().split("\n", 1)
    assert reason in faults(tmp_path, canonical(change(json.loads(header))) + "\n" + rest)


def test_a_header_without_its_line_end_or_keys(tmp_path: Path) -> None:
    header = small().exported().split("\n", 1)[0]
    assert "不完整" in faults(tmp_path, header)
    with pytest.raises(standalone.Wrong, match="没有公钥"):
        faults(tmp_path, canonical({**json.loads(header), "keys": []}) + "\n", key="")


@pytest.mark.parametrize(("opening", "reason"), [
    ({"after.informant": Opening(salt(1001), "李某"), "after.phone": Opening(salt(1002), "1")}, "与封存的承诺不符"),
    ({"after.address": Opening(salt(1001), "王某")}, "没有封存过"),
    ({"after.informant": Opening("0" * 30, "王某")}, "盐或值"),
    ({}, "没有可核的"),
])
def test_an_opening_that_is_not_what_was_committed_to(tmp_path: Path, opening: dict[str, Opening], reason: str) -> None:
    good = export.opening_line(1, small().kept[1])
    text = small(openings=True).exported()
    assert good in text
    assert reason in faults(tmp_path, text.replace(good, export.opening_line(1, opening)))


def test_an_opening_in_the_wrong_place(tmp_path: Path) -> None:
    good = export.opening_line(1, small().kept[1])
    text = small(openings=True).exported().replace(good, "")
    assert "没有跟在它的条目后面" in faults(tmp_path, text.replace('{"checkpoint"', good.replace('"index":1', '"index":0') + '{"checkpoint"', 1))
    first, second = text.split('{"checkpoint"', 1)
    second, rest = second.split("\n", 1)
    assert "没有跟在它的条目后面" in faults(tmp_path, f'{first}{{"checkpoint"{second}\n{good}{rest}')


@pytest.mark.parametrize(("text", "reason"), [
    (small().proof(3)[:-1], "文件不完整"),
    (small().proof(3).replace('"index":3', '"index":true'), "序号"),
    (small().proof(3).replace('"index":3', '"index":99'), "序号"),
])
def test_a_proof_that_must_not_be(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in faults(tmp_path, text)


def test_amounts_that_are_no_numbers(tmp_path: Path) -> None:
    rows = [[0, "1e3"], [1, "1"]]
    house = small()
    house.act(event="FigureSealed", after={"figure": "F1", "how": "sum", "value": "1001", "rows": export.rows_attachment(rows)})
    house.checkpoint()
    assert "不是数" in faults(tmp_path, house.proof(5, rows=rows))


def receipt(change: Callable[[Json], Json]) -> str:
    house = small()
    name, line, _ = house.receipt(2, 1).split("\n", 2)
    return sign(f"{name}\n{canonical(change(json.loads(line)))}\n", [house.key])


@pytest.mark.parametrize(("change", "reason"), [
    (lambda value: {**value, "more": 1}, "不是见证回执"),
    (lambda value: {name: item for name, item in value.items() if name != "witness"}, "不是见证回执"),
    (lambda value: {name: item for name, item in value.items() if name != "path"}, "缺前一检查点"),
    (lambda value: {name: item for name, item in value.items() if name != "previous"}, "缺前一检查点"),
    (lambda value: {**value, "previous": value["checkpoint"], "checkpoint": value["previous"]}, "不成一对"),
    (lambda value: {**value, "path": {"sha256": value["path"]["sha256"]}}, "不成一对"),
    (lambda value: {**value, "path": {**value["path"], "sm3": value["path"]["sm3"][:-1]}}, "路径短了"),
    (lambda value: {**value, "path": {**value["path"], "sm3": [*value["path"]["sm3"], "0" * 64]}}, "不是前一个的延续"),
    (lambda value: {**value, "path": {**value["path"], "sm3": ["0"]}}, "路径写法不对"),
    (lambda value: {**value, "checkpoint": None}, "读不出来"),
])
def test_a_receipt_that_must_not_be(tmp_path: Path, change: Callable[[Json], Json], reason: str) -> None:
    assert reason in faults(tmp_path, receipt(change))


def test_a_receipt_over_two_ledgers(tmp_path: Path) -> None:
    other = sign(Checkpoint("another", 1, 2, small().checkpoints[0].roots, "2026-01-05T02:00:00.000000Z").text(), [signer()])
    assert "不成一对" in faults(tmp_path, receipt(lambda value: {**value, "previous": other}))


@pytest.mark.parametrize("spoil", [
    lambda key: key.replace("+", "+0", 1), lambda key: key.replace("lanshan", "other"), lambda key: key + "A",
    lambda key: key.rpartition("+")[0], lambda key: "",
])
def test_a_key_that_was_copied_wrongly_is_not_believed(tmp_path: Path, spoil: Callable[[str], str]) -> None:
    with pytest.raises(standalone.Wrong):
        faults(tmp_path, small().exported(), key=spoil(KEY) or "?")


def test_without_a_key_a_lone_receipt_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(standalone.Wrong, match="没有公钥可用"):
        faults(tmp_path, small().receipt(1), key="")


@pytest.mark.parametrize("spoil", [
    lambda note: note.replace("\n\n", "\n\n\n"), lambda note: note + "\n", lambda note: note.replace("— ", "- "),
    lambda note: note.rpartition("— ")[0],
    lambda note: note.replace("=\n", "\n"), lambda note: note.rstrip("\n").rstrip("=")[:-2] + "\n",
])
def test_a_note_whose_form_was_changed(tmp_path: Path, spoil: Callable[[str], str]) -> None:
    line = export.checkpoint_line(spoil(small().notes[0]))
    assert faults(tmp_path, small().exported().replace(export.checkpoint_line(small().notes[0]), line))


def test_bytes_that_another_reader_would_pass_over(tmp_path: Path) -> None:
    text = small().exported()
    assert "不完整" in faults(tmp_path, text[:-1] + "x")
    at = text.rindex("=")  # the last digit of a signature has two bits that mean nothing
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    spare = digits[digits.index(text[at - 1]) ^ 1]
    assert "Base64" in faults(tmp_path, text[: at - 1] + spare + text[at:])
