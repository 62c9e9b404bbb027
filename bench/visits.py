"""500 visits that were recorded without network arrive at the office; the peer is SQLite's own upsert by (visit, number) of the same entries.

Method: a scratch data folder with the sample year; 500 visits are opened and taken out, and a phone's entries made for each (notice,
certificates, checklist, record, a photo's entry, three signatures, result: 9 a visit, chained and stamped). Measured is
`recording.receive`: order, chain and answers checked, each entry an act of the ledger under its Merkle trees, the row of 检查 made; one
transaction a visit, full fsync. Then all is sent once more, as after an answer that got lost: nothing may be doubled. The peer, in the same
run on the same disk, keeps the same JSON with `INSERT … ON CONFLICT DO NOTHING`, one transaction a visit, WAL and full fsync, and checks
nothing: what a store without law, chain and ledger would take. At the end there must be 500 rows, 4500 entries, and no fault by
`visit_faults`.

    python -m bench.visits [--visits 500]
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import tempfile
import time
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

AT = datetime(2025, 3, 4, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
OFFICERS, PHONE = ("431127001", "431127002"), "bench"


def told(items: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """What is recorded on one visit."""
    signs = [("signature", {"role": role, "who": role, "on": "纸上"}) for role in ("当事人", "执法人员", "执法人员")]
    photo = {"name": "现场.jpg", "sha256": sha256(b"x").hexdigest(), "size": 1, "what": "总排口", "stage": "现场"}
    return [
        ("notice", {"mode": "提前通知"}),
        ("certificates", {"shown": True, "confirmed": "已确认", "rights": True, "recusal": "不申请回避", "present": "厂长"}),
        ("checks", {"answers": {item: {"answer": "符合"} for item in items}}),
        ("scene", {"place": "厂区", "began": "2025-03-04 09:10", "ended": "2025-03-04 10:00", "found": "正常生产，治理设施运行。" * 20}),
        ("photo", photo), *signs, ("result", {"outcome": "未发现问题", "told": True}),
    ]


def prepare(folder: Path, visits: int) -> list[tuple[str, list[dict[str, Any]]]]:
    """The office with its open visits; returns what each phone holds."""
    from django.core.management import call_command

    from fadu.apps.exchange.actions import import_workbook
    from fadu.apps.facilities.models import Facility
    from fadu.apps.inspections.actions.visiting import opening
    from fadu.apps.inspections.visits import reading
    from fadu.core.visits import chain, syncing

    call_command("migrate", verbosity=0)
    import_workbook(Path(str(files("fadu.site") / "sample" / "lanshan-2024.xlsx")), actor="bench", at=AT - timedelta(days=30))
    firms = list(Facility.objects.filter(withdrawn=False).order_by("number").values_list("number", flat=True))
    held = []
    for place in range(visits):
        id = opening.open_visit(
            category="自动监控核查", source=f"BJ{place}", facility=firms[place % len(firms)], officers=OFFICERS, on=AT.date(), matter="现场检查",
            checklist="chemical", approved_by="局长", actor=OFFICERS[0], at=AT,
        )
        opening.take_out(id, device=PHONE, actor=OFFICERS[0], at=AT)
        visit = reading.visit(id)
        assert visit is not None
        entries: list[dict[str, Any]] = []
        for seq, (kind, said) in enumerate(told(visit.items), 1):
            stamp = syncing.Stamp(PHONE, AT + timedelta(minutes=seq), "b", seq * 60_000)
            entry: dict[str, Any] = {"visit": id, "seq": seq, "kind": kind, "said": said, "by": OFFICERS[0], "device": syncing.written(stamp),
                                     "previous": entries[-1]["digest"] if entries else visit.start}
            entries.append({**entry, "digest": chain.follow(entry)})
        held.append((id, entries))
    return held


def send(held: list[tuple[str, list[dict[str, Any]]]], at: datetime) -> float:
    """Seconds until the office has all of it."""
    from fadu.apps.inspections.actions.visiting import recording
    from fadu.core.ledger.entry import time_text

    began = time.perf_counter()
    for id, entries in held:
        receipt = recording.receive(id, entries, device=PHONE, now=time_text(at), actor=OFFICERS[0], at=at)
        assert receipt.have == len(entries) and receipt.concluded
    return time.perf_counter() - began


def peer(folder: Path, held: list[tuple[str, list[dict[str, Any]]]]) -> float:
    """Seconds of SQLite alone."""
    base = sqlite3.connect(folder / "peer.sqlite3", isolation_level=None)
    base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE entry(visit, seq, body, PRIMARY KEY(visit, seq));")
    began = time.perf_counter()
    for id, entries in held:
        base.execute("BEGIN IMMEDIATE")
        rows = [(id, entry["seq"], json.dumps(entry, ensure_ascii=False)) for entry in entries]
        base.executemany("INSERT INTO entry VALUES(?, ?, ?) ON CONFLICT DO NOTHING", rows)
        base.execute("COMMIT")
    taken = time.perf_counter() - began
    base.close()
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=500)
    visits = parser.parse_args().visits
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"FADU_DATA": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "fadu.site.settings"}
        (folder / "data").mkdir()
        import django

        django.setup()
        from fadu.apps.inspections.models import Inspection
        from fadu.apps.inspections.verifying import visit_faults
        from fadu.apps.record.models import Entry

        held = prepare(folder, visits)
        count = sum(len(entries) for _, entries in held)
        alone = peer(folder, held)
        first, again = send(held, AT + timedelta(hours=1)), send(held, AT + timedelta(hours=2))
        rows, kept = Inspection.objects.filter(number__startswith="XC2025-").count(), Entry.objects.filter(event="VisitEntryMade").count()
        assert (rows, kept, list(visit_faults())) == (visits, count, []), (rows, kept)
    print(f"{visits} visits, {count} entries: received in {first:.1f} s ({count / first:.0f} entries/s, {first / visits * 1000:.0f} ms a visit)")
    print(f"sent once more: {again:.1f} s, nothing doubled")
    print(f"SQLite's upsert of the same JSON, nothing checked: {alone:.2f} s; ratio {first / alone:.0f} : 1")


if __name__ == "__main__":
    main()
