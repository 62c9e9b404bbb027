"""PostgreSQL killed in the middle of acts and started again: acknowledged acts are there, none is there by half."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from tests import postgres
from tests.faults.conftest import part_of_the_sample
from tests.site.commands import environ, fadu, said

pytestmark = pytest.mark.slow
ROWS = 40


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Any]:
    with postgres.server() as server:
        uri = server.get_uri()
        done = fadu("init", "--bureau", part_of_the_sample(tmp_path, "people.xlsx", "单位", "人员"), data=tmp_path / "data", database=uri)
        assert done.returncode == 0, done.stderr
        yield server


def kill(server: Any) -> None:
    """kill -9 of the postmaster and of all its children at once: nobody gets to write anything."""
    parent = psutil.Process(server.get_pid())
    family = [parent, *parent.children(recursive=True)]
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(family, timeout=20)


def kill_while_importing(server: Any, folder: Path, times: int) -> None:
    uri, data = server.get_uri(), folder / "data"
    book = part_of_the_sample(folder, "objects.xlsx", "监管对象", rows=ROWS)
    started = time.monotonic()  # how long an import takes here and now; it is killed at fractions of that
    assert fadu("import", book, data=data, database=uri).returncode == 0
    whole = time.monotonic() - started
    assert fadu("undo", batch_of(data, uri), data=data, database=uri).returncode == 0
    ends = set()
    for turn in range(times):
        before = said("verify", data=data, database=uri)["entries"]
        child = subprocess.Popen(
            [sys.executable, "-m", "fadu.site.cli", "import", str(book), "--json"], env=environ(data, uri), stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole * (turn + 1) / (times + 1))
        kill(server)
        child.communicate(timeout=60)
        server.ensure_postgres_running()
        verified = said("verify", data=data, database=uri)
        assert verified["ok"]
        came = verified["entries"] - before
        # All rows and the act of the import, with or without the checkpoint (and the key, the first time); or nothing.
        assert came == 0 or ROWS < came <= ROWS + 3
        if child.returncode == 0:
            assert came > ROWS
        ends.add(came > 0)
        if came:
            assert fadu("undo", batch_of(data, uri), data=data, database=uri).returncode == 0
    assert False in ends  # it was hit before the end at least once


def batch_of(data: Path, uri: str) -> str:
    """The batch of the latest import."""
    with psycopg.connect(uri) as connection:
        [batch] = connection.execute("SELECT batch FROM record_entry WHERE event = 'WorkbookImported' ORDER BY index DESC LIMIT 1").fetchone() or [""]
    return str(batch)


def test_killed_a_few_times_during_imports(running: Any, tmp_path: Path) -> None:
    kill_while_importing(running, tmp_path, times=2)


@pytest.mark.faults
def test_killed_many_times_during_imports(running: Any, tmp_path: Path) -> None:
    kill_while_importing(running, tmp_path, times=40)
