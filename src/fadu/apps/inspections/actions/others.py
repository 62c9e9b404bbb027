"""Say that another department was at an object (where the plan says so, its visits count towards the yearly cap), or that it asks us to look at
something on our next visit there (国办发〔2024〕54号)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from fadu.apps.facilities.figures import object_on, pool_on
from fadu.apps.inspections import queries
from fadu.apps.inspections.actions.plans import line
from fadu.apps.inspections.visits import reading
from fadu.apps.inspections.visits.grounds import other_tasks
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.apps.record.acts import Act
from fadu.core.refusal import Refusal
from fadu.events.inspections import OtherTaskStated, OtherTaskWithdrawn, OtherVisitStated, OtherVisitWithdrawn

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


def state_other_task(*, facility: str, department: str, matter: str, due: date, source: str, actor: str, at: datetime) -> None:
    """State what another department asks for on our next visit of an object, by a day. Raises Refusal."""
    place = object_on(facility, at.date())
    if place is None:
        raise Refusal(f"监管对象里没有 {facility}", "请核对对象编号")
    if due < at.date():
        raise Refusal(f"期限 {due} 已经过去", "请与对方商定期限")
    with transaction.atomic():
        locked_head()
        event = OtherTaskStated(
            subject=str(uuid4()), number=facility, name=place.name, department=line(department, "部门"), matter=line(matter, "检查事项"), due=due,
            source=line(source, "从哪里得知"),
        )
        wanted = facility, event.department, event.matter
        same = [taker for act, taker in other_tasks() if (act.number, act.said["department"], act.said["matter"]) == wanted]
        if any(taker is None or _under_way(taker) for taker in same):  # what was done may be asked for again
            raise Refusal(f"{event.department}要查的“{event.matter}”已经登记", "不用再登记")
        enter(event, actor=actor, at=at, basis=BASIS)


def _under_way(opened: Act) -> bool:
    visit = reading.visit(opened.subject)
    return visit is not None and visit.concluded is None


def withdraw_other_task(id: str, *, reason: str, actor: str, at: datetime) -> None:
    """Take a task back. Raises Refusal, also once a visit takes it up."""
    with transaction.atomic():
        locked_head()
        found = next(((act, taker) for act, taker in other_tasks() if act.subject == id), None)
        if found is None:
            raise Refusal("没有这件事，或已经撤回", "请从列表里选择")
        if found[1]:
            raise Refusal(f"这件事已经由 {found[1].number} 一起办", "不再办的，先取消那次检查")
        enter(OtherTaskWithdrawn(subject=id, number=found[0].number, reason=line(reason, "理由")), actor=actor, at=at, basis=BASIS)
