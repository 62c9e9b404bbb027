"""Make the plan of a year, a further version of it, and say where it was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from fadu.apps.inspections import planning, queries
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core import sampling
from fadu.core.refusal import Refusal
from fadu.events.inspections import PlanMade, PlanPublished

BASIS = "国办发〔2015〕58号；国办发〔2024〕54号"
LONGEST = 200


def make_plan(
    *, year: int, title: str, written: Mapping[str, Any], on: date, actor: str, at: datetime, positive_list: str = "skip",
    raises: Iterable[str] = (), count_others: bool = False, interval_days: int = 0, reason: str = "",
) -> str:
    """Make a plan of a year, or a further version with its reason; returns its lasting id.

    `written` are the rules as core.sampling reads them (docs/sampling.md), by the classes of the register; `on` is the day on which objects
    and officers are counted; objects whose credit grade contains one of `raises` count to the special class; `count_others`: visits of
    other departments count towards the cap; `interval_days` between two visits of an object, 0 for no rule. Raises Refusal.
    """
    if on.year not in (year - 1, year):
        raise Refusal(f"统计日 {on} 不在{year}年或上一年", "请填写编制计划时的日期")
    if positive_list not in planning.POSITIVE:
        raise Refusal("没有写明正面清单企业是否参加抽取", f"可选：{'、'.join(planning.POSITIVE.values())}")
    if not 0 <= interval_days < planning.YEAR:
        raise Refusal(f"两次检查的间隔 {interval_days} 日不对", f"请填写 0 至 {planning.YEAR - 1} 的整数，没有规定的填 0")
    rules = {**written, "title": line(title, "标题"), "year": str(year)}
    sampling.plan(rules)
    beside: dict[str, Any] = {
        "positive_list": positive_list, "raises": tuple(raises), "raised_to": planning.SPECIAL, "count_others": count_others,
        "interval_days": interval_days,
    }
    with transaction.atomic():
        locked_head()
        version = len(queries.plans(year)) + 1
        if version > 1 and not reason.strip():
            raise Refusal(f"{year}年已有计划（第{version - 1}版）", "调整计划要写明理由，原来的版本照样留存")
        counted = planning.count(rules, beside, on)
        event = PlanMade(
            subject=str(uuid4()), number=f"{year}年计划第{version}版", year=year, version=version, title=rules["title"], written=rules, on=on,
            objects=counted.objects, officers=counted.officers, visits=counted.visits, **beside,
            reason=line(reason, "理由") if reason.strip() else "",
        )
        enter(event, actor=actor, at=at, basis=BASIS)
    return event.subject


def publish_plan(id: str, *, place: str, on: date, actor: str, at: datetime) -> None:
    """Say where and when the plan was made public. Raises Refusal."""
    with transaction.atomic():
        locked_head()
        plan = queries.plan(id)
        if plan is None:
            raise Refusal("没有这个计划", "请从计划列表里选择")
        if plan.published:
            raise Refusal(f"{plan.number}已经公开过", "不用再登记")
        if on > at.date():
            raise Refusal(f"公开日期 {on} 在今天之后", "公开以后再登记")
        enter(PlanPublished(subject=id, number=plan.number, place=line(place, "公开的地方"), on=on), actor=actor, at=at, basis=BASIS)


def line(text: str, what: str) -> str:
    """A short text on one line. Raises Refusal."""
    wanted = text.strip()
    if not wanted or len(wanted) > LONGEST or not wanted.isprintable():
        raise Refusal(f"{what}没有写，或太长", f"请写在一行里，不超过 {LONGEST} 字")
    return wanted
