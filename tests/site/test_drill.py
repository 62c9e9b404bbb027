"""The drill says whether the newest backup can be restored, and seals what it found."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.commands import fadu, said

pytestmark = pytest.mark.slow


@pytest.fixture
def data(bureau: Callable[[Path], Path], tmp_path: Path) -> Path:
    return bureau(tmp_path / "data")


def failed(data: Path) -> str:
    """What a drill that must fail says."""
    done = fadu("drill", "--json", data=data)
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    assert found["ok"] is False
    return " ".join(found["faults"])


def test_a_sound_backup_passes_and_the_drill_is_sealed(data: Path) -> None:
    backup = said("backup", data.parent / "b.fadu", data=data)
    found = said("drill", data=data)
    assert {name: found[name] for name in ("ok", "entries", "root", "behind", "years", "faults")} == {
        "ok": True, "entries": backup["entries"], "root": backup["root"], "behind": 0, "years": ["2022", "2024"], "faults": [],
    }
    assert found["rows"] == sum(backup["rows"].values())
    assert 0 < found["rto_ms"] < 60_000
    again = said("drill", data=data)
    assert (again["behind"], again["act"]) == (1, found["act"] + 1)
    assert said("verify", data=data)["ok"]
    assert not list(data.glob("drill-*"))


def test_without_a_backup_there_is_nothing_to_drill(data: Path) -> None:
    done = fadu("drill", data=data)
    assert (done.returncode, "fadu backup" in done.stderr) == (1, True)


def test_a_backup_that_is_gone_or_damaged_fails(data: Path) -> None:
    path = data.parent / "b.fadu"
    said("backup", path, data=data)
    whole = path.read_bytes()
    path.unlink()
    assert "找不到" in failed(data)
    path.write_bytes(whole[:-1])
    assert "损坏" in failed(data)
    path.write_bytes(whole)
    assert said("drill", data=data)["ok"]


def test_a_ledger_whose_tail_was_cut_since_is_found(data: Path) -> None:
    said("backup", data.parent / "b.fadu", data=data)
    empty = data.parent / "empty"
    fadu("init", data=empty)
    for name in ("fadu.sqlite3", "checkpoints.jsonl"):
        (data / name).unlink()
    shutil.copy(empty / "fadu.sqlite3", data / "fadu.sqlite3")
    assert "截断" in failed(data)


def test_a_row_removed_behind_the_ledgers_back_since_is_found(data: Path) -> None:
    said("backup", data.parent / "b.fadu", data=data)
    with sqlite3.connect(data / "fadu.sqlite3") as database:
        database.execute("DELETE FROM registers_fact WHERE id = (SELECT MAX(id) FROM registers_fact)")
    database.close()
    assert "行" in failed(data)
