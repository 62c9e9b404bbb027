"""The command line as a script sees it: exit codes, JSON, words on standard error. Each call is a process of its own."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.apps.exchange.workbooks import SAMPLE_2024, altered, set_cell
from tests.site.commands import fadu

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, bureau: Callable[[Path], Path]) -> Path:
    return bureau(tmp_path_factory.mktemp("cli") / "data")


def test_a_folder_without_data_is_said_with_the_way_out(tmp_path: Path) -> None:
    done = fadu("import", SAMPLE_2024, data=tmp_path / "nothing")
    assert done.returncode == 2
    assert "fadu init" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.parametrize(("words", "said"), [
    (["gibberish"], "没有“gibberish”"), ([], "缺少"), (["import"], "缺少"), (["import", "a.xlsx", "--loud"], "不认识"), (["undo"], "缺少"),
])
def test_wrong_use_is_said_in_chinese(words: list[str], said: str, tmp_path: Path) -> None:
    done = fadu(*words, data=tmp_path / "data")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_dry_run_reports_and_writes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    fadu("init", data=data)
    report = json.loads(fadu("import", SAMPLE_2024, "--dry-run", "--json", data=data).stdout)
    assert report["sheets"]["案件"] == {"new": 46, "changed": 0, "unchanged": 0, "refused": 0}
    assert json.loads(fadu("verify", "--json", data=data).stdout)["entries"] == 0


def test_one_wrong_cell_refuses_the_file_and_is_named(filled: Path, tmp_path: Path) -> None:
    done = fadu("import", altered(tmp_path, set_cell("信访", 5, "受理日期", "2024-13-01")), "--json", data=filled)
    assert done.returncode == 1
    [refusal] = json.loads(done.stdout)["refusals"]
    assert {key: refusal[key] for key in ("sheet", "row", "column", "value")} == {
        "sheet": "信访", "row": 5, "column": "受理日期", "value": "2024-13-01",
    }
    assert refusal["reason"]
    assert refusal["mend"]


def test_export_and_import_into_an_empty_instance_give_the_same_rows(filled: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    assert fadu("export", first, data=filled).returncode == 0
    data = tmp_path / "data"
    fadu("init", data=data)
    assert fadu("import", first, data=data).returncode == 0
    assert fadu("export", second, data=data).returncode == 0
    one, two = (openpyxl.load_workbook(path) for path in (first, second))
    assert one.sheetnames == two.sheetnames
    for name in one.sheetnames:
        assert [list(row) for row in one[name].values] == [list(row) for row in two[name].values], name


def test_undo_by_the_batch_that_import_printed(filled: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    path = altered(tmp_path, set_cell("案件", 2, "罚款金额(元)", 9000))
    batch = json.loads(fadu("import", path, "--json", data=data).stdout)["batch"]
    assert fadu("undo", batch, data=data).returncode == 0
    assert fadu("undo", batch, data=data).returncode == 1
    assert fadu("verify", data=data).returncode == 0


def acts(data: Path) -> int:
    """How many acts the record of an instance holds."""
    with sqlite3.connect(data / "fadu.sqlite3") as database:
        return int(database.execute("SELECT count(*) FROM record_entry").fetchone()[0])


def hostile(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.xlsx"
    with zipfile.ZipFile(SAMPLE_2024) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if kind == "entities" and part.filename == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content[content.find(b"<workbook") :]
            new.writestr(part.filename, content)
        if kind == "bomb":
            new.writestr("xl/worksheets/sheet99.xml", b"0" * 300_000_000)
        if kind == "macros":
            new.writestr("xl/vbaProject.bin", b"macro")
        if kind == "links":
            new.writestr("xl/externalLinks/externalLink1.xml", b"<x/>")
    if kind == "huge":
        with path.open("r+b") as file:
            file.truncate(2 * 2**30)  # sparse: two gigabytes that take no room
    if kind == "text":
        path.write_text("工号,姓名\n1,张\n", encoding="utf-8")
    if kind == "old":
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return path


@pytest.mark.parametrize("kind", ["bomb", "entities", "macros", "links", "huge", "text", "old"])
def test_a_hostile_or_foreign_file_is_refused_before_it_is_unpacked(kind: str, filled: Path, tmp_path: Path) -> None:
    sealed = acts(filled)
    done = fadu("import", hostile(tmp_path, kind), "--json", data=filled)
    assert (done.returncode, acts(filled)) == (2, sealed)
    report: dict[str, Any] = json.loads(done.stdout)
    assert report["refusals"][0]["reason"]
    assert report["refusals"][0]["mend"]


def test_an_account_is_opened_for_a_person_of_the_register_only(filled: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    done = fadu("account", "open", "431127001", "--role", "clerk", data=data)
    assert (done.returncode, len(done.stdout.strip())) == (0, 14)
    assert fadu("account", "open", "000", "--role", "clerk", data=data).returncode == 1
    assert "431127001" in fadu("account", "list", data=data).stdout


def test_a_changed_row_behind_the_ledgers_back_fails_verification(filled: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(filled, data)
    with sqlite3.connect(data / "fadu.sqlite3") as database:
        database.execute("UPDATE cases_case SET decided_on = date(decided_on, '+1 day') WHERE number LIKE '%17号'")
    done = fadu("verify", "--json", data=data)
    assert done.returncode == 1
    [fault] = json.loads(done.stdout)["faults"]
    assert "17号" in fault["where"]
