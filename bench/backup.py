"""Backup and restore of 100,000 sealed acts, against the bare online backup of SQLite in the same run.

Method: acts are sealed through `record.actions.enter_many` into a new data folder. *bare* is `sqlite3.Connection.backup` into a file and
an fsync: no encryption, no compression, nothing checked, one engine only. *backup* is `site.backup.making.make` (snapshot, portable rows, digests,
compression, encryption, fsync), *increment* the same after one more act, *restore* the command `fadu restore` in a process of its own, with
all its checks (decrypt, load, read again, verify every seal, figures). The best of several rounds; wall clock. Sizes as files.

    python -m bench.backup [--acts 100000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CHUNK = 10_000


def best(rounds: int, task: Callable[[int], object]) -> float:
    """Seconds of the fastest round."""
    times = []
    for turn in range(rounds):
        start = time.perf_counter()
        task(turn)
        times.append(time.perf_counter() - start)
    return min(times)


def bare(source: Path, target: Path) -> None:
    """The online backup of the library, safe on the disk."""
    target.unlink(missing_ok=True)
    with sqlite3.connect(source) as one, sqlite3.connect(target) as two:
        one.backup(two)
    one.close()
    two.close()
    with target.open("rb") as file:
        os.fsync(file.fileno())


def child(folder: Path, acts: int, rounds: int) -> None:
    """All of it, in this process."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from fadu.apps.record.actions import enter, enter_many
    from fadu.events.accounts import SignedIn
    from fadu.site.backup.making import make

    call_command("migrate", verbosity=0)
    at = timezone.now()
    events = [SignedIn(subject=f"4311270{n:05}", address=f"10.0.{n // 256 % 256}.{n % 256}") for n in range(acts)]
    start = time.perf_counter()
    for place in range(0, acts, CHUNK):
        enter_many(events[place : place + CHUNK], actor="431127001", at=at)
    print(f"{acts:,} acts sealed in bulk in {time.perf_counter() - start:.1f} s")
    source, plain, full, more = Path(os.environ["FADU_DATA"]) / "fadu.sqlite3", folder / "bare", folder / "full.fadu", folder / "more.fadu"
    base = best(rounds, lambda _: bare(source, plain))
    report("bare", base, plain.stat().st_size, base, plain.stat().st_size)
    seconds = best(rounds, lambda _: make(full, at=at))
    report("backup", seconds, full.stat().st_size, base, plain.stat().st_size)
    enter(events[0], actor="431127001", at=at)
    seconds = best(rounds, lambda _: make(more, at=at, since=full))
    report("increment", seconds, more.stat().st_size, base, plain.stat().st_size)
    seconds = best(rounds, lambda turn: restore(more, folder / f"there{turn}"))
    report("restore", seconds, (folder / "there0" / "fadu.sqlite3").stat().st_size, base, plain.stat().st_size)


def restore(file: Path, target: Path) -> None:
    """As a person would."""
    command = [sys.executable, "-m", "fadu.site.cli", "restore", str(file), "--to", str(target), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def report(name: str, seconds: float, size: int, bare_seconds: float, bare_size: int) -> None:
    """One line: seconds, megabytes, and both against the bare backup."""
    print(f"  {name:<10}{seconds:8.2f} s {seconds / bare_seconds:8.1f} ×   {size / 1e6:8.1f} MB {size / bare_size:6.2f} ×", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", type=Path)
    args = parser.parse_args()
    if args.child:
        child(args.child, args.acts, args.rounds)
        return
    with tempfile.TemporaryDirectory() as folder:
        environ = {**os.environ, "FADU_DATA": f"{folder}/data", "DJANGO_SETTINGS_MODULE": "fadu.site.settings"}
        environ.pop("FADU_DATABASE_URL", None)
        Path(folder, "data").mkdir()
        command = [sys.executable, "-m", "bench.backup", "--child", folder, "--acts", str(args.acts), "--rounds", str(args.rounds)]
        subprocess.run(command, env=environ, check=True)


if __name__ == "__main__":
    main()
