"""Reads of evidence: the acts are the list, the folder holds the bytes. There is no table that could differ from either."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fadu.apps.record import store
from fadu.apps.record.models import Entry
from fadu.core.evidence.kinds import KINDS
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal

TAKEN, INDEXED, WITHDRAWN = "EvidenceTaken", "ClipIndexed", "EvidenceWithdrawn"
_ATTACHING = ("FigureSealed",)  # other acts whose bytes lie in the same place


@dataclass(frozen=True)
class Item:
    """A file, or a recording that stays on its station. `index` is the act that took it in; `said` all that this act states."""

    index: int
    subject: str
    number: str
    is_clip: bool
    actor: str
    at: datetime
    said: dict[str, Any]
    withdrawn: int | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """The name of the file, or of the clip."""
        return str(self.said["clip"] if self.is_clip else self.said["name"])

    @property
    def kind(self) -> str:
        """What people call the kind of the file."""
        if self.is_clip:
            return "音像索引"
        kind = KINDS.get(self.said["kind"])
        return kind.label if kind else str(self.said["kind"])

    @property
    def stated_at(self) -> datetime | None:
        """When it was made, as its maker states it."""
        text = self.said.get("started_at" if self.is_clip else "taken_at")
        return datetime.fromisoformat(text) if text else None


def of_row(subject: str) -> list[Item]:
    """All evidence of a row in the order in which it came, what was withdrawn included."""
    return of_rows([str(subject)])


def of_rows(subjects: Collection[str]) -> list[Item]:
    """The same of some rows. One query."""
    return _items(Entry.objects.filter(subject__in=subjects, event__in=(TAKEN, INDEXED, WITHDRAWN)).order_by("index"))


def item(index: int) -> Item | None:
    """The evidence that the act of this index took in."""
    subject = Entry.objects.filter(index=index, event__in=(TAKEN, INDEXED)).values_list("subject", flat=True).first()
    if subject is None:
        return None
    return next(found for found in of_row(subject) if found.index == index)


def sheet_of(subject: str) -> str:
    """The register whose row this is, "" where no act says."""
    return Entry.objects.filter(subject=str(subject)).exclude(sheet="").values_list("sheet", flat=True).first() or ""


def fault(found: Item) -> str:
    """What is wrong with the bytes of one file, "" where they are to the last bit what was sealed."""
    data = store.read(found.said["sha256"])
    if data is None:
        return "文件不见了"
    return "文件与封存的摘要不符：被改过或已损坏" if differs(found, data) else ""


def differs(found: Item, data: bytes) -> bool:
    """Are these other bytes than those that were sealed?"""
    return attachment(data) != {name: found.said[name] for name in ("sha256", "sm3", "size")}


def faults() -> Iterator[tuple[str, str]]:
    """(where, what is wrong) for each file of the whole record that is not as it was sealed."""
    for found in _items(Entry.objects.filter(event=TAKEN).order_by("index")):
        if wrong := fault(found):
            yield f"证据“{found.title}”（档案第 {found.index} 条）", wrong
    for index, subject, after in Entry.objects.filter(event__in=_ATTACHING, version__gte=2).values_list("index", "subject", "after"):
        seal = json.loads(after or "")["rows"]
        data = store.read(seal["sha256"])
        if data is None or attachment(data) != seal:
            yield f"指标 {subject} 的各行清单（档案第 {index} 条）", "文件不见了，或与封存的摘要不符"


def notes() -> list[str]:
    """Files that no act sealed: harmless, since nothing rests on them, and what a crash while a file was taken leaves behind."""
    acts = Entry.objects.filter(event__in=(TAKEN, *_ATTACHING)).values_list("after", flat=True)
    sealed = {digest for after in acts for digest in re.findall("[0-9a-f]{64}", after or "")}  # also where an act was altered
    try:
        stored = store.digests()
    except Refusal as refusal:
        return [refusal.reason]
    return [f"证据文件 {digest} 没有封存过（收存时中断留下的，或从外面放进来的），可以删除" for digest in stored if digest not in sealed]


def _items(acts: Any) -> list[Item]:
    found: dict[int, Item] = {}
    for entry in acts:
        said = json.loads(entry.after or "{}")
        if entry.event != WITHDRAWN:
            found[entry.index] = Item(entry.index, entry.subject, entry.number, entry.event == INDEXED, entry.actor, entry.at, said)
        elif (old := found.get(said["entry"])) is not None:
            found[old.index] = Item(
                old.index, old.subject, old.number, old.is_clip, old.actor, old.at, old.said, withdrawn=entry.index, reason=said["reason"],
            )
    return list(found.values())
