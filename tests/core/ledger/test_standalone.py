"""The stand-alone verifier finds every change of what Fadu handed out; what is right it lets pass."""

from __future__ import annotations

import ast
import base64
import functools
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.ledger import export, standalone
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.clock import STEPPED, Stamp, step
from fadu.core.ledger.entry import ERASED, erasure
from tests.core.ledger.house import ORIGIN, START, House, signer, small

SOURCE = Path(standalone.__file__)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def signatures_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same signature over the same text is worked out once: thousands of runs differ elsewhere."""
    monkeypatch.setattr(standalone, "ed25519", _ed25519)


_ed25519 = functools.cache(standalone.ed25519)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger")


def check(folder: Path, *files: str | bytes, keys: Sequence[str] = ()) -> standalone.Check:
    """The verifier's word on files with these contents."""
    paths = []
    for number, content in enumerate(files):
        paths.append(folder / f"{number}.x")
        paths[-1].unlink(missing_ok=True)  # to cut a file short and write it again takes the disk a hundred times as long
        paths[-1].write_bytes(content if isinstance(content, bytes) else content.encode())
    return standalone.run(paths, list(keys))


def holds(folder: Path, *files: str | bytes, keys: Sequence[str] = ()) -> bool:
    """Is there nothing to object, and is it something that can be checked?"""
    try:
        return not check(folder, *files, keys=keys).faults
    except standalone.Wrong:
        return False


def faults(folder: Path, *files: str | bytes, keys: Sequence[str] = ()) -> str:
    return "\n".join(check(folder, *files, keys=keys).faults)


KEY = signer().key.text()


@pytest.mark.parametrize("openings", [False, True])
def test_an_honest_export_holds(folder: Path, openings: bool) -> None:
    found = check(folder, small(openings).exported())
    assert found.faults == []
    assert "共 5 条" in found.held[0]
    assert KEY in found.notes[0]
    assert check(folder, small(openings).exported(), keys=[KEY]).notes == []


def test_an_empty_ledger_with_its_checkpoint_holds(folder: Path) -> None:
    house = House()
    house.checkpoint()
    assert holds(folder, house.exported())


@pytest.mark.slow
@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_every_changed_byte_of_an_export_is_found(folder: Path, flip: int) -> None:
    house = House(openings=True)
    house.act(after={"informant": "王", "what": "异味"}, personal=["informant"])
    house.checkpoint()
    house.act()
    house.checkpoint()
    data = house.exported().encode()
    assert holds(folder, data)
    unseen = [at for at in range(len(data)) if holds(folder, data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :])]
    assert unseen == []


@pytest.mark.slow
def test_every_cut_tail_is_found(folder: Path) -> None:
    data = small(openings=True).exported().encode()
    whole_at_checkpoint = data.index(b'{"entry"', data.index(b'{"checkpoint"'))  # an earlier, honestly signed state
    unseen = [at for at in range(len(data)) if holds(folder, data[:at])]
    assert unseen == [whole_at_checkpoint]
    assert "末尾被截去" in faults(folder, data[:whole_at_checkpoint], small().receipt(2), keys=[KEY])


@pytest.mark.slow
def test_every_inserted_or_lost_byte_is_found(folder: Path) -> None:
    data = small().exported().encode()
    assert [at for at in range(len(data)) if holds(folder, data[:at] + data[at + 1 :])] == []
    assert [at for at in range(0, len(data) + 1, 3) if holds(folder, data[:at] + b" " + data[at:])] == []
    assert [at for at in range(0, len(data) + 1, 3) if holds(folder, data[:at] + b"\n" + data[at:])] == []


def test_every_lost_doubled_or_swapped_line_is_found(folder: Path) -> None:
    lines = small(openings=True).exported().splitlines(keepends=True)
    for at in range(len(lines)):
        assert not holds(folder, "".join(lines[:at] + lines[at + 1 :])), at
        assert not holds(folder, "".join(lines[: at + 1] + lines[at:])), at
        for other in range(at):
            swapped = list(lines)
            swapped[at], swapped[other] = lines[other], lines[at]
            assert not holds(folder, "".join(swapped)), (at, other)


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.data())
def test_any_other_bytes_in_any_place_are_found(folder: Path, data: st.DataObject) -> None:
    whole = small(openings=True).exported().encode()
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, min(start + 40, len(whole))))
    put = data.draw(st.binary(max_size=40).filter(lambda put: put != whole[start:stop]))
    assert not holds(folder, whole[:start] + put + whole[stop:])


