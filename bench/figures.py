"""All figures over a million rows, against the bare SQL count of the same tables.

Method: for each size a database is made and filled in bulk (five years of inspections with two officers each, complaints, cases with
transfers, study records, facts of the registers, objects with dated changes, people; ANALYZE; no seals, since no figure reads them).
In the same process, the best of several rounds in seconds: *bare* is one `SELECT COUNT(*)` for each of the tables, *year* the figures of one
year with the year before (what a page and the report ask for), *decade* the same over a period that holds every row, *checks* all
relations, *rows* the first page of the rows of the largest figure. Two sizes are run, to say what grows with what.

    python -m bench.figures [--rows 1000000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

BATCH = 20_000
FIRST, DAYS = date(2020, 1, 1), 1827  # five years


def fill(rows: int) -> None:
    """About so many rows."""
    from django.db import connection

    from fadu.apps.cases.models import Case, Transfer
    from fadu.apps.complaints.models import Complaint
    from fadu.apps.facilities.models import Facility
    from fadu.apps.inspections.models import Inspection
    from fadu.apps.learning.models import StudyRecord
    from fadu.apps.officers.models import Person
    from fadu.apps.record.models import AttributeChange
    from fadu.apps.registers.models import Fact

    def day(n: int) -> date:
        return FIRST + timedelta(n * 7919 % DAYS)

    def many(model: Any, count: int, make: Callable[[int], Any]) -> list[int]:
        made: Iterator[Any] = (make(n) for n in range(count))
        while some := list(islice(made, BATCH)):
            model.objects.bulk_create(some)
        return list(model.objects.order_by("pk").values_list("pk", flat=True))

    people = many(Person, 500, lambda n: Person(
        number=f"G{n}", name="示例", is_officer=n % 2 == 0, is_reviewer=n % 9 == 0, joined_on=date(2015, 1, 1)))
    kinds = ("一般排污单位", "重点排污单位", "特殊监管单位", "其他")
    objects = many(Facility, rows // 50, lambda n: Facility(number=f"D{n}", name="示例", category=kinds[n % 4], in_pool=n % 5 > 0,
                                                            is_monitored=n % 9 == 0, registered_on=day(n)))
    many(AttributeChange, rows // 500, lambda n: AttributeChange(
        number=f"B{n}", target_kind="监管对象", target=f"D{n * 3}", item="纳入随机抽查", value="否" if n % 2 else "是", since=day(n)))
    visits = many(Inspection, rows * 2 // 5, lambda n: Inspection(
        number=f"J{n}", inspected_on=day(n), facility_id=objects[n % len(objects)], category="双随机" if n % 3 else "专项检查", method="现场",
        joint_number="" if n % 11 else f"L{n // 40}", found_problem=n % 4 == 0, rectified_on=day(n) + timedelta(20) if n % 4 == 0 else None))
    link = Inspection.officers.through
    many(link, 2 * len(visits), lambda n: link(inspection_id=visits[n // 2], person_id=people[(n // 2 + n % 2) % 500]))
    many(Complaint, rows // 4, lambda n: Complaint(
        number=f"X{n}", channel=("网络", "微信", "电话")[n % 3], received_on=day(n), element=("水", "大气", "噪声")[n % 3],
        closed_on=day(n) + timedelta(30), is_repeat=n % 50 == 0, is_leapfrog=False))
    cases = many(Case, rows // 20, lambda n: Case(
        number=f"A{n}", cause="示例", party="示例", party_kind="单位", source="专项检查", filed_on=day(n), lead_officer_id=people[n % 500],
        second_officer_id=people[(n + 1) % 500], outcome="处罚" if n % 4 else "不予处罚", decided_on=day(n) + timedelta(60), fine=10_000 + n % 977))
    many(Transfer, rows // 100, lambda n: Transfer(
        number=f"Y{n}", case_id=cases[n % len(cases)], category="行政拘留", transferred_on=day(n), receiver="公安"))
    many(StudyRecord, rows // 8, lambda n: StudyRecord(
        number=f"S{n}", programme="网上学法考法", category="考试", held_on=date(2020 + n % 5, 6, 1 + n % 20), person_id=people[n % 500], studied=True,
        sat=True, passed=n % 30 > 0))
    many(Fact, rows // 8, lambda n: Fact(
        register=("普法活动", "会议学习", "专项整治")[n % 3], number=f"F{n}", day=day(n), kind=("企业", "党组会", "为民办实事")[n % 3],
        values={"on_law": True, "audience": n % 300}))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def best(rounds: int, task: Callable[[], object]) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return min(times)


def child(rows: int, rounds: int) -> None:
    """One size, in this process."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from fadu.apps.inspections.models import Inspection
    from fadu.apps.record import registry
    from fadu.apps.reports import queries
    from fadu.core.figures import Period, Scope

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    fill(rows)
    filled = time.perf_counter() - start
    models = [*{table.model for table in registry.tables().values()}, Inspection.officers.through]
    held = sum(model.objects.count() for model in models)
    year, decade = Scope.of(Period.year(2024)), Scope.of(Period(date(2020, 1, 1), date(2029, 12, 31)))
    with CaptureQueriesContext(connection) as asked:
        figures = queries.stated(year)
    bare = best(rounds, lambda: [model.objects.count() for model in models])
    measured = {
        "year": best(rounds, lambda: queries.stated(year)),
        "decade": best(rounds, lambda: queries.stated(decade)),
        "checks": best(rounds, lambda: queries.checks(year)),
        "rows": best(rounds, lambda: queries.RowsOf("inspection.checks", year)[0:30]),
    }
    print(f"{held:,} rows ({connection.vendor}, filled in {filled:.0f} s); {len(figures)} figures, {len(asked)} queries")
    print(f"  bare    {bare * 1000:9.1f} ms  1.0")
    for name, seconds in measured.items():
        print(f"  {name:<7} {seconds * 1000:9.1f} ms  {seconds / bare:.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", type=int)
    args = parser.parse_args()
    if args.child:
        child(args.child, args.rounds)
        return
    for rows in (args.rows // 10, args.rows):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "bench.figures", "--child", str(rows), "--rounds", str(args.rounds)]
            subprocess.run(command, env={**os.environ, "FADU_DATA": folder}, check=True)


if __name__ == "__main__":
    main()
