"""Opening, checking and rendering a written report of 200 figures over a large ledger, against the same text with fixed numbers.

Method: a ledger is filled in bulk as in `bench.figures` (no seals, so nothing can be signed here); a draft is begun whose passages cite 200
figures that have a value, five a passage. Best of several rounds in one process. *fixed* is writing the DOCX of the composed report, whose
numbers are words by then: the peer of *open* (the page, through the test client), *check* (every issue: relations, jumps, what the text is
silent on, the checks of official writing) and *render* (compose and write). Each is measured *cold*, with the figures counted anew as after
every act, and *warm*, in an unchanged ledger, as while somebody writes.
*palette* is a search of the palette with the figures found counted; its peer *one* counts one figure. Peak memory of the process is read
before and after. Ratios are against the peer.

    python -m bench.report_writing [--rows 1000000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from bench.figures import best, fill

CITED, A_PASSAGE = 200, 5


def megabytes() -> float:
    """The peak memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def child(rows: int, rounds: int) -> None:
    """One ledger, in this process."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.site.settings")
    django.setup()
    from django.conf import settings
    from django.core.cache import caches
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from fadu.apps.officers.models import Account, Person
    from fadu.apps.reports.actions import drafting
    from fadu.apps.reports.compiling.drafting import scope_of
    from fadu.apps.reports.documents.docx import write_docx
    from fadu.apps.reports.queries import stated
    from fadu.apps.reports.writing import drafts, searching
    from fadu.apps.reports.writing.checking import issues
    from fadu.apps.reports.writing.remembering import CACHE
    from fadu.apps.reports.writing.tokens import figure

    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    fill(rows)
    before = megabytes()
    scope = scope_of(2024)
    held = [one.id for one in stated(scope).values() if one.value is not None][:CITED]
    texts = [("title", "2024年度法治政府建设情况报告"), ("addressees", "县委、县人民政府"), ("issuer", "某局"), ("dated", "2025-02-20")]
    for at in range(0, len(held), A_PASSAGE):
        texts.append(("text", "，".join(f"有关工作{figure(id)}" for id in held[at : at + A_PASSAGE]) + "。"))
    draft = drafting.begin(2024, actor="bench", at=datetime(2025, 1, 20, tzinfo=ZoneInfo("Asia/Shanghai")), texts=texts)
    account = Account.objects.create(
        number="bench", person=Person.objects.order_by("pk").first(), roles=["report_writer"], password="-", must_change_password=False,
        password_set_at=draft.begun_at,
    )
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    page = f"/reports/writing/{draft.uid}/"
    assert client.get(page).status_code == 200
    composed = drafts.written(draft).report
    print(f"{rows:,} rows in bulk ({connection.vendor}), {len(composed.entries)} figures in {len(texts)} passages")
    fixed = best(rounds, lambda: write_docx(composed, BytesIO()))
    print(f"  fixed   {fixed * 1000:9.1f} ms  1.0")
    tasks = {
        "open": lambda: client.get(page),
        "check": lambda: issues(drafts.written(draft, whole=True)),
        "render": lambda: write_docx(drafts.written(draft).report, BytesIO()),
    }
    for name, task in tasks.items():
        cold = best(rounds, lambda task=task: (caches[CACHE].clear(), task()))
        warm = best(rounds, task)
        print(f"  {name:<7} cold {cold * 1000:9.1f} ms  {cold / fixed:5.1f}   warm {warm * 1000:9.1f} ms  {warm / fixed:5.1f}", flush=True)
    one = best(rounds, lambda: stated(scope, ["case.filed"]))
    palette = best(rounds, lambda: searching.search("处罚", scope))
    print(f"  one     {one * 1000:9.1f} ms  1.0\n  palette {palette * 1000:9.1f} ms  {palette / one:.1f}")
    print(f"  memory  {before:.0f} MB with the ledger filled, {megabytes():.0f} MB at the end")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", action="store_true")
    args = parser.parse_args()
    if args.child:
        child(args.rows, args.rounds)
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.report_writing", "--child", "--rows", str(args.rows), "--rounds", str(args.rounds)]
        subprocess.run(command, env={**os.environ, "FADU_DATA": folder}, check=True)


if __name__ == "__main__":
    main()
