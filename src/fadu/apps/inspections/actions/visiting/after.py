"""After a visit: look at a problem again, make a case of it, make the result public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from fadu.apps.inspections.actions.plans import line
from fadu.apps.inspections.actions.visiting import register
from fadu.apps.inspections.actions.visiting.opening import people
from fadu.apps.inspections.visits import reading
from fadu.apps.record import registry
from fadu.apps.record.actions import enter, evidence
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.refusal import Refusal
from fadu.core.visits import order
from fadu.events.visits import ProblemHandedOver, ProblemRechecked, ResultPublished

_RECHECK = "行政处罚法第二十八条、第五十五条"


def recheck(
    id: str, problem: int, *, on: date, officers: Sequence[str], mended: bool, found: str, actor: str, at: datetime, days_more: int = 0,
    photos: Sequence[tuple[str, Iterable[bytes]]] = (),
) -> None:
    """Two officers looked at a problem again, with `photos` (name, bytes) of what they saw. Raises Refusal.

    Not mended: `days_more` days more from that day, 0 for no new term. Mended: without a photo nobody can see it, so it is refused.
    """
    with transaction.atomic():
        locked_head()
        visit, standing = _problem(id, problem)
        if standing.handed:
            raise Refusal("这个问题已经转为案件", "整改情况在案件里办理")
        if standing.mended_on:
            raise Refusal(f"这个问题 {standing.mended_on} 已经整改", "不用再登记复查")
        earliest = date.fromisoformat(standing.rechecks[-1].said["on"]) if standing.rechecks else visit.on
        if not earliest <= on <= at.date():
            raise Refusal(f"复查日期 {on} 早于检查或上一次复查，或者在今天之后", "请核对日期")
        people(officers, on)
        if mended and not photos:
            raise Refusal("没有整改后的照片", "请一并上传整改后的照片，与检查时的照片对照")
        due = order.term(days_more, on) if days_more > 0 and not mended else None
        taken = tuple(
            evidence.take(chunks, name=name, subject=id, number=visit.number, actor=actor, at=at, device=f"问题{problem}复查")
            for name, chunks in photos
        )
        event = ProblemRechecked(
            subject=id, number=visit.number, problem=problem, on=on, officers=tuple(officers), mended=mended, found=line(found, "复查情况"),
            due=due, photos=taken,
        )
        enter(event, actor=actor, at=at, basis=_RECHECK)
        _follow(id, actor, at)


def hand_over(id: str, problem: int, *, cause: str, actor: str, at: datetime) -> None:
    """Make a problem the clue of a case, in one step: the case office hears of it in the same transaction. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        visit, standing = _problem(id, problem)
        if standing.handed:
            raise Refusal("这个问题已经转为案件", "请到案件里办理")
        if visit.concluded is None:
            raise Refusal(f"{visit.number} 还没有完成", "先告知结果、完成检查，再转案件")
        table = registry.table("监管对象")
        assert table is not None
        firm = table.stored([(visit.said["facility"],)])[visit.said["facility"],].snapshot
        event = ProblemHandedOver(
            subject=id, number=visit.number, problem=problem, row=visit.concluded.said["row"], category=visit.said["category"],
            facility=visit.said["facility"], party=firm["name"], party_kind="单位" if firm["credit_code"] else "个人",
            credit_code=firm["credit_code"] or "", cause=line(cause, "案由"), found_on=visit.on, by=actor, at=at.isoformat(),
        )
        enter(event, actor=actor, at=at, basis="《生态环境行政处罚办法》第十八条")
        _follow(id, actor, at)


def publish(number: str, *, on: date, place: str, actor: str, at: datetime) -> None:
    """Say that the result of an inspection was made public; any row of the register, visited here or recorded. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        table = registry.table("检查")
        assert table is not None
        stored = table.stored([(number,)]).get((number,))
        if stored is None or stored.snapshot["withdrawn"]:
            raise Refusal(f"检查登记簿里没有 {number}，或者已经作废", "请核对检查编号")
        if stored.snapshot["published_on"]:
            raise Refusal(f"{number} 的结果 {stored.snapshot['published_on']} 已经公示", "不用再登记")
        if not stored.snapshot["inspected_on"] <= on <= at.date():
            raise Refusal(f"公示日期 {on} 早于检查，或者在今天之后", "请核对日期")
        where = line(place, "公示的地方")
        register.change(number, {"published_on": on}, actor=actor, at=at)
        event = ResultPublished(subject=str(stored.uid), number=number, place=where, on=on)
        enter(event, actor=actor, at=at, basis="国发〔2019〕5号；国办发〔2018〕118号")


def _problem(id: str, number: int) -> tuple[reading.Visit, reading.Standing]:
    visit = reading.visit(id)
    standing = next((one for one in visit.problems() if one.problem.number == number), None) if visit else None
    if visit is None or standing is None:
        raise Refusal("没有这个问题", "请从检查页面选择")
    return visit, standing


def _follow(id: str, actor: str, at: datetime) -> None:
    visit = reading.visit(id)
    if visit and visit.concluded:
        register.follow(visit, actor=actor, at=at)
