"""Say that an officer must stand aside from an object, and that the tie no longer holds (行政处罚法 art. 43)."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from fadu.apps.facilities.figures import pool_on
from fadu.apps.inspections import queries
from fadu.apps.inspections.actions.plans import line
from fadu.apps.officers.figures import officers_on
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.refusal import Refusal
from fadu.events.inspections import RecusalLifted, RecusalStated

BASIS = "行政处罚法第四十三条"
# The ground is sealed and never the circumstances: who is whose relative is nobody else's business.
GROUNDS = ("与案件有直接利害关系", "有其他关系可能影响公正执法")


def state_recusal(*, officer: str, facility: str, ground: str, actor: str, at: datetime) -> None:
    """State a tie; from the next frame on the officer is not drawn for the object. Raises Refusal."""
    if ground not in GROUNDS:
        raise Refusal("没有选择回避的理由", f"可选：{'、'.join(GROUNDS)}", BASIS)
    if officer not in {each.number for each in officers_on(at.date())}:
        raise Refusal(f"没有工号为 {officer} 的在职执法人员", "请核对工号")
    if facility not in {each.number for each in pool_on(at.date())}:
        raise Refusal(f"随机抽查对象里没有 {facility}", "请核对对象编号")
    with transaction.atomic():
        locked_head()
        if any(tie.number == officer and tie.said["facility"] == facility for tie in queries.ties()):
            raise Refusal(f"{officer} 对 {facility} 的回避已经登记", "不用再登记")
        enter(RecusalStated(subject=str(uuid4()), number=officer, facility=facility, ground=ground), actor=actor, at=at, basis=BASIS)


def lift_recusal(id: str, *, reason: str, actor: str, at: datetime) -> None:
    """Say that a tie no longer holds. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        tie = next((tie for tie in queries.ties() if tie.subject == id), None)
        if tie is None:
            raise Refusal("没有这条回避关系，或已经解除", "请从列表里选择")
        event = RecusalLifted(subject=id, number=tie.number, facility=tie.said["facility"], reason=line(reason, "理由"))
        enter(event, actor=actor, at=at, basis=BASIS)
