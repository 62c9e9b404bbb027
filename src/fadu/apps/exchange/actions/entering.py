"""Enter a row by hand, correct it, withdraw it: planned and written as an import of that one row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from fadu.apps.exchange.planning import Plan, RowPlan, make_plan
from fadu.apps.exchange.planning.references import numbers_of_names
from fadu.apps.record import lists
from fadu.apps.record import queries as record
from fadu.apps.record.actions.recording import Incoming, seal_rows, write_links, write_rows
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.tables import Snapshot, Stored, Table
from fadu.core.refusal import Refusal
from fadu.core.workbook.grades import Problem
from fadu.core.workbook.schema import REMARK, WITHDRAWN

SOURCE = "网页登记"
BASIS = "网页登记（补录）"
# Findings of an import that a person at a form can mend at once.
_MENDED_HERE = frozenset({"future_dates"})


@dataclass(frozen=True)
class Entered:
    """What came of it: the row's lasting id where it was written, else the problems that stand against it.

    `asks` where only findings stand against it, which whoever enters may accept.
    """

    uid: str = ""
    problems: tuple[Problem, ...] = ()
    asks: bool = False
    unchanged: bool = False


@dataclass
class Outdated(Exception):
    """Somebody changed the row after the form was opened: what it says now, by which acts."""

    seen: int
    now: Mapping[str, str]
    acts: list[record.SealView] = field(default_factory=list)


@dataclass(frozen=True)
class Opened:
    """A row as a form shows it: its id, its values as text by field, the index of the last act about it."""

    uid: str
    number: str
    seen: int
    texts: Mapping[str, str]
    withdrawn: bool


def opened(table: Table, uid: str) -> Opened | None:
    """The row as it stands, None where there is none."""
    stored = _stored(table, uid)
    if stored is None:
        return None
    return Opened(uid, table.label(table.key_of(stored.snapshot)), _seen(uid), texts(table, stored.snapshot), bool(stored.snapshot["withdrawn"]))


def texts(table: Table, snapshot: Snapshot) -> dict[str, str]:
    """The values of a row as one would type them."""
    names = [*(column.field for column in table.sheet.columns), REMARK.field]
    return {name: "" if snapshot.get(name) is None else lists.shown(snapshot[name]) for name in names}


def enter_row(table: Table, typed: Mapping[str, str], *, actor: str, at: datetime, accept: bool = False) -> Entered:
    """Record a new row (补录) from the text of its cells by field. Nothing is written where problems stand against it."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                return _take(table, _cells(table, typed, None), None, actor=actor, at=at, source=SOURCE, accept=accept)
        except IntegrityError:  # somebody entered the same key between the plan and the write
            return Entered(problems=(_taken(table, typed.get(table.sheet.key[0].field, "")),))


def correct_row(
    table: Table, uid: str, typed: Mapping[str, str], *, seen: int, actor: str, at: datetime, reason: str = "", accept: bool = False
) -> Entered:
    """Correct a row; a cell left empty clears what stands. `seen` is the act after which the form was opened.

    Raises Outdated where another act came in between, Refusal where there is no such row.
    """
    with transaction.atomic():
        stored = _hold(table, uid, seen)
        source = f"{SOURCE}：更正，{reason}" if reason else f"{SOURCE}：更正"
        return _take(table, _cells(table, typed, stored), stored, actor=actor, at=at, source=source, accept=accept)


def withdraw_row(table: Table, uid: str, *, seen: int, back: bool, actor: str, at: datetime, reason: str) -> Entered:
    """Withdraw a row (作废), or put it `back`; the reason is sealed with it. Raises Outdated, or Refusal without a reason."""
    if not reason.strip():
        raise Refusal("没有写理由", "请写明为什么作废，理由随同封存")
    with transaction.atomic():
        stored = _hold(table, uid, seen)
        standing = texts(table, stored.snapshot)
        cells = {column.field: standing[column.field] for column in table.sheet.key}
        cells[WITHDRAWN.field] = "否" if back else "是"
        word = "恢复" if back else "作废"
        return _take(table, cells, stored, actor=actor, at=at, source=f"{SOURCE}：{word}，{reason.strip()}", accept=True)


