"""Send a batch: its records are checked against the field table once more, and what was sent is sealed to the letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, may
from fadu.apps.cases.actions.rows import keep_row
from fadu.apps.cases.decided import of_cases
from fadu.apps.cases.sending import queries
from fadu.apps.cases.sending.actions.completing import BASIS
from fadu.apps.record import registry
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal
from fadu.core.sending import csv_text, mapping
from fadu.core.sending.mappings import Mapping
from fadu.events.sending import BatchSent
from fadu.web import policy

_SHEET, _SAID = "系统填报", 5


def send(*, target: str, cases: Iterable[str], on: date, actor: str, at: datetime) -> int:
    """Send these cases; returns the index of the act. Raises Refusal for one with faults, naming fields, and for one with nothing to send."""
    if on > at.date():
        raise Refusal(f"报送日期 {on} 是将来的日期", "报送以后再登记")
    table = mapping(target, on)
    with transaction.atomic():
        locked_head()
        around = bureau()
        may(actor, policy.SEND_CASES, around)
        wanted = set(map(str, cases))
        found = queries.standings(target, of_cases(wanted), around, on)
        if not found or len(found) < len(wanted):
            raise Refusal(f"选了 {len(wanted)} 件，能报的有 {len(found)} 件", "请从清单里勾选已作出决定的案件")
        _refuse(found)
        keys = [one.values[table.key] for one in found]
        if doubled := sorted({key for key in keys if keys.count(key) > 1}):
            raise Refusal(f"文号 {'、'.join(doubled)} 有两件", "文号是主键，不能重复；请先更正")
        rows = [
            {"case": one.uid, "number": one.decided.case.number, "key": one.values[table.key], "kind": one.kind, "values": dict(one.values)}
            for one in found
        ]
        number = f"{table.name}{on.year}年第{_count(target, on.year) + 1}批"
        event = BatchSent(
            subject=target, number=number, on=on, version=table.version, table=table.digest,
            file=attachment(csv_text(table, (one.values for one in found))), rows=rows,
        )
        entry = enter(event, actor=actor, at=at, basis=BASIS)
        if table.system:
            _enter_register(table, [one for one in found if one.kind == queries.NEW], on, actor, at)
        return entry.index


def _refuse(found: list[queries.Standing]) -> None:
    bad = [f"{one.decided.case.number}：{fault.field}{fault.reason}" for one in found for fault in one.faults]
    if bad:
        raise Refusal(f"{len(bad)} 处不合字段表：{'；'.join(bad[:_SAID])}{'……' if len(bad) > _SAID else ''}", "补填或者更正以后再报")
    if idle := [one.decided.case.number for one in found if not one.kind]:
        raise Refusal(f"{'、'.join(idle[:_SAID])} 报过以后没有变化", "不用再报")


def _count(target: str, year: int) -> int:
    return sum(act.said["on"].startswith(str(year)) for act in queries.batches(target))


def _enter_register(table: Mapping, fresh: list[queries.Standing], on: date, actor: str, at: datetime) -> None:
    """A row of 系统填报 for each case that went for the first time, from which the yearly figures count."""
    sheet = registry.table(_SHEET)
    assert sheet is not None
    for one in fresh:
        fields = {"case": one.decided.case.number, "system": table.system, "entered_on": on}
        keep_row(_SHEET, sheet.free_number(f"TB{on.year}-"), fields, actor=actor, at=at, basis="报送", fresh=True)