def rebuilt(house: House, change: Callable[[list[str]], list[str]]) -> str:
    """An export by a forger who has no key: every digest made anew, the signed notes kept where they stood."""
    forged = House(key=house.key)
    texts, notes = change(list(house.texts)), list(house.notes)
    for size, text in enumerate(texts, 1):
        forged.add(text)
        if size in (2, 5):
            forged.lines.append(export.checkpoint_line(notes.pop(0)))
    forged.lines.extend(map(export.checkpoint_line, notes))
    return forged.exported()


@pytest.mark.parametrize("change", [
    lambda texts: [texts[0].replace("示例企业0", "示例企业9"), *texts[1:]],
    lambda texts: [texts[1], texts[0], *texts[2:]],
    lambda texts: texts[:-1],
    lambda texts: [*texts, texts[-1]],
    lambda texts: texts[1:],
    lambda texts: [*texts[:3], "null", *texts[4:]],
])
def test_a_forger_without_the_key_is_found(folder: Path, change: Callable[[list[str]], list[str]]) -> None:
    house = small()
    assert holds(folder, rebuilt(house, lambda texts: texts))
    assert not holds(folder, rebuilt(house, change))


def test_a_forger_with_a_key_of_his_own_is_found_by_the_published_key(folder: Path) -> None:
    forged = House(key=signer(b"forger"))
    forged.act()
    forged.checkpoint()
    assert holds(folder, forged.exported())
    assert not holds(folder, forged.exported(), keys=[KEY])


@pytest.mark.parametrize("text", [
    "null", "[]", "1", "{}", '{"actor":null}',
    small().texts[0].replace('"sheet":"监管对象"', '"sheet":null'),
    small().texts[0].replace('"sheet":"监管对象"', '"sheet":""'),
    small().texts[0].replace('"after":{"amount":"12.5","name":"示例企业0"}', '"after":null'),
    small().texts[0].replace('"amount":"12.5"', '"amount":12.5'),
    small().texts[0].replace('"amount":"12.5"', '"amount":NaN'),
    small().texts[0].replace('"amount":"12.5"', '"amount":"1","amount":"2"'),
    small().texts[0].replace('"form":1', '"form":2'),
    small().texts[0].replace('"mode":"recorded"', '"mode":"maybe"'),
    small().texts[0].replace('"at":"2026-01-05', '"at":"2026-02-30'),
    small().texts[0].replace('"at":"2026-01-05T01:30:00.000000Z"', '"at":"2026-01-05"'),
    small().texts[0].replace('"version":1', '"version":1,"zone":"x"'),
    small().texts[0].replace('"version":1', '"version":true'),
    small().texts[0].replace(',"version":1', ""),
    small().texts[1].replace('"sm3":', '"sm4":'),
    "[" * 100_000,
])
def test_what_must_not_be_sealed_is_a_fault_though_it_is_signed(folder: Path, text: str) -> None:
    house = House()
    house.add(text)
    house.checkpoint()
    assert "第 2 行" in faults(folder, house.exported())


def test_a_fault_is_named_by_its_line(folder: Path) -> None:
    lines = small().exported().splitlines(keepends=True)
    altered = [*lines[:5], lines[5].replace("示例企业", "某企业"), *lines[6:]]
    assert "第 6 行：内容与摘要不符" in faults(folder, "".join(altered))
    assert "写着第 3 条，应是第 2 条" in faults(folder, "".join([*lines[:4], *lines[5:]]))


def test_very_many_faults_are_told_once(folder: Path) -> None:
    found = check(folder, small().exported() + "x\n" * 5000)
    assert len(found.faults) == standalone.SHOWN + 1


def test_undeclared_steps_of_the_clock_are_faults_and_declared_ones_notes(folder: Path) -> None:
    house = House()
    house.act(at=START)
    house.act(at=START - timedelta(hours=1))
    house.checkpoint()
    assert "没有声明时钟倒退" in faults(folder, house.exported())

    house = House()
    house.act(at=START)
    house.act(event=STEPPED, at=START - timedelta(hours=1), after=step(START))
    house.act(at=START - timedelta(hours=1) + SECOND)
    house.checkpoint()
    found = check(folder, house.exported())
    assert found.faults == []
    assert any("退到" in note for note in found.notes)


