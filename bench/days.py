"""Working days: one million due dates against `workalendar` and `numpy.busday_offset`, a due date with its derivation, load of the packs.

Method: the same starts (spread over 2018–2022, which workalendar knows) and lengths (2, 3, 5, 7, 10) go to all three in one run. Fadu and
workalendar are called once a date; numpy takes the whole array, with the holidays and make-up workdays of the same calendar moved into it
(numpy knows no make-up workdays: they are put in by a week mask of seven days and every rest day listed) and must agree on every date.
workalendar is slow, so it takes a sample and its time is scaled; how many of its dates differ is printed (its table lacks days of the notices).
Load is measured in a process of its own, best of five.

    python -m bench.days [--dates 1000000] [--sample 20000]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from datetime import date, timedelta

import numpy
from workalendar.asia import China

from fadu.core import days, procedure

LENGTHS = (2, 3, 5, 7, 10)
LOAD = """
import time
begin = time.perf_counter()
from fadu.core import days, procedure
from fadu.core.procedure import documents, guards, instruments, limits, values
from fadu.core.procedure.rules import credit, kinds
imported = time.perf_counter()
days.published(); procedure.procedures(); limits.limits(); guards.guards(); instruments.instruments(); documents.documents()
values.values(); credit.grades(); kinds.kinds()
print(imported - begin, time.perf_counter() - imported)
"""


def timed(work) -> tuple[float, list]:  # type: ignore[no-untyped-def,type-arg]
    begin = time.perf_counter()
    made = work()
    return time.perf_counter() - begin, made


def against_peers(number: int, sample: int) -> None:
    calendar, china = days.published(), China()
    first = date(2018, 2, 1)
    starts = [first + timedelta(index % 1700) for index in range(number)]
    lengths = [LENGTHS[index % len(LENGTHS)] for index in range(number)]

    ours, made = timed(lambda: [calendar.add_workdays(start, length) for start, length in zip(starts, lengths, strict=True)])

    every = [date(2018, 1, 1) + timedelta(index) for index in range(365 * 6)]
    rest = numpy.array([day for day in every if not calendar.is_workday(day)], dtype="datetime64[D]")
    week = numpy.busdaycalendar(weekmask="1111111", holidays=rest)
    begin = time.perf_counter()
    # A start on a rest day is moved back to the last working day first, so that the first one after it is number one.
    offsets = numpy.busday_offset(numpy.array(starts, dtype="datetime64[D]"), numpy.array(lengths), roll="backward", busdaycal=week)
    vector = time.perf_counter() - begin
    assert offsets.tolist() == made, "numpy differs"

    theirs, checked = timed(lambda: [china.add_working_days(start, length) for start, length in zip(starts[:sample], lengths[:sample], strict=True)])
    differing = sum(one != other for one, other in zip(checked, made, strict=False))
    scaled = theirs * number / sample
    print(f"{number} due dates: fadu {ours:.2f} s ({ours / number * 1e6:.2f} us each)")
    print(f"  workalendar {scaled:.0f} s (scaled from {sample}), {scaled / ours:.0f} times as long; {differing} of {sample} dates differ")
    print(f"  numpy.busday_offset, whole array and its conversion, {vector:.2f} s, {vector / ours:.2f} times as long; 0 of {number} differ")


def derivations() -> None:
    for rule in ("D07", "D10", "D26", "D31"):
        starts = [date(2025, 1, 1) + timedelta(index) for index in range(300)]
        procedure.due(rule, starts[0])
        spent, _ = timed(lambda rule=rule, starts=starts: [procedure.due(rule, start) for start in starts])
        print(f"{rule} with its derivation: {spent / len(starts) * 1000:.3f} ms")


def load() -> None:
    runs = [subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True).stdout.split() for _ in range(5)]
    imported, loaded = (min(float(run[part]) for run in runs) for part in (0, 1))
    print(f"load: import {imported * 1000:.0f} ms, all packs of days and procedure {loaded * 1000:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dates", type=int, default=1_000_000)
    parser.add_argument("--sample", type=int, default=20_000)
    args = parser.parse_args()
    against_peers(args.dates, args.sample)
    derivations()
    load()


if __name__ == "__main__":
    main()
