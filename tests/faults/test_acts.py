"""An act that is killed or failed at any write is there whole or not at all; what was acknowledged is there."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.faults.acting import ACTS
from tests.faults.conftest import Act, Checker, bounded
from tests.faults.tracing import Call, disturbed, program, quiet, tree, undisturbed

pytestmark = pytest.mark.slow
KILLED = -9
# What happens to the files that a page's act writes beside the database: put in place or removed and killed, not on the disk, no room.
FILES = {"signal=KILL": ("rename", "link", "unlink"), "error=EIO": ("fsync",), "error=ENOSPC": ("write",)}
HOW = ("signal=KILL", "error=EIO", "error=ENOSPC")


def hold(act: Act, checker: Checker, folder: Path, code: int, when: str = "") -> int:
    """The folder verifies, nothing is there by half, and what was acknowledged is there; `when` says what was done to the act."""
    entries = checker.entries(folder, act.excused if code else "", when)
    assert entries in act.allowed, f"there by half, {when}"
    assert code or entries >= act.acknowledged, f"acknowledged and lost, {when}"
    return entries


def try_points(act: Act, checker: Checker, scratch: Path, how: str, points: Iterable[Call]) -> None:
    disturbances = 0
    for call in points:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(act.base, scratch)
        done = disturbed(act.words, scratch, call, how)
        when = f"{how} at {call.name} {call.nth}, exit {done.returncode}"
        entries = hold(act, checker, scratch, done.returncode, when)
        disturbances += done.returncode != 0
        assert "Traceback" not in done.stderr, f"{when}: {done.stderr}"
        # The bureau goes on: the same act again, whatever was left of the first.
        again = undisturbed(act.words, scratch)
        assert again.returncode == 0 or entries == max(act.allowed), f"not done again after {when}: {again.stderr}"
        assert hold(act, checker, scratch, 0, f"done again after {when}") in (act.acknowledged, max(act.allowed))
    assert disturbances  # strace did reach the process


@pytest.mark.parametrize("how", HOW)
def test_a_sample_of_its_writes(act: Act, checker: Checker, tmp_path: Path, how: str) -> None:
    of_files = [call for call in act.points if call.name in FILES[how]][:1]
    try_points(act, checker, tmp_path / "data", how, of_files if act.words[0] in ACTS else bounded(act.points, 3))


@pytest.mark.faults
@pytest.mark.parametrize("how", HOW)
def test_every_one_of_its_writes(act: Act, checker: Checker, tmp_path: Path, how: str) -> None:
    try_points(act, checker, tmp_path / "data", how, bounded(act.points, 400))


def try_room(act: Act, checker: Checker, scratch: Path, step: int) -> None:
    """Files may grow to a limit only, so the write that reaches it is short and the next one fails."""
    room = range(10_000, (act.live / "fadu.sqlite3").stat().st_size + 200_000, step)
    codes = set()
    for limit in bounded(room, 200):
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(act.base, scratch)
        done = subprocess.run(
            program(act.words), env=quiet(scratch), cwd=tree(), capture_output=True, check=False,
            preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )
        hold(act, checker, scratch, done.returncode)
        codes.add(done.returncode)
    assert len(codes) > 1  # some had room, some had not


def test_short_writes_on_a_sample_of_sizes(act: Act, checker: Checker, tmp_path: Path) -> None:
    try_room(act, checker, tmp_path / "data", step=400_000)


@pytest.mark.faults
def test_short_writes_on_every_size(act: Act, checker: Checker, tmp_path: Path) -> None:
    try_room(act, checker, tmp_path / "data", step=10_007)
