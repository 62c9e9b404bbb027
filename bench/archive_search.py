"""Search over bound files by fragments of two characters, against reading the same acts and looking into each in Python.

Method: a scratch database on SQLite is filled with the acts of 3,000 bound files, 40 each with about 500 bytes (no seals: none is read). In
this process, the best of three: the search of the app for a fragment that one file has, that one in a hundred has, and that none has; and
the peer, which reads all acts from the same table and asks each text. Time on the wall; both wait for the same disk cache.

    python -m bench.archive_search
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

FILES, ACTS, ROUNDS = 3_000, 40, 3
WORDS = "现场检查发现储罐呼吸阀敞开未接入收集系统台账记录与现场不符当事人陈述申辩意见复核结果不予采纳理由如下"


def main() -> None:
    """Fill, and print the figures."""
    with tempfile.TemporaryDirectory(prefix="fadu-bench-") as folder:
        os.environ["FADU_DATA"] = folder
        subprocess.run([sys.executable, "-m", "fadu", "init"], check=True, stdout=subprocess.DEVNULL)
        from fadu.site import startup

        startup.set_up(needs_data=True)
        fill()
        report()


def fill() -> None:
    """The acts of the files."""
    from fadu.apps.record.models import Entry

    at, index, rows = datetime(2026, 1, 5, tzinfo=UTC), 10, []
    for file in range(FILES):
        uid = str(UUID(int=file + 1))
        for act in range(ACTS - 1):
            turn = (file * 7 + act) % len(WORDS)
            said = {"name": "办案事项", "on": "2026-01-05", "facts": {}, "file": {"reason": (WORDS[turn:] + WORDS[:turn]) * 3, "n": f"{file}-{act}"}}
            rows.append(entry(index := index + 1, "WorkDone", uid, f"案{file}", said, at))
        party = f"企业{file}{'喆昇' if file == FILES // 2 else ''}{'堃阳' if file % 100 == 0 else ''}有限公司"
        bound: dict[str, Any] = {
            "archive_number": f"卷{file}", "cause": "未批先建", "party": party, "retention": "30年", "on": "2026-01-05", "kept_until": None,
            "pieces": [],
        }
        rows.append(entry(index := index + 1, "FileBound", uid, f"案{file}", bound, at))
    Entry.objects.bulk_create(rows, batch_size=5000)


def entry(index: int, event: str, subject: str, number: str, said: object, at: datetime) -> Any:
    """A row without seals."""
    from fadu.apps.record.models import Entry

    return Entry(
        index=index, event=event, version=1, mode="done", subject=subject, number=number, actor="1", at=at, salt="0" * 32, sha256=b"0" * 32,
        sm3=b"0" * 32, after=json.dumps(said, ensure_ascii=False),
    )


def report() -> None:
    """Times."""
    from fadu.apps.cases.archive import queries
    from fadu.apps.record.models import Entry

    def read(fragment: str) -> int:
        texts = Entry.objects.order_by("index").values_list("subject", "after").iterator()
        return len({subject for subject, after in texts if after and fragment in after})

    print(f"{FILES} files, {FILES * ACTS} acts, SQLite; best of {ROUNDS}")
    for fragment in ("喆昇", "堃阳", "没有"):
        found = len(queries.search(fragment))
        assert found == min(read(fragment), queries.MOST)
        own, peer = best(lambda: queries.search(fragment)), best(lambda: read(fragment))  # noqa: B023
        print(f"{fragment}  {found:4} files   search {own:6.3f} s   read and look {peer:6.3f} s   {own / peer:.2f}")


def best(work: Callable[[], object]) -> float:
    """The best of several rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
