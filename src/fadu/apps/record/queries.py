"""Reads of the ledger and of what stands on rows; callers get values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from fadu.apps.record.models import AttributeChange, Entry, Finding
from fadu.core.workbook.schema import Kind
from fadu.core.workbook.sheets import BY_NAME

VERBS = {
    "RowRecorded": "补录",
    "RowChanged": "更正",
    "RowTakenBack": "撤回",
}
_CHUNK = 5000


@dataclass(frozen=True)
class SealView:
    """One act in a row's history, as a page shows it; `changes` are (column, before, after) as text."""

    index: int
    verb: str
    actor: str
    at: datetime
    mode: str
    digest: str
    source: str
    batch: str
    changes: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class FindingView:
    """A finding that stands on a row."""

    sheet: str
    number: str
    grade: str
    rule: str
    text: str
    article: str


def timeline(uid: str) -> list[SealView]:
    """Every act about the row with this id, newest first."""
    return [_seal(entry) for entry in Entry.objects.filter(subject=str(uid)).order_by("-index")]


def seals(uids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """For each id the index and digest of its latest act."""
    found: dict[str, tuple[int, str]] = {}
    iterator = iter([str(uid) for uid in uids])
    while chunk := list(islice(iterator, _CHUNK)):
        for subject, index, digest in (
            Entry.objects.filter(subject__in=chunk).order_by("index").values_list("subject", "index", "digest")
        ):
            found[subject] = (index, digest)
    return found


@dataclass(frozen=True)
class RowAct:
    """What an act did to a row: its lasting id and the values it had before (canonical JSON, None where it was new)."""

    index: int
    sheet: str
    subject: str
    number: str
    before: str | None


def row_acts(batch: str) -> list[RowAct]:
    """The acts on rows of one batch, in order."""
    rows = Entry.objects.filter(batch=batch, event__in=("RowRecorded", "RowChanged")).order_by("index")
    return [RowAct(*values) for values in rows.values_list("index", "sheet", "subject", "number", "before")]


def later_acts(acts: Sequence[RowAct], batch: str) -> list[RowAct]:
    """Acts of other batches on the same rows that came after these."""
    found: list[RowAct] = []
    last = {act.subject: act.index for act in acts}
    iterator = iter(last)
    while chunk := list(islice(iterator, _CHUNK)):
        rows = Entry.objects.filter(subject__in=chunk).exclude(batch=batch).order_by("index")
        for values in rows.values_list("index", "sheet", "subject", "number", "before"):
            act = RowAct(*values)
            if act.index > last[act.subject]:
                found.append(act)
    return found


def findings(*, uid: str | None = None, sheet: str | None = None, grade: str | None = None) -> list[FindingView]:
    """Findings of one row, of a sheet, of a grade, or all of them."""
    rows = Finding.objects.order_by("sheet", "number", "rule")
    if uid is not None:
        rows = rows.filter(subject=str(uid))
    if sheet is not None:
        rows = rows.filter(sheet=sheet)
    if grade is not None:
        rows = rows.filter(grade=grade)
    return [FindingView(r.sheet, r.number, r.grade, r.rule, r.text, r.article) for r in rows]


def changes_until(target_kind: str, day: date) -> list[tuple[str, str, str]]:
    """(number, column header, value) of the dated changes in force on a day, earlier ones first, so that the last wins."""
    rows = AttributeChange.standing.filter(target_kind=target_kind, since__lte=day).order_by("since", "number")
    return list(rows.values_list("target", "item", "value"))


def head() -> tuple[int, str]:
    """Number of entries and digest of the last one ("" for an empty ledger)."""
    last = Entry.objects.order_by("-index").first()
    return (last.index + 1, last.digest) if last else (0, "")


def _seal(entry: Entry) -> SealView:
    before = json.loads(entry.before) if entry.before else {}
    after = json.loads(entry.after) if entry.after else {}
    return SealView(
        index=entry.index, verb=VERBS.get(entry.event, entry.event), actor=entry.actor, at=entry.at, mode=entry.mode,
        digest=entry.digest, source=entry.source, batch=entry.batch,
        changes=_differences(entry.sheet, before, after) if before and after else [],
    )


def _differences(sheet: str, before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return [(_header(sheet, name), _shown(sheet, name, before.get(name)), _shown(sheet, name, after.get(name))) for name in names]


def _header(sheet: str, name: str) -> str:
    own = {"withdrawn": "作废", "remark": "备注", "extra": "其他列"}
    return own.get(name) or (BY_NAME[sheet].header(name) if sheet in BY_NAME else name)


def _shown(sheet: str, name: str, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return "；".join(f"{key}：{item}" for key, item in value.items())
    column = BY_NAME[sheet].by_field.get(name) if sheet in BY_NAME else None
    return f"{value} 元" if column and column.kind is Kind.MONEY else str(value)
