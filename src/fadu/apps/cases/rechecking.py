"""What the acts of review, binding and sending say of themselves, worked out anew: scores, draws, page numbers, files that were sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from fadu.apps.cases.archive.queries import BOUND
from fadu.apps.cases.filereview.queries import DRAWN, REVIEWED
from fadu.apps.cases.sending.queries import SENT
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import Fault
from fadu.core import filereview, sending
from fadu.core.archive.filing import VOLUMES
from fadu.core.filereview import editions
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal
from fadu.core.sampling.tickets import smallest
from fadu.core.sending import mappings


def paper_faults() -> Iterator[Fault]:
    """Acts whose own numbers don't hold: they were written by something else than this software."""
    for index, event, subject, after in (
        Entry.objects.filter(event__in=_CHECKS).order_by("index").values_list("index", "event", "subject", "after")
    ):
        try:
            wrong = _CHECKS[event](subject, json.loads(after or "{}"))
        except (Refusal, ValueError, KeyError, TypeError, ArithmeticError) as problem:
            wrong = f"读不出来：{problem}"
        if wrong:
            yield Fault(f"档案第 {index} 条", wrong)


def _reviewed(subject: str, said: Mapping[str, Any]) -> str:
    """The score is the formula's, of the marks that were sealed with it, by the edition that they name (where it is known here)."""
    edition = next((one for one in editions.editions() if one.id == said["edition"]), None)
    if edition is None:
        return ""
    marks = filereview.Marks(
        fatal={int(number): reason for number, reason in said["found"].items()},
        documents={name: None if mark is None else Decimal(mark) for name, mark in said["marks"].items()}, base=tuple(said["lost"]),
    )
    total = filereview.total(marks, edition, said["type"])
    return "" if total == Decimal(said["score"]) else f"评查得分 {said['score']} 不是各项的计算结果 {total}"


def _drawn(subject: str, said: Mapping[str, Any]) -> str:
    again = [id for _, id in smallest(said["seed"], said["frame"], len(said["drawn"]))]
    return "" if again == said["drawn"] else "抽取的结果不是种子和名单的结果"


def _bound(subject: str, said: Mapping[str, Any]) -> str:
    for volume in VOLUMES:
        page = 0
        for piece in (one for one in said["pieces"] if one["volume"] == volume):
            if (piece["first"], piece["last"]) != (page + 1, page + piece["pages"]):
                return f"{volume}“{piece['title']}”的页码不接续"
            page = piece["last"]
    return ""


def _sent(subject: str, said: Mapping[str, Any]) -> str:
    """The sealed file is that of the sealed rows, where the field table is still the one it was made by."""
    table = next((one for one in mappings.tables() if (one.id, one.digest) == (subject, said["table"])), None)
    if table is None:
        return ""
    made = attachment(sending.csv_text(table, (row["values"] for row in said["rows"])))
    return "" if made == said["file"] else "报送的文件与封存的各行不符"


_CHECKS: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {REVIEWED: _reviewed, DRAWN: _drawn, BOUND: _bound, SENT: _sent}