@pytest.mark.parametrize(("at", "latest"), [(START - SECOND, START), (START - timedelta(hours=1), START + SECOND)])
def test_a_step_that_did_not_happen_is_a_fault(folder: Path, at, latest) -> None:
    house = House()
    house.act(at=START)
    house.act(event=STEPPED, at=at, after=step(latest))
    house.checkpoint()
    assert "所述的时钟倒退" in faults(folder, house.exported())


def test_a_devices_acts_are_in_order(folder: Path) -> None:
    def export_of(*stamps: tuple[int, int]) -> standalone.Check:
        house = House()
        for seq, minute in stamps:
            house.act(device=Stamp("PDA-7", seq, START + timedelta(minutes=minute)).text())
        house.checkpoint()
        return check(folder, house.exported())

    assert export_of((1, 0), (2, 5)).notes[1:] == []
    assert "缺第 2 至 3 号" in export_of((1, 0), (4, 5)).notes[1]
    assert "时钟倒退" in export_of((1, 5), (2, 0)).notes[1]
    for stamps in [((1, 0), (1, 0)), ((2, 0), (1, 0)), ((0, 0),)]:
        assert "重复或换序" in export_of(*stamps).faults[0]


def test_erased_is_neither_missing_nor_still_there(folder: Path) -> None:
    def export_of(*, lost: bool, told: list[tuple[int, str]]) -> str:
        house = House(openings=True)
        house.act(after={"informant": "王"}, personal=["informant"], lost=lost)
        if told:
            house.act(event=ERASED, after=erasure(told))
        house.checkpoint()
        return house.exported()

    assert holds(folder, export_of(lost=False, told=[]))
    assert holds(folder, export_of(lost=True, told=[(0, "after.informant")]))
    assert "既未出示也未声明抹除" in faults(folder, export_of(lost=True, told=[]))
    assert "还在" in faults(folder, export_of(lost=False, told=[(0, "after.informant")]))
    assert "不曾封存" in faults(folder, export_of(lost=True, told=[(0, "after.informant"), (0, "after.phone")]))


def test_an_export_without_openings_tells_nothing_personal(folder: Path) -> None:
    text = small().exported()
    assert "王某" not in text
    assert "13800000000" not in text
    smuggled = text.replace('{"checkpoint"', export.opening_line(1, small().kept[1]) + '{"checkpoint"', 1)
    assert not holds(folder, smuggled)


def test_the_proof_of_an_entry_holds_alone_and_with_one_algorithm(folder: Path) -> None:
    house = small()
    for index in range(5):
        assert holds(folder, house.proof(index), keys=[KEY])
    value = json.loads(house.proof(3))
    for name in ("sha256", "sm3"):
        one = canonical({**value, "path": {name: value["path"][name]}}) + "\n"
        assert holds(folder, one, keys=[KEY])


@pytest.mark.slow
def test_every_changed_byte_of_a_proof_is_found(folder: Path) -> None:
    house = small()
    data = house.proof(1, openings=house.kept[1]).encode()
    assert holds(folder, data, keys=[KEY])
    for flip in (0x01, 0x20, 0x80):
        assert [at for at in range(len(data)) if holds(folder, data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :], keys=[KEY])] == []
    assert [at for at in range(len(data)) if holds(folder, data[:at], keys=[KEY])] == []


@pytest.mark.parametrize("change", [
    lambda value: {**value, "index": value["index"] - 1},
    lambda value: {**value, "index": -1},
    lambda value: {**value, "index": None},
    lambda value: {**value, "index": 5},
    lambda value: {**value, "path": {}},
    lambda value: {**value, "path": None},
    lambda value: {**value, "path": {**value["path"], "sm3": value["path"]["sm3"][:-1]}},
    lambda value: {**value, "path": {**value["path"], "sm3": [*value["path"]["sm3"], "0" * 64]}},
    lambda value: {**value, "path": {**value["path"], "sm3": value["path"]["sha256"]}},
    lambda value: {**value, "path": {"md5": []}},
    lambda value: {**value, "path": {**value["path"], "sha256": [None]}},
    lambda value: {**value, "checkpoint": small().notes[0]},
    lambda value: {**value, "checkpoint": None},
    lambda value: {**value, "entry": None},
    lambda value: {**value, "entry": {**value["entry"], "after": {"name": "x"}}},
    lambda value: {**value, "open": {}},
    lambda value: {**value, "open": {"after.name": {"salt": "0" * 32, "value": "x"}}},
    lambda value: {**value, "rows": []},
    lambda value: {name: item for name, item in value.items() if name != "path"},
    lambda value: {**value, "more": 1},
    lambda value: [value],
    lambda value: value["index"],
])
def test_a_forged_proof_is_found(folder: Path, change: Callable[[dict], object]) -> None:
    forged = canonical(change(json.loads(small().proof(3)))) + "\n"
    assert not holds(folder, forged, keys=[KEY])


