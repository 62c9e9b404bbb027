"""Receipts, and what comparing them exposes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from fadu.core.ledger.checking import consistent
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.hashes import digests
from fadu.core.ledger.note import open_note
from fadu.core.ledger.receipts import Receipt, forks
from fadu.core.refusal import Refusal
from tests.core.ledger.house import library_verify, small


def test_a_receipt_carries_the_proof_that_it_extends_the_one_before() -> None:
    house = small()
    text = open_note(house.receipt(2, 1), [house.key.key], library_verify)
    receipt = Receipt.read(text)
    old, new = (Checkpoint.read(open_note(note, [house.key.key], library_verify)) for note in (receipt.previous, receipt.checkpoint))
    assert consistent(old.size, new.size, receipt.path, old.roots, new.roots)
    assert receipt.text() == text
    assert receipt.witness == "县司法局"


@pytest.mark.parametrize("spoil", [
    lambda text: "", lambda text: text[:-2], lambda text: text.replace("fadu-receipt-1", "fadu-receipt-2"),
    lambda text: text.replace('"received":"2026-02-01"', '"received":"2026-02-31"'), lambda text: text.replace('"witness":', '"wit":'),
    lambda text: text.replace("}\n", ',"x":1}\n'), lambda text: text.replace('"sm3":["', '"sm3":["00","'), lambda text: "fadu-receipt-1\nnull\n",
])
def test_what_is_not_a_receipt_is_refused(spoil) -> None:
    house = small()
    text = open_note(house.receipt(2, 1), [house.key.key], library_verify)
    with pytest.raises(Refusal):
        Receipt.read(spoil(text))


def test_an_honest_ledgers_checkpoints_show_no_fork_also_after_a_quiet_month() -> None:
    house = small()
    house.checkpoint()
    assert house.checkpoints[-1].size == house.checkpoints[-2].size
    assert forks(house.checkpoints * 2) == []


@pytest.mark.parametrize(("change", "reason"), [
    (lambda second: {"roots": digests(b"other")}, "同为第 2 号"),
    (lambda second: {"number": 3, "roots": digests(b"other")}, "根不同"),
    (lambda second: {"number": 3, "size": 4}, "减为"),
])
def test_two_histories_are_exposed_with_their_evidence(change, reason: str) -> None:
    first, second = small().checkpoints
    other = replace(second, **change(second))
    fork, *_ = forks([other, second, first])
    assert reason in fork.reason
    assert {fork.first, fork.second} == {second, other}


def test_a_clock_that_was_put_right_is_no_fork() -> None:
    first, second = small().checkpoints
    assert forks([first, replace(second, time="2020-01-01T00:00:00.000000Z")]) == []


def test_ledgers_of_two_bureaus_are_not_compared() -> None:
    first, second = small().checkpoints
    assert forks([first, replace(second, origin="another", size=1, number=1)]) == []


def test_a_receipt_is_one_line_of_json_under_its_name() -> None:
    house = small()
    name, line, *_ = open_note(house.receipt(1), [house.key.key], library_verify).split("\n")
    assert name == "fadu-receipt-1"
    assert set(json.loads(line)) == {"checkpoint", "received", "witness"}
