"""The law as data: load of the packs, and an answer, against a bare read of the same files.

Method: in processes of their own, (1) csv.reader reads the same files and nothing else is done, (2) statutes, violations and
provisions are loaded and checked; the median of seven runs each. Then, in this process, the answer to each of 306 violations
(an act that ended under the old law, decided under the Code, all amounts known) is timed; and a look-up by name on a day.

    python -m bench.law
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from datetime import date

from fadu.core.law import applies, cases, provisions, statutes

BARE = """
import csv, time
from importlib import resources
start = time.perf_counter()
folder = resources.files("fadu.core.law").joinpath("data")
for name in ("statutes", "versions", "sources", "labels", "violations", "provisions"):
    list(csv.reader(folder.joinpath(name + ".csv").read_text("utf-8").splitlines()))
print(time.perf_counter() - start)
"""
LOAD = """
import time
from fadu.core.law import provisions, statutes
start = time.perf_counter()
statutes.book(), provisions.catalogue()
print(time.perf_counter() - start)
"""


def median(script: str) -> float:
    runs = [subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(7)]
    return statistics.median(float(run.stdout) for run in runs)


def main() -> None:
    bare, load = median(BARE), median(LOAD)
    print(f"{'bare csv.reader':<34} {bare * 1000:8.1f} ms  1.0")
    print(f"{'load and check all packs':<34} {load * 1000:8.1f} ms  {load / bare:.1f}   (budget for the whole of Fadu: 300 ms)")
    money = dict.fromkeys(cases.MONEY, 1_000_000)
    facts = {**money, "severe": False, "refused": False, "units": 1}
    period = {"conduct": {"from": "2026-06-01", "to": "2026-06-20"}, "decision_date": "2026-10-12", "facts": facts}
    asked = [cases.read({"violation": violation, **period}) for violation in provisions.catalogue().violations]
    rounds = 10
    start = time.perf_counter()
    for _ in range(rounds):
        for case in asked:
            applies.decide(case)
    answer = (time.perf_counter() - start) / (rounds * len(asked))
    print(f"{'an answer, with its steps':<34} {answer * 1000:8.3f} ms  {answer / 0.001:.2f} of the millisecond allowed")
    book, day = statutes.book(), date(2026, 9, 1)
    start = time.perf_counter()
    for _ in range(rounds):
        for short in book.statutes:
            book.standing(short, day)
    look_up = (time.perf_counter() - start) / (rounds * len(book.statutes))
    print(f"{'a statute by name, on a day':<34} {look_up * 1000:8.3f} ms")


if __name__ == "__main__":
    main()