def test_a_proof_signed_by_another_key_is_found(folder: Path) -> None:
    house = House(key=signer(b"other"))
    house.act()
    house.checkpoint()
    assert not holds(folder, house.proof(0), keys=[KEY])


@pytest.mark.parametrize(("old", "new"), [
    ('"amount":"12.5"', '"amount": "12.5"'), ('"amount":"12.5"', '"amount":-0'), ('"amount":"12.5"', '"amount":1.5'),
    ('"amount":"12.5"', '"amount":"12.\\u0035"'), ('"amount":"12.5","name"', '"name":"x","name"'), ('"form":1', '"form":2'),
    ('"form":1', '"form":true'), ('"mode":"recorded"', '"mode":"other"'), ('"subject":"s3"', '"subject":""'), ('"subject":"s3"', '"subject":null'),
    ('"version":1', '"version":"1"'), ('"after":{', '"aftermath":{'), ("T01:33:00.000000Z", "T01:33:00Z"), ("T01:33", "T٠1:33"),
])
def test_a_form_that_was_met_before_forgives_nothing(folder: Path, old: str, new: str) -> None:
    """Entries like those before are checked by a pattern: what is not to be found good is not, however it is sealed and signed."""
    house = House()
    for _ in range(3):
        house.act()
    spoiled = House()
    for _ in range(4):
        spoiled.act()
    text = spoiled.texts[3]
    assert old in text
    house.add(text.replace(old, new, 1))
    house.checkpoint()
    found = check(folder, house.exported())
    assert [fault for fault in found.faults if "第 5 行" in fault] == found.faults != []
    assert standalone.FORMS


@pytest.mark.parametrize("value", ["甲\n乙", "“引”\\", 10**30, [], ["甲", 1, None], [{"x": 1}], {"x": {"y": True}}, {}, ""])
def test_values_of_every_kind_hold_beside_a_form_that_was_met_before(folder: Path, value: object) -> None:
    house = House()
    for each in ("甲", value, "乙", value):
        house.act(after={"name": each, "other": 1})
    house.checkpoint()
    assert check(folder, house.exported()).faults == []


