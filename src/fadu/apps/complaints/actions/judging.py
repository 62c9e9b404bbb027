"""Decide on what was proposed about a complaint: that it repeats another one, or that nobody answers for its being late."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fadu.apps.complaints.models import Complaint
from fadu.apps.complaints.queries import OVERDUE, REPEAT, judged
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.keeping_rows import keep_row
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.refusal import Refusal
from fadu.events.complaints import ComplaintJudged

_LONGEST = 200


def judge_repeat(number: str, other: str, *, holds: bool, reason: str, actor: str, at: datetime) -> None:
    """Mark a complaint as a repeat of an earlier one, or say that it is none (`reason` is then needed). Raises Refusal."""
    with transaction.atomic():
        locked_head()
        later, earlier = _complaint(number), _complaint(other)
        if (later.received_on, later.number) <= (earlier.received_on, earlier.number):
            raise Refusal(f"{other} 不早于 {number}", "请核对两件信访的受理日期")
        if holds:
            keep_row("信访", number, {"is_repeat": True}, actor=actor, at=at, basis="重复信访认定", source=f"认定与 {other} 重复")
        said = reason.strip() or (f"与 {other} 反映同一事项" if holds else "")
        _enter(later, REPEAT, other, said, holds=holds, actor=actor, at=at)


def judge_overdue(number: str, *, reason: str, actor: str, at: datetime) -> None:
    """Say why nobody answers for a complaint's being late (an extension that was approved, say). Raises Refusal without a reason."""
    with transaction.atomic():
        locked_head()
        _enter(_complaint(number), OVERDUE, "", reason.strip(), holds=False, actor=actor, at=at)


def _complaint(number: str) -> Complaint:
    found: Complaint | None = Complaint.standing.filter(number=number).first()
    if found is None:
        raise Refusal(f"信访登记簿里没有 {number}，或者已经作废", "请从列表里选择")
    return found


def _enter(row: Complaint, matter: str, other: str, reason: str, *, holds: bool, actor: str, at: datetime) -> None:
    if not reason:
        raise Refusal("没有写理由", "请写明理由，理由随同封存")
    if (row.number, other) in judged(matter):
        said = "认定过" if matter == REPEAT else "写明了不追究的理由"
        raise Refusal(f"{row.number} 已有人{said}", "不用再办；认定有误的，在信访登记簿里更正这一行")
    event = ComplaintJudged(subject=str(row.uid), number=row.number, matter=matter, other=other, holds=holds, reason=reason[:_LONGEST])
    enter(event, actor=actor, at=at, basis="《信访工作条例》第三十四条" if matter == OVERDUE else "信访登记")
