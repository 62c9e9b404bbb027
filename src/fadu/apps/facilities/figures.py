"""Figures of regulated objects: the random pool, the positive list, automatic monitoring, all on the as-of day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from fadu.apps.facilities.tables import TABLES
from fadu.apps.record.figures import Lasting, Standing, everything
from fadu.core.figures import Figure

_SYSTEM = "监管对象"


def _registered(on: Standing) -> Q:
    return on.not_later("registered_on") & on.not_yet("cancelled_on")


_FACILITIES = Lasting(TABLES[0], _registered)


def _pool(*categories: str) -> Callable[[Standing], Q]:
    def where(on: Standing) -> Q:
        pool = on.is_yes("in_pool")
        return pool & on.is_one_of("category", *categories) if categories else pool

    return where


def _monitored(on: Standing) -> Q:
    return on.is_yes("is_monitored")


def _listed(on: Standing) -> Q:
    """On the list by the row's flag and dates, or by the last dated change of the flag.

    A row that says 否 and names a later day of removal was on the list until then. A change outdates the days of an
    earlier stay on the list, so only a removal after the change still counts.
    """
    dated = on.not_later("listed_on") & on.not_yet("delisted_on")
    off_later = Q(on_positive_list=False, listed_on__isnull=False, delisted_on__gt=on.day)
    by_row = dated & (Q(on_positive_list=True) | off_later)
    if not on.has_changes("on_positive_list"):
        return by_row
    still = on.not_yet("delisted_on") | Q(delisted_on__lte=F("since_on_positive_list"))
    changed = Q(now_on_positive_list__isnull=False)
    return (~changed & by_row) | (changed & on.is_yes("on_positive_list") & still)


@dataclass(frozen=True, slots=True)
class Pooled:
    """A regulated object as it stands on a day; `on_positive_list` is None where the register does not say."""

    number: str
    name: str
    credit_code: str
    address: str
    category: str
    on_positive_list: bool | None
    credit_grade: str
    risk_grade: str


def pool_on(day: date) -> list[Pooled]:
    """The random pool (对象名录库) on a day, by number: class, positive list and credit grade as they held then."""
    on = _FACILITIES.on(day)
    return _pooled(on, _FACILITIES.there(on).filter(_pool()(on)))


def object_on(number: str, day: date) -> Pooled | None:
    """One object on a day, in the pool or not; None where it was not there."""
    on = _FACILITIES.on(day)
    return next(iter(_pooled(on, _FACILITIES.there(on).filter(number=number))), None)


def _pooled(on: Standing, found: QuerySet[Any]) -> list[Pooled]:
    rows = found.order_by("number")
    listed = set(rows.filter(_listed(on)).values_list("pk", flat=True))
    return [
        Pooled(
            row.number, on.value(row, "name"), on.value(row, "credit_code") or "", on.value(row, "address") or "", on.value(row, "category") or "",
            True if row.pk in listed else None if _unsaid(on, row) else False, on.value(row, "credit_grade") or "", on.value(row, "risk_grade") or "",
        )
        for row in rows
    ]


def _unsaid(on: Standing, row: Any) -> bool:
    return on.value(row, "on_positive_list") is None and on.value(row, "listed_on") is None


def _permit(permit_class: str) -> Callable[[Standing], Q]:
    return lambda on: on.is_one_of("permit_class", permit_class)


def _category(category: str) -> Callable[[Standing], Q]:
    return lambda on: on.is_one_of("category", category)


def _figure(id: str, name: str, definition: str, where: Callable[[Standing], Q]) -> Figure:
    return _FACILITIES.figure(_SYSTEM, id, name, "家", definition, where)


FIGURES: tuple[Figure, ...] = (
    _figure("facility.total", "监管对象", "统计时点在册（已登记、未注销）的监管对象", everything),
    _figure("facility.pool.total", "纳入随机抽查的监管对象", "统计时点纳入随机抽查的监管对象", _pool()),
    _figure("facility.pool.general", "纳入随机抽查的一般排污单位", "统计时点纳入随机抽查的一般排污单位", _pool("一般排污单位")),
    _figure("facility.pool.key_special", "纳入随机抽查的重点排污单位、特殊监管单位", "统计时点纳入随机抽查的重点排污单位和特殊监管单位",
            _pool("重点排污单位", "特殊监管单位")),
    _figure("facility.pool.key", "纳入随机抽查的重点排污单位", "统计时点纳入随机抽查的重点排污单位", _pool("重点排污单位")),
    _figure("facility.pool.special", "纳入随机抽查的特殊监管单位", "统计时点纳入随机抽查的特殊监管单位", _pool("特殊监管单位")),
    _figure("facility.pool.other", "纳入随机抽查的其他对象", "统计时点纳入随机抽查、类别为其他的监管对象", _pool("其他")),
    _figure("facility.category.key", "重点排污单位", "统计时点在册的重点排污单位", _category("重点排污单位")),
    _figure("facility.category.special", "特殊监管单位", "统计时点在册的特殊监管单位", _category("特殊监管单位")),
    _figure("facility.category.general", "一般排污单位", "统计时点在册的一般排污单位", _category("一般排污单位")),
    _figure("facility.category.other", "其他监管对象", "统计时点在册、类别为其他的监管对象", _category("其他")),
    _figure("facility.permit.key", "排污许可重点管理单位", "统计时点在册、排污许可为重点管理的监管对象", _permit("重点管理")),
    _figure("facility.permit.simple", "排污许可简化管理单位", "统计时点在册、排污许可为简化管理的监管对象", _permit("简化管理")),
    _figure("facility.permit.registered", "排污登记管理单位", "统计时点在册、排污许可为登记管理的监管对象", _permit("登记管理")),
    _figure("facility.positive_list", "监督执法正面清单企业", "统计时点列入监督执法正面清单、尚未移出的监管对象", _listed),
    _figure("facility.monitored", "自动监控联网单位", "统计时点自动监控设备已联网的监管对象", _monitored),
)
