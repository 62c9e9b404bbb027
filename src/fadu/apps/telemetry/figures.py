"""Figures of what is monitored: factors, devices, outlets in use on the as-of day."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from fadu.apps.record.figures import Aggregated, Lasting, Standing, counting, distinct, everything
from fadu.apps.telemetry.tables import TABLES
from fadu.core.figures import Figure

_SYSTEM = "非现场监管"


def _in_use(on: Standing) -> Q:
    return Q(started_on__lte=on.day) & on.not_yet("stopped_on")


_MONITORS = Lasting(TABLES[0], _in_use)
_OUTLET = Concat(Cast("facility_id", CharField()), Value(" "), "outlet", output_field=CharField())


def _kind(kind: str) -> Callable[[Standing], Q]:
    return lambda on: on.is_one_of("outlet_kind", kind)


def _figure(
    id: str, name: str, unit: str, definition: str, where: Callable[[Standing], Q] = everything, aggregate: Aggregated = counting,
) -> Figure:
    return _MONITORS.figure(_SYSTEM, id, name, unit, definition, where, aggregate)


FIGURES: tuple[Figure, ...] = (
    _figure("telemetry.facilities", "安装自动监控设备的单位", "家", "统计时点有在用自动监控设备的不同监管对象", everything, distinct("facility")),
    _figure("telemetry.devices", "在用自动监控设备", "套", "统计时点在用的不同设备编号", everything, distinct("mn")),
    _figure("telemetry.outlets", "自动监控排口", "个", "统计时点在用自动监控设备所在的不同排口", everything, distinct(_OUTLET)),
    _figure("telemetry.outlets.water", "废水自动监控排口", "个", "统计时点在用自动监控设备所在的不同废水排口", _kind("废水"), distinct(_OUTLET)),
    _figure("telemetry.outlets.air", "废气自动监控排口", "个", "统计时点在用自动监控设备所在的不同废气排口", _kind("废气"), distinct(_OUTLET)),
    _figure("telemetry.factors", "自动监控因子", "项", "统计时点在用的设备与因子"),
)