def test_helpers_find_what_one_process_finds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large ledger is checked by several processes; here each line is given to them."""
    document = "行政处罚决定书".encode() * 50
    house = small(openings=True)
    house.act(event="DecisionServed", after={"document": export.attachment(document)})
    house.checkpoint()
    text = house.exported()
    lines = text.splitlines(keepends=True)
    tried = [text, text.replace("示例企业0", "示例企业1"), "".join(lines[:2] + lines[3:]), "".join([*lines[:3], lines[2], *lines[3:]]), text[:-9]]
    alone = [check(folder, each, document) for each in tried]
    monkeypatch.setattr(standalone, "ALONE", 0)
    monkeypatch.setattr(standalone, "JOBS", 2)
    monkeypatch.setattr(standalone, "RUN", 2)
    helped = [check(folder, each, document) for each in tried]
    assert [(found.faults, found.notes, found.held) for found in helped] == [(found.faults, found.notes, found.held) for found in alone]
    assert [bool(found.faults) for found in helped] == [False, True, True, True, True]


def test_a_document_is_proven_by_a_proof_or_a_ledger(folder: Path) -> None:
    document = "行政处罚决定书".encode() * 50
    house = small()
    house.act(event="DecisionServed", after={"document": {"name": "处罚决定书.docx", **export.attachment(document)}})
    house.checkpoint()
    for file, keys in ((house.proof(5), [KEY]), (house.exported(), [])):
        found = check(folder, file, document, keys=keys)
        assert found.faults == []
        assert any("第 5 条所封存的一致" in line for line in found.held)
        for other in (document[:-1], document + b" ", b"x" + document[1:]):
            assert "没有一条封存过这个文件" in faults(folder, file, other, keys=keys)
    assert not holds(folder, house.proof(4), document, keys=[KEY])


def figure(value: str, rows: list[list[object]], how: str = "sum") -> tuple[House, list[list[object]]]:
    house = small()
    after = {"figure": "F017", "how": how, "value": value, "rows": export.rows_attachment(rows)}
    house.act(event="FigureSealed", after=after)
    house.checkpoint()
    return house, rows


@pytest.mark.parametrize(("value", "rows"), [("2", [[0, "1"], [3, "1"]]), ("25.5", [[0, "12.5"], [4, "13.00"]]), ("0", [])])
def test_a_figure_is_the_sum_of_the_rows_sealed_with_it(folder: Path, value: str, rows: list[list[object]]) -> None:
    house, _ = figure(value, rows)
    assert holds(folder, house.proof(5, rows=rows), keys=[KEY])
    assert not holds(folder, house.proof(5), keys=[KEY])
    assert not holds(folder, house.proof(5, rows=[*rows, [2, "1"]]), keys=[KEY])
    assert not holds(folder, house.proof(5, rows=rows[:-1] or [[1, "0"]]), keys=[KEY])


@pytest.mark.parametrize(("value", "rows"), [
    ("3", [[0, "1"], [3, "1"]]), ("2", [[0, "1"], [0, "1"]]), ("2", [[0, "1"], [5, "1"]]), ("2", [[0, "1"], [-1, "1"]]),
    ("2", [[0, "1"], [None, "1"]]), ("2", [[0, "1"], [3, "x"]]), ("2", [[0, "1"], [3, None]]), ("2", [[0, "2", "x"]]), ("NaN", [[0, "NaN"]]),
])
def test_a_figure_that_does_not_add_up_is_found_though_it_is_signed(folder: Path, value: str, rows: list[list[object]]) -> None:
    house, _ = figure(value, rows)
    assert not holds(folder, house.proof(5, rows=rows), keys=[KEY])


def test_a_figure_made_of_figures_says_that_it_was_not_worked_out_again(folder: Path) -> None:
    house, rows = figure("50", [[0, "1"]], how="ratio")
    found = check(folder, house.proof(5, rows=rows), keys=[KEY])
    assert found.faults == []
    assert any("没有复算" in note for note in found.notes)


def fines(value: str, how: str, rows: list[list[object]], fines: list[object]) -> House:
    """A figure over the field `fine` of rows that have one each."""
    house = House()
    for fine in fines:
        house.act(after={"fine": fine, "party": "某厂"})
    house.act(event="FigureSealed", after={"figure": "F1", "how": how, "field": "fine", "value": value, "rows": export.rows_attachment(rows)})
    house.checkpoint()
    return house


WORKED: list[tuple[str, str, list[list[object]], list[object]]] = [
    ("25.5", "sum", [[0, "12.5"], [1, "13"], [2, "0"]], ["12.5", 13, None]),
    ("2", "distinct", [[0, "甲"], [1, "甲"], [2, ""], [3, "乙"]], ["甲", "甲", None, "乙"]),
]


@pytest.mark.parametrize(("value", "how", "rows", "said"), WORKED)
def test_a_figure_over_a_field_is_worked_out_from_the_rows_as_they_were_sealed(
    folder: Path, value: str, how: str, rows: list[list[object]], said: list[object],
) -> None:
    house, places = fines(value, how, rows, said), range(len(rows))
    index = len(rows)
    found = check(folder, house.proof(index, rows=rows, shown=house.shown(*places)), keys=[KEY])
    assert found.faults == []
    assert any("逐行复算" in line for line in found.held)
    assert "附的各行与清单不一致" in faults(folder, house.proof(index, rows=rows), keys=[KEY])
    assert "附的各行与清单不一致" in faults(folder, house.proof(index, rows=rows, shown=house.shown(*places[1:])), keys=[KEY])
    proof = house.proof(index, rows=rows, shown=house.shown(*places))
    assert "路径不通向" in faults(folder, proof.replace('"party":"某厂"', '"party":"某店"', 1), keys=[KEY])


@pytest.mark.parametrize(("value", "how", "rows", "said", "reason"), [
    ("26", "sum", [[0, "12.5"], [1, "13.5"]], ["12.5", "13"], "与计入的数不符"),
    ("26", "sum", [[0, "12.5"], [1, "13"]], ["12.5", "13"], "不等于封存的数"),
    ("1", "distinct", [[0, "甲"], [1, "乙"]], ["甲", "乙"], "不等于封存的数"),
    ("2", "distinct", [[0, "甲"], [1, "乙"]], ["甲", "甲"], "与计入的数不符"),
])
def test_a_figure_that_says_more_than_its_rows_is_found_though_it_is_signed(
    folder: Path, value: str, how: str, rows: list[list[object]], said: list[object], reason: str,
) -> None:
    house = fines(value, how, rows, said)
    assert reason in faults(folder, house.proof(2, rows=rows, shown=house.shown(0, 1)), keys=[KEY])


def test_one_row_is_not_counted_by_two_of_its_acts(folder: Path) -> None:
    rows: list[list[object]] = [[0, "5"], [1, "5"]]
    house = House()
    for _ in rows:
        house.act(subject="row-1", after={"fine": 5})
    house.act(event="FigureSealed", after={"figure": "F1", "how": "sum", "field": "fine", "value": "10", "rows": export.rows_attachment(rows)})
    house.checkpoint()
    assert "同一行计了两次" in faults(folder, house.proof(2, rows=rows, shown=house.shown(0, 1)), keys=[KEY])


def test_an_act_that_says_how_many_rows_there_were_is_no_figure(folder: Path) -> None:
    house = small()
    house.act(event="LedgerExported", after={"rows": 46})
    house.checkpoint()
    assert holds(folder, house.proof(5), keys=[KEY])


def test_receipts_hold_and_agree_with_the_ledger(folder: Path) -> None:
    house = small()
    first, second = house.receipt(1), house.receipt(2, 1, "县纪委监委")
    found = check(folder, first, second, house.notes[0], house.exported(), keys=[KEY])
    assert found.faults == []
    assert any("县纪委监委 2026-02-01 收存的第 2 号检查点" in line for line in found.held)


@pytest.mark.slow
def test_every_changed_byte_of_a_receipt_is_found(folder: Path) -> None:
    data = small().receipt(2, 1).encode()
    flips = [(at, (0x01, 0x20, 0x80)[at % 3]) for at in range(len(data))]
    assert [at for at, flip in flips if holds(folder, data[:at] + bytes([data[at] ^ flip]) + data[at + 1 :], keys=[KEY])] == []
    assert [at for at in range(len(data)) if holds(folder, data[:at], keys=[KEY])] == []


def test_a_receipt_whose_checkpoint_does_not_extend_the_one_before_is_found(folder: Path) -> None:
    honest, other = small(), House()
    for _ in range(5):
        other.act(after={"name": "another history"})
    other.checkpoint()
    other.checkpoint()
    other.notes[0] = honest.notes[0]
    other.checkpoints[0] = honest.checkpoints[0]
    assert "不是前一个的延续" in faults(folder, other.receipt(2, 1), keys=[KEY])


@pytest.fixture
def second_history() -> House:
    """What the bureau shows to others: the same length, another act in the middle, signed with the same key."""
    other = House()
    other.act()
    other.act()
    other.checkpoint()
    for _ in range(3):
        other.act()
    other.checkpoint()
    return other


def test_comparing_receipts_exposes_a_second_history(folder: Path, second_history: House) -> None:
    honest = small()
    assert holds(folder, honest.receipt(2), keys=[KEY])
    assert holds(folder, second_history.receipt(2, 1, "县纪委监委"), keys=[KEY])
    assert "账本分叉" in faults(folder, honest.receipt(2), second_history.receipt(2, 1, "县纪委监委"), keys=[KEY])
    assert "账本分叉" in faults(folder, honest.notes[0], second_history.notes[0], keys=[KEY])
    assert "分叉" in faults(folder, honest.exported(), second_history.exported())


def test_a_receipt_that_the_ledger_does_not_bear_out_is_found(folder: Path, second_history: House) -> None:
    honest = small()
    assert "不符" in faults(folder, honest.receipt(1), second_history.exported(), keys=[KEY])
    lone = House()
    lone.act()
    lone.checkpoint()
    longer = faults(folder, honest.receipt(2), lone.exported(), keys=[KEY])
    assert "末尾被截去" in longer


def test_a_clock_put_right_between_checkpoints_is_a_note(folder: Path) -> None:
    house = House()
    house.act()
    house.checkpoint(START + timedelta(days=9999))
    house.act()
    house.checkpoint()
    found = check(folder, house.exported())
    assert found.faults == []
    assert any("时钟曾经不准" in note for note in found.notes)


def test_a_signature_of_a_kind_it_cannot_check_is_said(folder: Path) -> None:
    house = small()
    line = f"— {ORIGIN} {base64.b64encode(b'another kind of signature').decode()}\n"
    raw = b"\xffsome/other" + bytes(32)
    key = f"{ORIGIN}+{hashlib.sha256(ORIGIN.encode() + bytes([10]) + raw).hexdigest()[:8]}+{base64.b64encode(raw).decode()}"
    assert any("没有核验" in line for line in check(folder, house.notes[0] + line, keys=[KEY, key]).notes)
    assert not holds(folder, house.notes[0].rpartition("— ")[0] + line, keys=[KEY, key])


def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", "-S", SOURCE, *args], capture_output=True, text=True, check=False)


def test_it_runs_alone_as_a_program(tmp_path: Path) -> None:
    good, bad, other = tmp_path / "good.jsonl", tmp_path / "bad.jsonl", tmp_path / "letter.txt"
    good.write_text(small().exported(), "utf-8")
    bad.write_text(small().exported().replace("示例企业3", "示例企业8"), "utf-8")
    other.write_text("x", "utf-8")
    done = run(good, "--plain")
    assert (done.returncode, done.stderr) == (0, "")
    assert "全部相符" in done.stdout
    done = run(bad)
    assert done.returncode == 1
    assert "内容与摘要不符" in done.stderr
    told = json.loads(run("--json", "--key", KEY, good).stdout)
    assert (told["ok"], told["faults"], told["notes"]) == (True, [], [])
    for args in ((other,), (tmp_path / "absent",), ("--key", "x+y+z", good), ("--key", KEY, other), (tmp_path,)):
        done = run(*args)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 2


def test_it_shares_nothing_with_the_product_and_needs_only_the_standard_library_of_python_3_8() -> None:
    source = SOURCE.read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {alias.name.split(".")[0] for item in ast.walk(tree) if isinstance(item, ast.Import) for alias in item.names}
    imported |= {str(item.module).split(".")[0] for item in ast.walk(tree) if isinstance(item, ast.ImportFrom)}
    assert "fadu" not in imported
    assert imported <= sys.stdlib_module_names
    assert not {"removeprefix", "removesuffix", "bit_count", "strict=True"} & set(source.replace("(", " ").replace(")", " ").split())


class _Joined(ast.NodeTransformer):
    """`a | b` as a call that can look at what it is given."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        return ast.Call(ast.Name("joined", ast.Load()), [node.left, node.right], []) if isinstance(node.op, ast.BitOr) else node


