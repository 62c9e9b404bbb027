"""A backup gives back the same ledger, rows and figures, or nothing at all."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import django
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fadu.core.refusal import Refusal
from fadu.site.backup import archive, keys
from fadu.site.backup.stream import PIECE, Damaged, Reader, Writer
from tests.apps.exchange.workbooks import SAMPLE_2023
from tests.core.evidence import files
from tests.site.commands import environ, fadu, said

pytestmark = pytest.mark.slow
_TAG = 16
PHOTO = files.jpeg()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, bureau: Callable[[Path], Path]) -> Path:
    """A data folder with a year, a backup of it, an act more, and an increment."""
    folder = tmp_path_factory.mktemp("backup")
    data = bureau(folder / "data")
    evidence = "from tests.site.test_backup import take_evidence as take; take()"
    subprocess.run([sys.executable, "-c", evidence], env={**environ(data), "PYTHONPATH": os.pathsep.join(sys.path)}, check=True)
    (data / "imports").mkdir()
    (data / "imports" / "brought.xlsx").write_bytes(random.Random(1).randbytes(700_000))
    (data / "keys" / "vault").mkdir()
    (data / "keys" / "vault.key").write_text("the vault's own key")
    (data / "keys" / "vault" / "one.key").write_text("a subject's key")
    said("backup", folder / "full.fadu", data=data)
    assert fadu("account", "open", "431127001", "--role", "clerk", data=data).returncode == 0
    said("backup", folder / "more.fadu", "--since", folder / "full.fadu", data=data)
    return folder


def take_evidence() -> None:
    """A file sealed as evidence of a case; for a process of its own, on the folder that FADU_DATA names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fadu.site.settings"
    django.setup()
    from django.utils import timezone

    from fadu.apps.cases.models import Case
    from fadu.apps.record.actions import evidence

    case = Case.objects.order_by("pk")[0]
    evidence.take([PHOTO], name="现场.jpg", subject=str(case.uid), number=case.number, actor="431127001", at=timezone.now())


def key_of(house: Path) -> keys.Key:
    return keys.read([keys.file(house / "data")])


def test_what_is_restored_verifies_and_counts_as_the_original(house: Path, tmp_path: Path) -> None:
    data, there = house / "data", tmp_path / "there"
    found = said("restore", house / "more.fadu", "--to", there, data=data)
    assert found["ok"] is True
    assert said("verify", data=there) == said("verify", data=data)
    assert said("figures", "--year", 2024, data=there) == said("figures", "--year", 2024, data=data)
    assert fadu("account", "list", data=there).stdout == fadu("account", "list", data=data).stdout != ""
    assert [path.read_bytes() for path in (there / "evidence").rglob("*") if path.is_file()] == [PHOTO]
    assert (there / "imports/brought.xlsx").read_bytes() == (data / "imports/brought.xlsx").read_bytes()
    assert (there / "keys/ledger.key").read_bytes() == (data / "keys/ledger.key").read_bytes()
    assert fadu("import", SAMPLE_2023, data=there).returncode == 0  # ids go on where they stood, the key signs on
    assert fadu("verify", data=there).returncode == 0


def test_what_locks_or_erases_is_never_inside(house: Path) -> None:
    with archive.opened(house / "full.fadu", key_of(house)) as backup:
        paths = [item.path for item in backup.items() if item.kind == "file"]
    digest = sha256(PHOTO).hexdigest()
    place = f"evidence/{digest[:2]}/{digest[2:4]}/{digest}"
    assert sorted(paths) == ["checkpoints.jsonl", place, "imports/brought.xlsx", "keys/ledger.key"]
    with archive.opened(house / "full.fadu", key_of(house)) as backup:
        assert "django_session" not in {item.table for item in backup.items()}


