"""A process of its own over a real database: people issue documents of several cases in the same moment, some of which are refused,
and enter leaves of one person that overlap.

`python -m tests.apps.cases.numbers_at_once` prints what it found as JSON; the test reads it.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402

from fadu.apps.cases.documents.verifying import document_faults  # noqa: E402
from fadu.apps.cases.models import Document  # noqa: E402
from fadu.apps.exchange.actions.entering import enter_row  # noqa: E402
from fadu.apps.exchange.homes import HOMES  # noqa: E402
from fadu.apps.officers.actions.accounts import open_account  # noqa: E402
from fadu.apps.registers.leaves import SHEET, leaves  # noqa: E402
from fadu.core.refusal import Refusal  # noqa: E402
from tests.apps.cases import lives  # noqa: E402
from tests.apps.cases.conftest import AT  # noqa: E402
from tests.apps.cases.papers import paper  # noqa: E402

PEOPLE, EACH, ORDER = 4, 5, 65


def main() -> None:
    """The bureau, then the trial."""
    for number, some in ((lives.LEAD, ["officer"]), (lives.SECOND, ["officer"]), (lives.CHIEF, ["chief"])):
        open_account(person_number=number, roles=some, actor="测试", at=AT)
    json.dump({**at_once(), **leaves_at_once()}, sys.stdout, ensure_ascii=False)


def together(act: Callable[[int], None]) -> None:
    """Each of the people does it, all beginning in the same moment."""
    gate = threading.Barrier(PEOPLE)

    def one(place: int) -> None:
        gate.wait()
        act(place)
        connection.close()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def leaves_at_once() -> dict[str, Any]:
    """Each enters a leave of the same person for the same days, under a number of their own."""
    said = list[str]()

    def act(place: int) -> None:
        cells = {"number": f"X{place}", "person": lives.LEAD, "ground": "年休假", "since": "2026-10-01", "ended_on": "2026-10-15"}
        entered = enter_row(HOMES[SHEET], cells, actor=lives.CHIEF, at=AT)
        said.append("；".join(problem.reason for problem in entered.problems))

    together(act)
    return {"leaves": len(leaves(AT.date())), "told": said}


def at_once() -> dict[str, Any]:
    """Each takes cases of their own; every second attempt lacks an element and must use no number."""
    cases = [lives.begin().filed(f"永环蓝立〔2026〕{810 + place}号") for place in range(PEOPLE)]
    said = list[str]()

    def act(place: int) -> None:
        for attempt in range(EACH):
            try:
                paper(cases[place], ORDER, written={"改正要求": ""} if attempt % 2 else {})
                said.append("")
            except Refusal as refused:
                said.append(refused.reason)

    together(act)
    rows = Document.objects.filter(status="issued", kind=ORDER)
    return {
        "serials": sorted(one.serial or 0 for one in rows), "issued": said.count(""), "refused": sum(map(bool, said)),
        "faults": [f"{one.where}{one.reason}" for one in document_faults()],
    }


if __name__ == "__main__":
    main()
