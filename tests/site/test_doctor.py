"""The self-check sees what is wrong, and the table of GB/T 22239 claims nothing that was not looked at."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from fadu.site.doctor import baseline, dengbao
from tests.site.commands import fadu

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, bureau: Callable[[Path], Path]) -> Path:
    return bureau(tmp_path_factory.mktemp("doctor") / "data")


def checked(data: Path, *words: str) -> tuple[int, dict[str, dict[str, Any]]]:
    done = fadu("doctor", "--json", *words, data=data)
    assert done.stderr == ""
    return done.returncode, {check["id"]: check for check in json.loads(done.stdout)["checks"]}


def test_a_sound_instance_passes_and_says_what_it_saw(sound: Path) -> None:
    code, checks = checked(sound)
    assert code == 0
    assert {check["state"] for check in checks.values()} <= {"ok", "warn"}
    assert {"python", "folder", "secret", "keys", "structure", "triggers", "durability", "integrity", "clock", "checkpoint", "signatures",
            "receipts", "backups", "passwords", "leavers", "administrators", "addresses", "faces", "disk"} <= set(checks)
    assert checks["triggers"]["state"] == checks["durability"]["state"] == checks["folder"]["state"] == "ok"
    assert all(check["said"] and (check["mend"] or check["state"] == "ok") for check in checks.values())


def test_no_data_folder_is_said_and_nothing_is_made_up(tmp_path: Path) -> None:
    code, checks = checked(tmp_path / "none")
    assert code == 1
    assert "fadu init" in checks["structure"]["mend"]


def sql(statement: str) -> Callable[[Path], None]:
    def change(data: Path) -> None:
        with sqlite3.connect(data / "fadu.sqlite3") as database:
            database.executescript(statement)
        database.close()

    return change


def loosen(name: str) -> Callable[[Path], None]:
    return lambda data: (data / name).chmod(0o644)


@pytest.mark.parametrize(("change", "check", "said"), [
    (sql("DROP TRIGGER record_entry_no_update"), "triggers", "record_entry"),
    (sql("DROP TRIGGER record_signedcheckpoint_no_delete"), "triggers", "record_signedcheckpoint"),
    (sql("DROP TRIGGER record_entry_no_delete; CREATE TRIGGER record_entry_no_delete BEFORE DELETE ON record_entry BEGIN SELECT 1; END"),
     "triggers", "record_entry"),
    (sql("DELETE FROM django_migrations WHERE app = 'record' AND name = '0003_signedcheckpoint'"), "structure", "record.0003"),
    (sql("UPDATE record_head SET latest = '2099-01-01 00:00:00'"), "clock", "早于最近一次封存"),
    (sql("DROP TRIGGER record_signedcheckpoint_no_delete; DELETE FROM record_signedcheckpoint"), "signatures", "不见了"),
    (sql("UPDATE record_head SET edge = 'x'"), "checkpoint", "右缘"),
    (loosen("secret.key"), "secret", "其他用户能读"), (loosen("keys/ledger.key"), "keys", "ledger.key"),
    (lambda data: (data / "keys/ledger.key").write_text("x"), "signatures", "不是签名密钥"),
    (lambda data: (data / "secret.key").write_text("a" * 64), "secret", "太简单"),
])
def test_what_is_wrong_is_seen(change: Callable[[Path], None], check: str, said: str, sound: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(sound, data)
    change(data)
    code, checks = checked(data)
    assert code == 1
    assert checks[check]["state"] == "fail"
    assert said in checks[check]["said"]


def test_an_open_folder_and_acts_that_wait_long_are_reminders(sound: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(sound, data)
    data.chmod(0o755)
    code, checks = checked(data)
    assert (code, checks["folder"]["state"]) == (0, "warn")


def test_the_trial_of_the_triggers_leaves_nothing_behind(sound: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(sound, data)
    sql("DROP TRIGGER record_entry_no_delete; CREATE TRIGGER record_entry_no_delete BEFORE DELETE ON record_entry BEGIN SELECT 1; END")(data)
    before = json.loads(fadu("verify", "--json", data=data).stdout)
    checked(data)
    assert json.loads(fadu("verify", "--json", data=data).stdout) == before


def test_every_row_of_the_standard_is_there_once_in_order(sound: Path) -> None:
    rows = json.loads(fadu("doctor", "--dengbao", "--json", data=sound).stdout)["dengbao"]
    assert [row["n"] for row in rows] == list(range(1, 51))
    assert {row["state"] for row in rows} <= set(dengbao.STATES)
    assert {row["level"] for row in rows} == {2, 3}
    assert all(row["said"] for row in rows)


def test_a_row_passes_by_a_check_that_ran_and_by_nothing_else(sound: Path) -> None:
    lines = list(csv.DictReader((files("fadu.site.doctor") / "dengbao.csv").read_text("utf-8").splitlines()))
    assert {line["state"] for line in lines if not line["check"]} == {"fail", "not_checked", "not_applicable"}
    assert {line["check"] for line in lines if line["check"]} == set(baseline.CHECKS)
    assert all(line["said"] for line in lines if not line["check"])
    rows = json.loads(fadu("doctor", "--dengbao", "--json", data=sound).stdout)["dengbao"]
    passed = {row["n"] for row in rows if row["state"] == "pass"}
    assert passed <= {int(line["n"]) for line in lines if line["check"]}
    assert {1, 4, 9, 17, 18, 30, 45} <= passed


def test_rows_fail_with_what_they_look_at(sound: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(sound, data)
    sql("DROP TRIGGER record_entry_no_update; DROP TRIGGER record_signedcheckpoint_no_delete; DELETE FROM record_signedcheckpoint")(data)
    done = fadu("doctor", "--dengbao", "--json", data=data)
    assert done.returncode == 1
    rows = {row["n"]: row for row in json.loads(done.stdout)["dengbao"]}
    assert rows[18]["state"] == rows[45]["state"] == "fail"


def test_without_data_rows_that_need_it_are_not_checked(tmp_path: Path) -> None:
    done = fadu("doctor", "--dengbao", "--json", data=tmp_path / "none")
    states = {row["state"] for row in json.loads(done.stdout)["dengbao"]}
    assert "pass" not in states


def test_the_words_for_people_give_counts_and_say_what_is_not_in_the_table(sound: Path) -> None:
    done = fadu("doctor", "--dengbao", data=sound)
    assert "共 50 行" in done.stdout
    assert "机房、网络和管理制度不在其内" in done.stdout
