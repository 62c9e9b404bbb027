"""A small bureau, acts that can be disturbed anywhere, and a process that verifies what is left."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.apps.exchange.workbooks import SAMPLE_2024, workbook
from tests.faults.acting import ACTS, BEFORE
from tests.faults.tracing import Call, seen, undisturbed
from tests.site.commands import environ, fadu


def part_of_the_sample(folder: Path, name: str, *sheets: str, rows: int = 1000) -> Path:
    """A workbook with the first rows of some sheets of the sample year."""
    book = openpyxl.load_workbook(SAMPLE_2024, read_only=True)
    return workbook(folder, {sheet: [row for _, row in zip(range(rows + 1), book[sheet].values, strict=False)] for sheet in sheets}, name)


class Checker:
    """Verifies folders in one long-lived process."""

    def __init__(self, data: Path) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.checker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**environ(data), "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def entries(self, folder: Path, excused: str = "", when: str = "") -> int:
        """How many acts there are; the ledger and all rows must hold, but for what is excused. `when` says what was done before."""
        assert self._child.stdin and self._child.stdout
        self._child.stdin.write(f"{folder}\n")
        self._child.stdin.flush()
        answer = json.loads(self._child.stdout.readline())
        assert [fault for fault in answer["faults"] if not excused or excused not in fault] == [], when
        return int(answer["entries"])

    def close(self) -> None:
        """End the process."""
        self._child.communicate()


@dataclass
class Act:
    """A command that changes a data folder: the folder before, all calls of an undisturbed run, how many acts may be there after."""

    words: Sequence[object]
    base: Path
    calls: list[Call] = field(default_factory=list)
    live: Path = Path()
    allowed: set[int] = field(default_factory=set)
    acknowledged: int = 0  # the least number of acts once the command has said that it is done
    excused: str = ""  # a fault that an act which broke off may leave, and says how to mend

    @property
    def points(self) -> list[Call]:
        """The calls that write to the folder."""
        return [call for call in self.calls if call.touches(self.live)]


@pytest.fixture(scope="session")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the people of the sample year."""
    folder = tmp_path_factory.mktemp("faults")
    done = fadu("init", "--bureau", part_of_the_sample(folder, "people.xlsx", "单位", "人员"), data=folder / "base")
    assert done.returncode == 0, done.stderr
    part_of_the_sample(folder, "objects.xlsx", "监管对象", rows=8)
    return folder


@pytest.fixture(scope="session")
def checker(bureau: Path) -> Iterator[Checker]:
    found = Checker(bureau / "base")
    yield found
    found.close()


@pytest.fixture(scope="session", params=["import", "account", *ACTS])
def act(request: Any, bureau: Path, checker: Checker) -> Act:
    """An import with its checkpoint (two commits), one act alone, a file taken in, particulars kept, particulars erased."""
    commands = {"import": ["import", bureau / "objects.xlsx"], "account": ["account", "open", "431127001", "--role", "clerk"]}
    words: list[object] = [*commands.get(request.param, [request.param])]
    found = Act(words, bureau / "base", live=bureau / f"live-{request.param}")
    if earlier := BEFORE.get(request.param):
        found.base = shutil.copytree(found.base, bureau / f"base-{request.param}")
        assert all(undisturbed([word], found.base).returncode == 0 for word in earlier)
        found.excused = "抹除中断过的，请再办理一次"  # the key goes right before the commit: no act claims what was not done
    before = checker.entries(found.base)
    shutil.copytree(found.base, found.live)
    code, found.calls = seen(words, found.live, bureau / "trace")
    assert code == 0
    after = checker.entries(found.live)
    assert len(found.points) > 20
    imported = before + 8 + 1
    found.acknowledged = imported if request.param == "import" else after
    found.allowed = {before, imported, after} if request.param == "import" else {before, after}
    assert after > before
    return found


def bounded(points: Sequence[Any], most: int, seconds: float = 900) -> Iterator[Any]:
    """At most so many of the points, evenly spread, for so long; where the time does not suffice the terminal says how many were left."""
    chosen, began = points[:: max(1, -(-len(points) // most))], time.monotonic()
    for done, point in enumerate(chosen):
        if time.monotonic() - began > seconds:
            sys.__stderr__.write(f"\nafter {seconds:.0f} s {done} of {len(chosen)} points were tried: the machine is too busy for all\n")
            return
        yield point
