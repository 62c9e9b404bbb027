"""Say that another department was at an object: where the plan says so, its visits count towards the yearly cap (国办发〔2024〕54号)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from fadu.apps.facilities.figures import pool_on
from fadu.apps.inspections import queries
from fadu.apps.inspections.actions.plans import line
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.refusal import Refusal
from fadu.events.inspections import OtherVisitStated, OtherVisitWithdrawn

BASIS = "国办发〔2024〕54号"


def state_other_visit(*, facility: str, department: str, on: date, matter: str, source: str, actor: str, at: datetime) -> None:
    """State a visit of another department on a day. Raises Refusal."""
    if on > at.date():
        raise Refusal(f"检查日期 {on} 在今天之后", "检查以后再登记")
    if facility not in {each.number for each in pool_on(at.date())}:
        raise Refusal(f"随机抽查对象里没有 {facility}", "请核对对象编号")
    who = line(department, "部门")
    with transaction.atomic():
        locked_head()
        if any((one.number, one.said["department"], one.said["on"]) == (facility, who, on.isoformat()) for one in queries.others()):
            raise Refusal(f"{who} {on} 对 {facility} 的检查已经登记", "不用再登记")
        event = OtherVisitStated(
            subject=str(uuid4()), number=facility, department=who, on=on, matter=line(matter, "检查事项"), source=line(source, "从哪里得知"),
        )
        enter(event, actor=actor, at=at, basis=BASIS)


def withdraw_other_visit(id: str, *, reason: str, actor: str, at: datetime) -> None:
    """Take a statement back. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        stated = next((one for one in queries.others() if one.subject == id), None)
        if stated is None:
            raise Refusal("没有这条检查，或已经撤回", "请从列表里选择")
        enter(OtherVisitWithdrawn(subject=id, number=stated.number, reason=line(reason, "理由")), actor=actor, at=at, basis=BASIS)
