"""After a power loss at any moment the ledger holds; what was said to be done is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.acting import ACTS
from tests.faults.conftest import Act, Checker, bounded
from tests.faults.power import MODES, Recording

pytestmark = pytest.mark.slow
_WAL_HEADER, _PAGE, _FRAME_HEADER = 32, 4096, 24


def recorded(act: Act) -> Recording:
    if act.words[0] in ACTS:
        pytest.skip("a recording keeps no modes of files, without which the vault's key is refused; these are killed and failed in test_acts")
    found = Recording(act.base)
    found.take(act.live, act.calls)
    return found


def try_moments(act: Act, checker: Checker, scratch: Path, modes: tuple[str, ...], most: int) -> None:
    recording = recorded(act)
    said = max(place for place, op in enumerate(recording.ops) if op.verb == "said")
    moments = [(point, mode) for point in range(len(recording.ops) + 1) for mode in modes]
    sizes = set()
    for point, mode in bounded(moments, most):
        recording.after(point, mode, seed=point, target=scratch)
        entries = checker.entries(scratch)
        assert entries in act.allowed, (point, mode)
        if point > said:
            assert entries >= act.acknowledged, (point, mode)
        sizes.add(entries)
    assert {min(act.allowed), max(act.allowed)} <= sizes


def test_the_recording_ends_as_the_run_did(act: Act, checker: Checker, tmp_path: Path) -> None:
    recording = recorded(act)
    recording.after(len(recording.ops), "everything", 0, tmp_path / "data")
    for path in act.live.rglob("*"):
        if path.is_file():
            assert (tmp_path / "data" / path.relative_to(act.live)).read_bytes() == path.read_bytes(), path.name


def test_power_lost_at_a_sample_of_moments(act: Act, checker: Checker, tmp_path: Path) -> None:
    try_moments(act, checker, tmp_path / "data", MODES, most=25)


@pytest.mark.faults
@pytest.mark.parametrize("mode", MODES)
def test_power_lost_at_every_moment(act: Act, checker: Checker, tmp_path: Path, mode: str) -> None:
    try_moments(act, checker, tmp_path / "data", (mode,), most=1500)


def try_tears(act: Act, checker: Checker, scratch: Path, most: int) -> None:
    """The log cut at each page, and inside of it: the acts before the cut are there, those after it as if they had never been."""
    recording = recorded(act)
    [node] = {op.node for op in recording.ops if op.verb == "link" and op.name.endswith("-wal")}
    full = max(place for place, op in enumerate(recording.ops) if op.verb == "sync" and op.node == node) + 1
    whole = scratch.with_name("whole")
    recording.after(full, "everything", 0, whole)
    log = (whole / "fadu.sqlite3-wal").read_bytes()
    frame = _FRAME_HEADER + _PAGE
    starts = range(_WAL_HEADER, len(log) + 1, frame)
    assert len(log) == starts[-1]
    last = max(act.allowed)
    for start in bounded(starts[::-1], most):
        for cut in (start, max(0, start - frame // 2)):
            shutil.rmtree(scratch, ignore_errors=True)
            shutil.copytree(whole, scratch)
            (scratch / "fadu.sqlite3-wal").write_bytes(log[:cut])
            for kept in scratch.glob("checkpoints.jsonl"):  # written after the commit, so it is not there where the commit is not
                shutil.copy(act.base / kept.name, kept)
            entries = checker.entries(scratch)
            assert entries in act.allowed
            assert entries == last if cut == len(log) else entries <= last
            last = entries
    assert last < max(act.allowed)


def test_the_log_torn_at_a_sample_of_pages(act: Act, checker: Checker, tmp_path: Path) -> None:
    try_tears(act, checker, tmp_path / "data", most=5)


@pytest.mark.faults
def test_the_log_torn_at_every_page(act: Act, checker: Checker, tmp_path: Path) -> None:
    try_tears(act, checker, tmp_path / "data", most=500)
