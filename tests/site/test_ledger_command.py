"""fadu ledger and fadu verify PATH as a script sees them, and the stand-alone verifier on what they write."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.apps.exchange.workbooks import SAMPLE_2023, SAMPLE_2024
from tests.site.commands import fadu

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, bureau: Callable[[Path], Path]) -> Path:
    """A folder with a data folder in it, and everything that can be handed out."""
    folder = tmp_path_factory.mktemp("ledger")
    data = bureau(folder / "data")
    done = fadu("ledger", "receipt", "--witness", "县司法局", "--witness", "县档案馆", "--date", "2026-01-05", "-o", folder, data=data)
    assert done.returncode == 0, done.stderr
    assert fadu("import", SAMPLE_2023, data=data).returncode == 0
    assert fadu("ledger", "receipt", "--witness", "县司法局", "--date", "2026-02-05", "-o", folder, data=data).returncode == 0
    assert fadu("ledger", "checkpoint", "-o", folder / "note.txt", data=data).returncode == 0
    assert fadu("ledger", "export", folder / "ledger.jsonl", data=data).returncode == 0
    assert fadu("ledger", "proof", "5", "-o", folder / "proof.json", data=data).returncode == 0
    return folder


def said(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


def receipts(out: Path) -> list[Path]:
    return sorted(out.glob("见证回执-*.txt"))


def test_verify_says_how_far_the_signatures_reach(out: Path) -> None:
    report = said(fadu("verify", "--json", data=out / "data"))
    assert report["ok"] is True
    assert report["checkpoints"] >= 3
    assert report["covered"] <= report["entries"]
    assert set(report) == {"ok", "entries", "root", "checkpoints", "signatures", "covered", "faults", "notes"}


def test_everything_that_was_handed_out_verifies_here_and_on_a_machine_without_data(out: Path, tmp_path: Path) -> None:
    files = [out / "ledger.jsonl", out / "proof.json", out / "note.txt", *receipts(out)]
    report = said(fadu("verify", *files, "--json", data=out / "data"))
    assert (report["ok"], report["faults"]) == (True, [])
    assert len(report["held"]) == len(files)
    [key] = said(fadu("ledger", "key", "--json", data=out / "data"))["keys"]
    report = said(fadu("verify", *files, "--key", key, "--json", data=tmp_path / "none"))
    assert (report["ok"], report["faults"]) == (True, [])
    assert not (tmp_path / "none").exists()


def test_a_receipt_is_one_page_with_its_text_and_the_verifier(out: Path) -> None:
    assert len(receipts(out)) == 3
    for path in out.glob("见证回执-*.pdf"):
        pages = pypdf.PdfReader(path).pages
        assert len(pages) == 1
        assert "档案见证回执" in pages[0].extract_text()
    command = [sys.executable, "-I", out / "standalone.py", out / "ledger.jsonl", *receipts(out), out / "proof.json"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_receipt_alone_needs_a_key_where_there_is_no_ledger(out: Path, tmp_path: Path) -> None:
    done = fadu("verify", receipts(out)[0], data=tmp_path / "none")
    assert done.returncode == 2
    assert "--key" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_what_cannot_be_read_is_wrong_use(name: str, out: Path) -> None:
    done = fadu("verify", out / name, data=out / "data")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2


def test_every_changed_file_is_found_and_named(out: Path, tmp_path: Path) -> None:
    for path in (out / "ledger.jsonl", out / "proof.json", receipts(out)[0], out / "note.txt"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        touched = tmp_path / path.name
        touched.write_bytes(data)
        report = said(done := fadu("verify", touched, "--json", data=out / "data"))
        assert (done.returncode, report["ok"]) == (1, False)
        assert report["faults"][0]["where"].startswith(str(touched))


def test_a_receipt_that_the_ledger_in_place_does_not_extend_is_found(out: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(out / "data", data)
    with sqlite3.connect(data / "fadu.sqlite3") as database:
        triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'record_entry'").fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE record_entry SET sha256 = zeroblob(32) WHERE \"index\" = 1040")
        for _, statement in triggers:
            database.execute(statement)
    database.close()
    done = fadu("verify", receipts(out)[0], "--json", data=data)
    assert done.returncode == 1
    assert "不是它的延续" in said(done)["faults"][0]["reason"]


def test_a_file_that_no_act_sealed_is_said_so(out: Path) -> None:
    done = fadu("verify", SAMPLE_2024, "--json", data=out / "data")
    assert done.returncode == 1
    assert "没有一条封存过" in said(done)["faults"][0]["reason"]
    done = fadu("ledger", "proof", SAMPLE_2024, "-o", out / "x.json", data=out / "data")
    assert done.returncode == 1
    assert not (out / "x.json").exists()


@pytest.mark.parametrize(("words", "code"), [
    (["ledger"], 2), (["ledger", "proof", "999999", "-o", "x.json"], 1), (["ledger", "receipt", "--witness", " ", "-o", "."], 1),
    (["ledger", "receipt", "--witness", "县司法局", "-o", "nowhere"], 2), (["ledger", "receipt", "--witness", "甲", "--date", "x", "-o", "."], 2),
    (["ledger", "export", "nowhere/x.jsonl"], 2),
])
def test_wrong_use_and_refusals(words: list[str], code: int, out: Path) -> None:
    done = fadu(*words, data=out / "data")
    assert done.returncode == code
    assert done.stderr.strip()


def test_a_lost_key_is_said_does_not_stop_imports_and_another_takes_its_place(out: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    fadu("init", data=data)
    fadu("import", SAMPLE_2023, data=data)
    key = data / "keys" / "ledger.key"
    key.rename(tmp_path / "lost")
    done = fadu("import", SAMPLE_2024, data=data)
    assert done.returncode == 0
    assert "没有签署检查点" in done.stderr
    report = said(fadu("verify", "--json", data=data))
    assert report["ok"]
    assert any("签名密钥不在" in note for note in report["notes"])
    assert fadu("ledger", "checkpoint", data=data).returncode == 1
    assert fadu("ledger", "key", "--new", data=data).returncode == 0
    assert said(fadu("ledger", "checkpoint", "--json", data=data))["number"] == 2
    assert said(fadu("verify", "--json", data=data))["ok"]
    assert len(said(fadu("ledger", "key", "--json", data=data))["keys"]) == 2
