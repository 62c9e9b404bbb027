"""Look at an object from the office (非现场检查): a sealed act with its result and basis, and a row of 检查 that is no visit on site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from fadu.apps.inspections import looks
from fadu.apps.inspections.actions.plans import line
from fadu.apps.inspections.actions.visiting.deciding import task_of
from fadu.apps.inspections.actions.visiting.opening import next_number, people, place_of, require_apart
from fadu.apps.inspections.looks import DRAWN
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.keeping_rows import keep_row
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.refusal import Refusal
from fadu.core.visits import offsite
from fadu.events.visits import OffsiteLooked

BASIS = "国办发〔2024〕54号；环办执法〔2021〕10号"
ROUND = "日常巡查"


def look(
    *, facility: str, on: date, officers: Sequence[str], ways: Sequence[str], since: date, until: date, result: str, found: str, actor: str,
    at: datetime, draw: str = "", outlets: Sequence[str] = (),
) -> str:
    """Record a look; returns its lasting id. `draw` is the lasting id of a draw whose task it is for.

    Data that are normal do the task where a rule says so. Raises Refusal where none does or that is not known, where the task is not theirs,
    or where something is missing.
    """
    if on > at.date() or not since <= until <= on:
        raise Refusal(f"检查日期 {on} 在今天之后，或者数据的起止 {since} 至 {until} 不在它以前", "请核对日期")
    if not ways or set(ways) - set(offsite.WAYS):
        raise Refusal("没有选择看了什么", f"请从{'、'.join(offsite.WAYS)}里选择")
    if result not in offsite.RESULTS:
        raise Refusal("没有写结果", f"应为{'、'.join(offsite.RESULTS)}之一")
    who = people(officers, on)
    require_apart(who, facility)
    with transaction.atomic():
        locked_head()
        place = place_of(facility)
        batch = task_of(draw, facility, [one["number"] for one in who]) if draw else ""
        done = bool(batch) and result == offsite.NORMAL
        rule = _discharging(looks.rule_for(facility, on)) if done else None
        words, number = line(found, "依据"), next_number(on.year, "FX", looks.LOOKED)
        row = keep_row("检查", number, {
            "inspected_on": on, "facility": facility, "category": DRAWN if done else ROUND, "batch": batch if done else None,
            "matter": f"非现场检查：{'、'.join(ways)}；{result}", "officers": tuple(one["number"] for one in who), "method": "非现场",
            # What the data show is a clue; whether it is a problem is found on the spot, and counted there.
            "found_problem": False,
        }, actor=actor, at=at, basis=BASIS, source="随非现场检查写入", fresh=True)
        event = OffsiteLooked(
            subject=str(uuid4()), number=number, facility=facility, name=place["name"], on=on, officers=tuple(who), ways=tuple(ways),
            outlets=tuple(outlets), since=since, until=until, result=result, found=words, under=batch, discharges=rule.told if rule else "", row=row,
        )
        enter(event, actor=actor, at=at, basis=rule.basis if rule else BASIS)
    return event.subject


def _discharging(rule: offsite.Rule | None) -> offsite.Rule:
    """The rule by which a drawn task is done off site. Raises Refusal where none says so, or where that is not known."""
    mend = "请照抽取结果入企检查；这次非现场检查可以不带抽查任务另行登记"
    if rule is None:
        raise Refusal("这个对象不属于先非现场检查的，抽中的任务不能以非现场完成", mend, "国办发〔2024〕54号")
    if rule.discharges is None:
        raise Refusal(f"{rule.who}，抽中的任务能不能以非现场完成，没有查到规定", f"{mend}；上级另有规定的，先补进规则", rule.basis)
    if not rule.discharges:
        raise Refusal(f"{rule.who}，抽中的任务不能以非现场完成", mend, rule.basis)
    return rule
