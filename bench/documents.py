"""One decision to PDF, against bare Typst on the same text in the same run; and a batch of documents issued, with memory.

Method: in one process, with a scratch ledger on SQLite. *bare* is a kept Typst compiler that sets the same words as plain paragraphs in the
same faces, without head, numbers, code or PDF/A; *print* is our file of a decision, *whole* the same from the facts of the case (fields, law,
elements, composition, file). Medians of several rounds after one warm-up; ratios are against *bare*. The batch issues orders in 25
cases, one by one as people do: checked, numbered, set, stored with fsync, sealed. Memory is the largest resident size of the process.

    python -m bench.documents [--batch 500] [--rounds 30]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import typst

BARE = '#set page(paper: "a4")\n#set text(font: data.fonts, size: 16pt, lang: "zh")\n#set par(justify: true)\n#for line in data.lines { par(line) }'


def median(rounds: int, task: Callable[[], object]) -> float:
    """Seconds of the middle round."""
    task()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def memory() -> float:
    """Largest resident size so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=30)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fadu-bench-") as folder:
        os.environ["FADU_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
        run(Path(folder), args.batch, args.rounds)


def run(folder: Path, batch: int, rounds: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from tests.apps.cases.lives import LEAD, begin
    from tests.apps.cases.papers import WRITTEN, paper

    from fadu.apps.cases.documents import pdf
    from fadu.apps.cases.documents.issuing import prepare
    from fadu.apps.exchange.actions import import_workbook
    from fadu.apps.officers.actions.accounts import open_account
    from fadu.site import sample

    call_command("migrate", verbosity=0)
    at = datetime(2026, 8, 1, 9, tzinfo=UTC)
    import_workbook(Path(sample.__path__[0]) / "lanshan-2024.xlsx", actor="bench", at=at)
    for number, role in ((LEAD, "officer"), ("431127002", "officer"), ("431127015", "chief")):
        open_account(person_number=number, roles=[role], actor="bench", at=at)
    life = begin(facility="DX43112700119").filed().investigated()
    prepared = prepare(life.matter, 38, life.day, written=WRITTEN)
    composition = prepared.composition("永环蓝罚〔2026〕1号")
    template = folder / "bare.typ"
    template.write_text(f"#let data = json(bytes(sys.inputs.data))\n{BARE}", "utf-8")
    words = {"lines": [line.text for line in composition.lines], "fonts": pdf.families()["body"]}
    compiler, inputs = typst.Compiler(template, root=folder), {"data": json.dumps(words, ensure_ascii=False)}
    bare = median(rounds, lambda: compiler.compile(format="pdf", sys_inputs=inputs))
    tasks = {
        "print": lambda: pdf.pdf(composition),
        "whole": lambda: pdf.pdf(prepare(life.matter, 38, life.day, written=WRITTEN).composition("永环蓝罚〔2026〕1号")),
    }
    print(f"one decision of {sum(map(len, words['lines']))} characters, {pdf.pages(pdf.pdf(composition))} pages")
    print(f"  bare    {bare * 1000:7.1f} ms  1.0")
    for name, task in tasks.items():
        seconds = median(rounds, task)
        print(f"  {name:<7} {seconds * 1000:7.1f} ms  {seconds / bare:.1f}", flush=True)
    cases = [life, *(begin(facility="DX43112700119").filed(f"永环蓝立〔2026〕{place}号") for place in range(1000, 1024))]
    before, start, spent = memory(), time.perf_counter(), time.process_time()
    for done in range(1, batch + 1):
        paper(cases[done % len(cases)], 65)
        if done % 100 == 0 or done == batch:
            print(f"  issued {done} of {batch}, {done / (time.perf_counter() - start):.1f} a second, {memory():.0f} MB", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - start
    cpu = (time.process_time() - spent) / batch * 1000
    each = seconds / batch * 1000
    print(f"batch of {batch}: {seconds:.1f} s, {each:.0f} ms each, {cpu:.0f} ms of them at work; memory {before:.0f} to {memory():.0f} MB")


if __name__ == "__main__":
    main()
