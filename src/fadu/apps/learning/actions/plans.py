"""Set and lift what a year demands."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from fadu.apps.learning.models import YearDemand
from fadu.apps.record.actions import enter
from fadu.apps.record.actions.sealing import locked_head
from fadu.core.learning.demands import AMOUNTS, GROUPS, PROGRAMMES, WHATS
from fadu.core.refusal import Refusal
from fadu.events.learning import DemandLifted, DemandSet

MOST_HOURS = 1000


def set_demand(
    *, year: int, group: str, what: str, basis: str, actor: str, at: datetime, programme: str = "", amount: Decimal | None = None
) -> YearDemand:
    """Demand hours (`amount`), or that a `programme` be studied, attended or passed, from a group in a year; or say from which mark on (`amount`)
    who sat a programme is excellent. Raises Refusal."""
    programme, basis = programme.strip()[:120], basis.strip()[:200]
    if group not in GROUPS or what not in WHATS:
        raise Refusal("没有选对象或者事项", "请从列表里选择")
    if not 2000 <= year <= at.year + 1:
        raise Refusal(f"年度 {year}", f"请填 2000 至 {at.year + 1} 的年度")
    if not basis:
        raise Refusal("没有写依据", "请写明是哪个文件、哪次会议的要求")
    if what in AMOUNTS and (amount is None or not 0 < amount <= MOST_HOURS):
        raise Refusal(f"{WHATS[what]}没有填，或者不是正数", f"请填大于 0、不超过 {MOST_HOURS} 的数")
    if what in PROGRAMMES and not programme:
        raise Refusal(f"{WHATS[what]}没有写项目", "请写明项目，与学习考试登记里的“项目”一致，如“网上学法考法”")
    if what not in PROGRAMMES:
        programme = ""
    if what not in AMOUNTS:
        amount = None
    with transaction.atomic():
        locked_head()
        rows = YearDemand.objects.filter(year=year)
        if rows.filter(group=group, what=what, programme=programme, lifted_at=None).exists():
            raise Refusal(f"{year} 年的计划里已有这一项", "要改的，先取消原来的一项")
        demand = YearDemand.objects.create(
            number=f"JH{year}-{rows.count() + 1:02d}", year=year, group=group, what=what, programme=programme, amount=amount, basis=basis,
            set_by=actor, set_at=at,
        )
        event = DemandSet(
            subject=demand.number, year=year, group=group, what=what, programme=programme, amount="" if amount is None else f"{amount:f}", basis=basis
        )
        enter(event, actor=actor, at=at, basis="年度学习计划")
    return demand


def lift_demand(number: str, *, reason: str, actor: str, at: datetime) -> None:
    """Take a demand out of the plan. Raises Refusal."""
    if not reason.strip():
        raise Refusal("没有写取消的理由", "请写明理由，理由随同封存")
    with transaction.atomic():
        demand = YearDemand.objects.select_for_update().filter(number=number, lifted_at=None).first()
        if demand is None:
            raise Refusal(f"计划里没有 {number}，或者已取消", "请从计划列表里选择")
        demand.lifted_at = at
        demand.save(update_fields=["lifted_at"])
        enter(DemandLifted(subject=number, reason=reason.strip()[:200]), actor=actor, at=at, basis="年度学习计划")
