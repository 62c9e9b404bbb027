"""Figures of damage compensation."""

from __future__ import annotations

from django.db.models import Q

from fadu.apps.damages.models import DamageCase
from fadu.apps.record.figures import Counter, Dated, adding, distinct
from fadu.apps.registers.figures import ranking
from fadu.core.figures import Figure, Scope, derived, percent

_SYSTEM = "生态环境损害赔偿"
_DAYS = Dated(DamageCase.standing.all, "started_on", "negotiated_on", "closed_on")
_started = Counter(_SYSTEM, "损害赔偿", _DAYS, "started_on")
_negotiated = Counter(_SYSTEM, "损害赔偿", _DAYS, "negotiated_on")
_closed_in = Counter(_SYSTEM, "损害赔偿", _DAYS, "closed_on")


def _closed(scope: Scope) -> Q:
    return Q(closed_on__lte=scope.as_of)


def _restored(scope: Scope) -> Q:
    return Q(restored_on__lte=scope.as_of)


def _domain(key: str, domain: str) -> Figure:
    return _started(f"damages.domain.{key}", f"{domain}领域损害赔偿案件", "件", f"启动日期在统计期内、领域为{domain}的损害赔偿案件", Q(domain=domain))


_STARTED = _started("damages.started", "启动损害赔偿案件", "件", "启动日期在统计期内的损害赔偿案件")
_STARTED_CLOSED = _started("damages.started_closed", "当期启动并办结", "件", "统计期内启动的损害赔偿案件中，截至统计时点已办结的", _closed)

FIGURES: tuple[Figure, ...] = (
    _STARTED,
    _closed_in("damages.closed", "办结损害赔偿案件", "件", "办结日期在统计期内的损害赔偿案件"),
    _started("damages.fields", "损害赔偿涉及领域", "类", "统计期内启动的损害赔偿案件的不同领域", None, distinct("domain")),
    _STARTED_CLOSED,
    derived("damages.closed_rate", "损害赔偿办结率", "%", "当期启动并办结÷启动损害赔偿案件", (_STARTED_CLOSED, _STARTED), percent),
    _negotiated("damages.negotiated", "磋商", "件", "磋商日期在统计期内的损害赔偿案件"),
    _started("damages.amount_yuan", "损害赔偿金额", "元", "统计期内启动的损害赔偿案件的赔偿金额合计", None, adding("amount")),
    _started("damages.restored", "修复完成", "件", "统计期内启动的损害赔偿案件中，截至统计时点已完成修复的", _restored),
    _started("damages.from_cases", "来自处罚案件的损害赔偿", "件", "统计期内启动的损害赔偿案件中，关联行政处罚案件的", Q(case__isnull=False)),
    _domain("ecology", "生态环境"),
    _domain("resources", "自然资源"),
    _domain("agriculture", "农业农村"),
    _domain("water", "水利"),
    _domain("housing", "住建"),
    _domain("city", "城管"),
    _domain("forestry", "林业"),
    _domain("other", "其他"),
    ranking("damages.city_rank", "损害赔偿工作全市排名", _SYSTEM, "损害赔偿启动数量和办结率", "city_rank"),
    ranking("damages.province_rank", "损害赔偿工作全省排名", _SYSTEM, "损害赔偿启动数量和办结率", "province_rank"),
)
