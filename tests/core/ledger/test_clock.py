"""Clocks that go backwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fadu.core.ledger.clock import LAG, STEPPED, Stamp, device_notes, later, step, went_back
from fadu.core.refusal import Refusal
from tests.core.ledger.house import START

SECOND = timedelta(seconds=1)


def test_an_act_may_wait_a_little_for_its_seal() -> None:
    assert not went_back(None, START)
    assert not went_back(START, START - LAG)
    assert went_back(START, START - LAG - SECOND)


def test_the_latest_time_only_falls_with_a_declared_step() -> None:
    assert later(None, START) == START
    assert later(START, START - SECOND) == START
    assert later(START, START + SECOND) == START + SECOND
    assert later(START, START - 2 * LAG, STEPPED) == START - 2 * LAG
    assert step(START) == {"latest": "2026-01-05T01:30:00.000000Z"}


def test_an_act_sent_twice_or_slipped_in_is_refused() -> None:
    last = Stamp("PDA-7", 3, START)
    for seq in (3, 2, 0):
        with pytest.raises(Refusal, match="已经收过"):
            device_notes(last, Stamp("PDA-7", seq, START), START)
    with pytest.raises(Refusal):
        device_notes(None, Stamp("PDA-7", 0, START), START)


def test_what_is_odd_about_a_device_is_said() -> None:
    last = Stamp("PDA-7", 3, START)
    assert device_notes(None, Stamp("PDA-7", 1, START), START) == []
    assert device_notes(last, Stamp("PDA-7", 4, START), START + timedelta(days=3)) == []
    assert device_notes(last, Stamp("PDA-7", 5, START), START) == ["设备 PDA-7 缺第 4 至 4 号"]
    assert device_notes(last, Stamp("PDA-7", 6, START), START) == ["设备 PDA-7 缺第 4 至 5 号"]
    assert device_notes(last, Stamp("PDA-7", 4, START - SECOND), START) == ["设备 PDA-7 的时钟在第 3 号之后倒退"]
    assert device_notes(last, Stamp("PDA-7", 4, START + timedelta(hours=1)), START) == ["设备 PDA-7 的时间比服务器晚 60 分钟"]
    assert Stamp("PDA-7", 4, START).text() == '{"at":"2026-01-05T01:30:00.000000Z","id":"PDA-7","seq":4}'