def test_a_new_machine_needs_the_file_and_the_key_only(house: Path, tmp_path: Path) -> None:
    shutil.copy(house / "full.fadu", tmp_path)
    shutil.copy(keys.file(house / "data"), tmp_path / "kept.key")
    nothing = tmp_path / "nothing"
    done = fadu("restore", tmp_path / "full.fadu", "--to", tmp_path / "there", data=nothing)
    assert (done.returncode, "--key" in done.stderr) == (2, True)
    assert fadu("restore", tmp_path / "full.fadu", "--to", tmp_path / "there", "--key", tmp_path / "kept.key", data=nothing).returncode == 0
    assert said("verify", data=tmp_path / "there")["ok"]
    assert not nothing.exists()


def test_two_halves_of_the_key_open_what_one_does_not(house: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert fadu("backup-key", "--split", one, two, data=house / "data").returncode == 0
    assert fadu("backup-key", "--split", one, two, data=house / "data").returncode == 1  # never over a file
    assert keys.read([one, two]) == keys.read([two, one]) == key_of(house)
    assert one.stat().st_mode & 0o777 == 0o600
    for short in ([one], [two], [one, one, two]):
        with pytest.raises(Refusal):
            keys.read(short)
    with pytest.raises(Refusal):
        archive.manifest_of(house / "full.fadu", keys.read([one, one]))


def test_a_file_that_no_act_of_the_snapshot_sealed_stays_out(house: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(house / "data", data)
    stray = sha256(b"taken in a moment after the snapshot").hexdigest()
    (data / "evidence" / stray).write_bytes(b"taken in a moment after the snapshot")
    said("backup", tmp_path / "b.fadu", data=data)
    said("restore", tmp_path / "b.fadu", "--to", tmp_path / "there", data=data)
    assert not (tmp_path / "there" / "evidence" / stray).exists()
    assert said("verify", data=tmp_path / "there")["ok"]


def test_another_key_is_refused_by_name(house: Path, tmp_path: Path) -> None:
    other = keys.made(tmp_path)
    with pytest.raises(Refusal, match=other.id):
        archive.manifest_of(house / "full.fadu", other)


def test_a_restore_never_overwrites(house: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine").write_text("x")
    (tmp_path / "empty").mkdir()
    assert fadu("restore", house / "full.fadu", "--to", tmp_path / "taken", data=house / "data").returncode == 1
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["mine"]
    assert fadu("restore", house / "full.fadu", "--to", tmp_path / "empty", data=house / "data").returncode == 0


def test_a_backup_replaces_a_backup_only(house: Path, tmp_path: Path) -> None:
    mine = tmp_path / "letter.docx"
    mine.write_bytes(b"PK not a backup")
    done = fadu("backup", mine, data=house / "data")
    assert (done.returncode, mine.read_bytes()) == (1, b"PK not a backup")
    shutil.copy(house / "full.fadu", tmp_path / "old.fadu")
    assert said("backup", tmp_path / "old.fadu", data=house / "data")["id"] == archive.manifest_of(tmp_path / "old.fadu", key_of(house)).id


@settings(max_examples=50, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255))
def test_any_changed_byte_is_found(house: Path, tmp_path: Path, place: float, mask: int) -> None:
    data = bytearray((house / "full.fadu").read_bytes())
    data[int(place * len(data))] ^= mask
    (tmp_path / "bad.fadu").write_bytes(data)
    with pytest.raises(Refusal):
        archive.manifest_of(tmp_path / "bad.fadu", key_of(house))


@settings(max_examples=50, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 399), mask=st.integers(1, 255))
def test_any_changed_byte_of_the_open_line_is_found(house: Path, tmp_path: Path, place: int, mask: int) -> None:
    data = bytearray((house / "full.fadu").read_bytes())
    data[place % (data.index(b"\n") + 1)] ^= mask
    (tmp_path / "bad.fadu").write_bytes(data)
    with pytest.raises(Refusal):
        archive.manifest_of(tmp_path / "bad.fadu", key_of(house))


def pieces(data: bytes) -> list[bytes]:
    """The open line and the encrypted pieces."""
    start = data.index(b"\n") + 1
    return [data[:start], *(data[at : at + PIECE + _TAG] for at in range(start, len(data), PIECE + _TAG))]


def test_cut_swapped_doubled_or_lengthened_is_found(house: Path, tmp_path: Path) -> None:
    whole = (house / "full.fadu").read_bytes()
    head, one, two, *rest = pieces(whole)
    wrong = {
        "swapped": [head, two, one, *rest], "doubled": [head, one, one, two, *rest], "left out": [head, two, *rest], "no end": [head, one, two],
        "head only": [head], "nothing": [], "lengthened": [whole, b"x"], "two in one": [whole, whole],
        **{f"cut at {cut}": [whole[:cut]] for cut in (1, len(head) - 1, len(head) + 5, len(head) + len(one), len(whole) - 1, len(whole) - _TAG)},
    }
    for name, parts in wrong.items():
        (tmp_path / "bad.fadu").write_bytes(b"".join(parts))
        with pytest.raises(Damaged):
            archive.manifest_of(tmp_path / "bad.fadu", key_of(house))
        assert name


@pytest.mark.parametrize("at", [0.001, 0.5, 0.999])
def test_a_damaged_backup_leaves_nothing_behind(house: Path, tmp_path: Path, at: float) -> None:
    data = bytearray((house / "full.fadu").read_bytes())
    data[int(at * len(data))] ^= 1
    (tmp_path / "bad.fadu").write_bytes(data)
    done = fadu("restore", tmp_path / "bad.fadu", "--to", tmp_path / "there", data=house / "data")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.fadu"]


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_stream_of_any_length_comes_back(tmp_path: Path, size: int) -> None:
    key, data = keys.Key(bytes(32)), bytes(size)
    with (tmp_path / "f").open("wb") as file:
        writer = Writer(file, key, id="a")
        writer.write(data)
        writer.finish()
    with (tmp_path / "f").open("rb") as file:
        reader = Reader(file, key)
        assert reader.read(size) == data
        with pytest.raises(Damaged):
            reader.read(1)


def test_an_increment_holds_what_changed_and_needs_its_base(house: Path, tmp_path: Path) -> None:
    full, more = house / "full.fadu", house / "more.fadu"
    assert more.stat().st_size < full.stat().st_size / 10
    shutil.copy(more, tmp_path)
    done = fadu("restore", tmp_path / "more.fadu", "--to", tmp_path / "there", data=house / "data")
    assert (done.returncode, "依赖" in done.stderr) == (1, True)
    bad = bytearray(full.read_bytes())
    bad[-1000] ^= 1
    (tmp_path / "renamed").write_bytes(bad)
    assert fadu("restore", tmp_path / "more.fadu", "--to", tmp_path / "there", data=house / "data").returncode == 1
    shutil.copy(full, tmp_path / "renamed")
    assert fadu("restore", tmp_path / "more.fadu", "--to", tmp_path / "there", data=house / "data").returncode == 0


def test_a_chain_of_increments_restores_each_of_its_days(house: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(house / "data", data)
    days, roots = [tmp_path / f"{day}.fadu" for day in range(3)], []
    for day, path in enumerate(days):
        roots.append(said("backup", path, *(("--since", days[day - 1]) if day else ()), data=data)["root"])
        assert fadu("account", "open", f"43112700{day + 2}", "--role", "officer", data=data).returncode == 0
    assert len(set(roots)) == 3
    for day, path in enumerate(days):
        assert said("restore", path, "--to", tmp_path / f"there{day}", data=data)["root"] == roots[day]
    assert said("verify", data=tmp_path / "there2")["root"] == roots[2]


def test_a_database_that_was_altered_is_backed_up_and_not_accepted(house: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(house / "data", data)
    with sqlite3.connect(data / "fadu.sqlite3") as database:
        database.execute("UPDATE cases_case SET decided_on = date(decided_on, '+1 day') WHERE number LIKE '%17号'")
    database.close()
    said("backup", tmp_path / "b.fadu", data=data)
    done = fadu("restore", tmp_path / "b.fadu", "--to", tmp_path / "there", data=data)
    assert (done.returncode, "17号" in done.stderr) == (1, True)
    assert not (tmp_path / "there").exists()


def rewritten(house: Path, target: Path, drop: str, add: list[tuple[str, str]]) -> None:
    """The backup as a version without the tables of the app `drop`, or with other migrations, would have made it."""
    key = key_of(house)
    manifest = archive.manifest_of(house / "full.fadu", key)
    with archive.opened(house / "full.fadu", key) as backup, target.open("wb") as file:
        writer = Writer(file, key, id=manifest.id)
        into = archive.Into(writer)
        for item in backup.items():
            data = b"".join(item.pieces())
            head = {"kind": item.kind, "table": item.table, "place": item.place, "path": item.path}
            if not item.table.startswith(f"{drop}_"):
                writer.write(archive.record(head, len(data)) + data)
        tables = {name: content for name, content in manifest.tables.items() if not name.startswith(f"{drop}_")}
        into.end(replace(manifest, tables=tables, migrations=[*(m for m in manifest.migrations if m[0] != drop), *add]))


def test_a_backup_of_an_older_structure_is_brought_up_to_date(house: Path, tmp_path: Path) -> None:
    rewritten(house, tmp_path / "old.fadu", "exchange", [])
    there = tmp_path / "there"
    assert fadu("restore", tmp_path / "old.fadu", "--to", there, data=house / "data").returncode == 0
    assert said("verify", data=there)["ok"]
    with sqlite3.connect(there / "fadu.sqlite3") as database:
        assert database.execute("SELECT COUNT(*) FROM exchange_import").fetchone() == (0,)
    database.close()


def test_a_backup_of_a_newer_structure_is_refused(house: Path, tmp_path: Path) -> None:
    rewritten(house, tmp_path / "new.fadu", "nothing", [("record", "9999_future")])
    done = fadu("restore", tmp_path / "new.fadu", "--to", tmp_path / "there", data=house / "data")
    assert (done.returncode, "升级" in done.stderr) == (1, True)
    assert not (tmp_path / "there").exists()


def test_killed_or_out_of_room_it_leaves_no_half_backup(house: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.fadu"
    shutil.copy(house / "full.fadu", target)
    before = target.read_bytes()
    command = [sys.executable, "-m", "fadu.site.cli", "backup", str(target)]

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = subprocess.run(command, env=environ(house / "data"), preexec_fn=little_room, capture_output=True, text=True, check=False)
    assert (done.returncode, "备份没有完成" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["b.fadu"]
    child = subprocess.Popen(command, env=environ(house / "data"))
    while not list(tmp_path.glob(".*.part")) and child.poll() is None:
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert target.read_bytes() == before
    said("backup", target, data=house / "data")
    assert [path.name for path in tmp_path.iterdir()] == ["b.fadu"]


def test_the_bureau_goes_on_working_while_it_is_backed_up(house: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(house / "data", data)
    ends: list[int] = []

    def work() -> None:
        ends.extend(fadu("account", "reset", "431127001", data=data).returncode for _ in range(4))

    worker = threading.Thread(target=work)
    worker.start()
    made = []
    while worker.is_alive():
        made.append(tmp_path / f"{len(made)}.fadu")
        said("backup", made[-1], data=data)
    assert ends == [0] * 4
    sizes = [said("restore", path, "--to", tmp_path / f"there{n}", data=data)["entries"] for n, path in enumerate(made[:3])]
    assert sizes == sorted(sizes)


def test_json_says_what_the_backup_carries(house: Path) -> None:
    found = json.loads(fadu("backup", house / "again.fadu", "--json", data=house / "data").stdout)
    assert found["root"] == said("verify", data=house / "data")["root"]
    assert set(found["figures"]) >= {"2024"}
    assert found["rows"]["record_entry"] == found["entries"]
