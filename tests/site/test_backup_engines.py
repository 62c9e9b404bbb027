"""One form for both engines: what was backed up on one is restored on the other, to the same roots and figures."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.apps.exchange.workbooks import SAMPLE_2023, SAMPLE_2024
from tests.site.commands import fadu, said

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def uri() -> Iterator[str]:
    with postgres.server() as running:
        yield running.get_uri()


def tables_of(uri: str) -> int:
    with psycopg.connect(uri) as connection:
        return connection.execute("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'public'").fetchone()[0]  # type: ignore[index]


def test_from_the_embedded_engine_to_postgresql_and_back(uri: str, tmp_path: Path, bureau: Callable[[Path], Path]) -> None:
    lite, there, back = bureau(tmp_path / "lite"), tmp_path / "there", tmp_path / "back"
    first = said("backup", tmp_path / "one.fadu", data=lite)
    database = postgres.new_database(uri)
    moved = said("restore", tmp_path / "one.fadu", "--to", there, "--key", lite / "keys/backup.key", data=lite, database=database)
    assert (moved["root"], moved["figures"]) == (first["root"], first["figures"])
    assert said("verify", data=there, database=database)["root"] == said("verify", data=lite)["root"]
    # Ids go on where they stood.
    assert fadu("import", SAMPLE_2023, data=there, database=database).returncode == 0
    assert fadu("account", "open", "431127001", "--role", "clerk", data=there, database=database).returncode == 0
    second = said("backup", tmp_path / "two.fadu", data=there, database=database)
    more = said("backup", tmp_path / "more.fadu", "--since", tmp_path / "two.fadu", data=there, database=database)
    assert more["bytes"] < second["bytes"] / 10
    assert said("restore", tmp_path / "more.fadu", "--to", back, data=there)["root"] == second["root"]
    assert said("verify", data=back) == said("verify", data=there, database=database)
    for year in (2023, 2024):
        assert said("figures", "--year", year, data=back) == said("figures", "--year", year, data=there, database=database)


def test_postgresql_is_left_empty_by_what_fails_and_never_overwritten(uri: str, tmp_path: Path, bureau: Callable[[Path], Path]) -> None:
    lite = bureau(tmp_path / "lite")
    with_altered = tmp_path / "altered.fadu"
    with sqlite3.connect(lite / "fadu.sqlite3") as file:
        file.execute("UPDATE cases_case SET decided_on = date(decided_on, '+1 day') WHERE number LIKE '%17号'")
    file.close()
    said("backup", with_altered, data=lite)
    database = postgres.new_database(uri)
    done = fadu("restore", with_altered, "--to", tmp_path / "there", data=lite, database=database)
    assert (done.returncode, "17号" in done.stderr) == (1, True)
    assert tables_of(database) == 0
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE mine (n int)")
    assert fadu("restore", with_altered, "--to", tmp_path / "there", data=lite, database=database).returncode == 1
    assert tables_of(database) == 1
    assert not (tmp_path / "there").exists()


def test_a_drill_on_postgresql_restores_into_a_scratch_folder(uri: str, tmp_path: Path) -> None:
    data, database = tmp_path / "data", postgres.new_database(uri)
    fadu("init", data=data, database=database)
    assert fadu("import", SAMPLE_2024, data=data, database=database).returncode == 0
    said("backup", tmp_path / "one.fadu", data=data, database=database)
    found = said("drill", data=data, database=database)
    assert (found["ok"], found["behind"], found["years"]) == (True, 0, ["2022", "2024"])
    assert said("verify", data=data, database=database)["entries"] == found["entries"] + 1