def _hold(table: Table, uid: str, seen: int) -> Stored:
    """The row, locked until the act is done."""
    locked = table.rows().select_for_update(of=("self",)).filter(uid=uid).values_list("pk", flat=True)
    stored = _stored(table, uid) if list(locked) else None
    if stored is None:
        raise Refusal("这一行已经不在登记簿里了", "它可能随同一次导入被撤回，请在登记簿里查看")
    now = _seen(uid)
    if now != seen:
        raise Outdated(now, texts(table, stored.snapshot), [act for act in record.timeline(uid) if act.index > seen])
    return stored


def said_at(table: Table, uid: str, index: int) -> dict[str, str]:
    """What a row said after one of its acts, as text by field; nothing where there is no such act."""
    after = record.sealed_after(uid, index)
    return texts(table, table.snapshot_from(json.loads(after))) if after else {}


def _stored(table: Table, uid: str) -> Stored | None:
    return next(table.read(table.rows().filter(uid=uid)), None)


def _seen(uid: str) -> int:
    return record.seals([uid]).get(uid, (-1, ""))[0]


def _cells(table: Table, typed: Mapping[str, str], stored: Stored | None) -> dict[str, str]:
    """Cells for the importer: the key can't be corrected, and what was emptied is cleared."""
    standing = texts(table, stored.snapshot) if stored else {}
    cells = {}
    for column in (*table.sheet.columns, REMARK):
        text = typed.get(column.field, "").strip()
        if stored and column.key:
            text = standing[column.field]
        elif stored and not text and standing[column.field]:
            text = "—"
        cells[column.field] = numbers_of_names(column, text)
    return cells


def _take(
    table: Table, cells: Mapping[str, str], stored: Stored | None, *, actor: str, at: datetime, source: str, accept: bool
) -> Entered:
    columns = [column for column in (*table.sheet.columns, REMARK, WITHDRAWN) if column.field in cells]
    lines: list[list[Any]] = [[column.header for column in columns], [cells[column.field] for column in columns]]
    locked_head()  # what the plan reads still stands when it is written: two leaves of one person, entered at once, are not both taken
    plan = make_plan({table.sheet.name: lines}, today=at.date())
    rows = plan.sheets[table.sheet.name].rows
    if not rows:
        return Entered(problems=tuple(Problem("refuse", c.field, f"“{c.header}”必须填写", f"请填写{c.header}") for c in columns if c.required))
    row = rows[0]
    if row.stored and stored is None:
        row.problems.append(_taken(table, row.key_text))
    problems = tuple(replace(p, grade="refuse") if p.rule in _MENDED_HERE else p for p in row.problems)
    refused = tuple(problem for problem in problems if problem.grade == "refuse")
    findings = tuple(problem for problem in problems if problem.grade == "finding")
    if refused:
        return Entered(problems=refused)
    if row.verb == "unchanged" and row.stored:
        return Entered(uid=str(row.stored.uid), unchanged=True)
    if findings and not accept:
        return Entered(problems=findings, asks=True)
    return Entered(uid=_write(table, plan, row, source, actor, at))


def _write(table: Table, plan: Plan, row: RowPlan, source: str, actor: str, at: datetime) -> str:
    written = write_rows(table, [Incoming(row.key, row.after, row.stored, source[:300], row.problems)], plan.references)
    write_links(table, written, plan.references)
    seal_rows(table, written, actor=actor, at=at, batch="", basis=BASIS)
    return str(written[0].uid)


def _taken(table: Table, key: str) -> Problem:
    return Problem("refuse", table.sheet.key[0].field, f"{key} 已经登记过", "请换一个编号；要改原来那一行，请打开它再“更正”", rule="key")
