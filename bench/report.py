"""Compiling the yearly report, against its figures alone and against writing the same document from fixed values.

Method: two ledgers, each in a process and a database of its own: the two sample years imported through the real actions, and rows filled
in bulk as in `bench.figures` (no seals, so a trace code hashes the rows' ids alone). Best of several rounds, in the same process:
*figures* is one `stated` of the year, the peer of *draft* (the composition with all trace codes); *fixed* is writing the DOCX of a
report that is already compiled, the peer of *docx* (compile and write), *pdf* and *pages* (the folder with every row). Ratios are
against the peer.

    python -m bench.report [--rows 100000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.figures import best, fill


def child(rows: int, rounds: int, folder: Path) -> None:
    """One ledger, in this process: `rows` in bulk, or the sample years for none."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from fadu.apps.exchange.actions import import_workbook
    from fadu.apps.reports.compiling.drafting import draft, scope_of
    from fadu.apps.reports.documents.docx import write_docx
    from fadu.apps.reports.documents.html import write_html
    from fadu.apps.reports.documents.pdf import write_pdf
    from fadu.apps.reports.queries import rows_of, stated
    from fadu.site import sample

    call_command("migrate", verbosity=0)
    if rows:
        fill(rows)
    else:
        for year in (2023, 2024):
            workbook = Path(sample.__path__[0]) / f"lanshan-{year}.xlsx"
            import_workbook(workbook, actor="bench", at=datetime(2025, 1, 20, tzinfo=ZoneInfo("Asia/Shanghai")))
    scope, dated = scope_of(2024), date(2025, 2, 20)
    with CaptureQueriesContext(connection) as asked:
        report = draft(scope, dated)
    ids = [entry.figure for entry in report.entries]
    figures = best(rounds, lambda: stated(scope))
    drafted = best(rounds, lambda: draft(scope, dated))
    fixed = best(rounds, lambda: write_docx(report, BytesIO()))
    print(f"{f'{rows:,} rows in bulk' if rows else 'the sample years'} ({connection.vendor}): {len(ids)} figures cited, {len(asked)} queries")
    print(f"  figures {figures * 1000:9.1f} ms  1.0\n  draft   {drafted * 1000:9.1f} ms  {drafted / figures:.1f}")
    print(f"  fixed   {fixed * 1000:9.1f} ms  1.0")
    tasks = {
        "docx": lambda: write_docx(draft(scope, dated), BytesIO()),
        "pdf": lambda: write_pdf(draft(scope, dated), BytesIO()),
        "pages": lambda: write_html(draft(scope, dated), stated(scope, ids), partial(rows_of, scope=scope), folder / "pages"),
    }
    for name, task in tasks.items():
        seconds = best(rounds if not rows else 1, task)
        print(f"  {name:<7} {seconds * 1000:9.1f} ms  {seconds / fixed:.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", type=int)
    args = parser.parse_args()
    if args.child is not None:
        child(args.child, args.rounds, Path(os.environ["FADU_DATA"]))
        return
    for rows in (0, args.rows):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "bench.report", "--child", str(rows), "--rounds", str(args.rounds)]
            subprocess.run(command, env={**os.environ, "FADU_DATA": folder}, check=True)


if __name__ == "__main__":
    main()