def joined(one: Any, other: Any) -> Any:
    assert not isinstance(one, dict), "Python 3.8 joins no two dicts by |"
    return one | other


def test_the_lists_of_a_package_are_compared_as_python_3_8_can(tmp_path: Path) -> None:
    old: dict[str, Any] = {"joined": joined, "__name__": "old"}
    exec(compile(ast.fix_missing_locations(_Joined().visit(ast.parse(SOURCE.read_text("utf-8")))), str(SOURCE), "exec"), old)
    (tmp_path / "data").mkdir()
    for name, listed in (("data/a.txt", "manifest-sha256.txt"), ("bagit.txt", "tagmanifest-sha256.txt")):
        (tmp_path / name).write_bytes(b"a")
        (tmp_path / listed).write_text(f"{hashlib.sha256(b'a').hexdigest()}  {name}\n", "utf-8")
    assert old["packed"](tmp_path) == ([tmp_path / "data/a.txt"], [])
    for name in ("data/a.txt", "bagit.txt"):
        (tmp_path / name).write_bytes(b"b")
    assert [fault.rpartition("：")[::2] for fault in old["packed"](tmp_path)[1]] == [
        (str(tmp_path / name), "与清单的摘要不符") for name in ("data/a.txt", "bagit.txt")
    ]
