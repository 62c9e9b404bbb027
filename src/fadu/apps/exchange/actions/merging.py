"""Merge an object that was registered twice: every row that names the double names the one that stays, and the double is withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fadu.apps.exchange.actions.entering import Entered, correct_row, opened, withdraw_row
from fadu.apps.exchange.homes import HOMES
from fadu.apps.record import lists
from fadu.apps.record.tables import Table
from fadu.core.refusal import Refusal
from fadu.core.workbook.sheets.bureau import CHANGES, FACILITIES


def merge_facilities(kept: str, double: str, *, reason: str, actor: str, at: datetime) -> int:
    """Merge the object `double` into `kept` (lasting ids); returns how many rows were corrected. Each is an act of its own, and none is
    lost: what the double said stays in the record. Raises Refusal where a row can't be corrected; then nothing is.
    """
    if kept == double:
        raise Refusal("选的是同一个对象", "请选两个不同的对象")
    if not reason.strip():
        raise Refusal("没有写理由", "请写明怎样确认是同一个对象，例如“核对营业执照”")
    table = HOMES[FACILITIES.name]
    stays, goes = opened(table, kept), opened(table, double)
    if stays is None or goes is None or stays.withdrawn or goes.withdrawn:
        raise Refusal("对象已经作废或不在登记簿里", "请从重复对象的列表里选择")
    why = f"{goes.number} 与 {stays.number} 是同一个对象，{reason.strip()}"
    with transaction.atomic():
        count = sum(_point(other, goes.number, stays.number, why, actor, at) for other in HOMES.values())
        _require(goes.number, withdraw_row(table, double, seen=goes.seen, back=False, actor=actor, at=at, reason=why))
    return count


def _point(table: Table, old: str, new: str, why: str, actor: str, at: datetime) -> int:
    """Let the rows of a register that name the one object name the other."""
    if table.sheet is CHANGES:
        rows = table.rows().filter(target_kind=FACILITIES.name, target=old)
        fields = ["target"]
    else:
        named = lists.naming(table, FACILITIES.name, [old])
        if named is None:
            return 0
        rows = table.rows().filter(named)
        fields = [column.field for column in table.sheet.columns if FACILITIES.name in column.refers_to]
    uids = [str(uid) for uid in rows.values_list("uid", flat=True)]
    for uid in uids:
        row = opened(table, uid)
        if row is not None:
            typed = {field: new if field in fields and text == old else text for field, text in row.texts.items()}
            _require(f"{table.sheet.name} {row.number}", correct_row(table, uid, typed, seen=row.seen, actor=actor, at=at, reason=why, accept=True))
    return len(uids)


def _require(what: str, done: Entered) -> None:
    if not done.uid:
        said = "；".join(f"{problem.reason}，{problem.mend}" for problem in done.problems)
        raise Refusal(f"{what} 不能改：{said}", "请先更正那一行，再合并")
