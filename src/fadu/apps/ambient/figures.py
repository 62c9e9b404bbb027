"""Figures of environmental quality, as published documents state them: values, changes, ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from fadu.apps.ambient.models import QualityStatement
from fadu.core.figures import Change, Figure, Group, Number, Period, Reading, Scope, Span, compare, plain

_SYSTEM = "环境质量"
_SHEET = "环境质量"


@dataclass(frozen=True)
class _Asked:
    """An indicator and what is asked of its statement: a field, or the change from `year_before` to `value` in a form."""

    indicator: str
    field: str
    exact: bool  # the statement must be about the very period asked for
    form: Change = Change.NONE
    decimals: int = 1


class _Statements:
    """Statements about the period; where `exact` is not asked for, the one inside it that ends last, and the longest of those."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        rows = list(self._rows({figure.handle.indicator for figure in figures}, scopes))
        return [{figure.id: _reading(_pick(rows, figure.handle, scope), figure.handle) for figure in figures} for scope in scopes]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        row = _pick(list(self._rows({figure.handle.indicator}, [scope])), figure.handle, scope)
        return [Group(_SHEET, QualityStatement.standing.filter(pk=row.pk if row else None))]

    def _rows(self, indicators: set[str], scopes: Sequence[Scope]) -> QuerySet[Any]:
        first, last = min(scope.first for scope in scopes), max(scope.last for scope in scopes)
        return QualityStatement.standing.filter(indicator__in=indicators, period_from__gte=first, period_to__lte=last)


def _pick(rows: Sequence[Any], asked: _Asked, scope: Scope) -> Any:
    inside = [
        row for row in rows
        if row.indicator == asked.indicator and scope.first <= row.period_from and row.period_to <= scope.last
        and (not asked.exact or (row.period_from, row.period_to) == (scope.first, scope.period.last))
        and _value(row, asked) is not None
    ]
    return max(inside, key=lambda row: (row.period_to, row.period_to - row.period_from, row.number), default=None)


def _value(row: Any, asked: _Asked) -> Number | None:
    if asked.field != "change":
        found: Number | None = getattr(row, asked.field)
        return Decimal(plain(found)) if isinstance(found, Decimal) else found  # 36, not the 36.0000 of the column
    return compare(asked.form, row.value, row.year_before, asked.decimals).amount


def _reading(row: Any, asked: _Asked) -> Reading:
    return Reading(_value(row, asked), Period(row.period_from, row.period_to), row.source) if row else Reading(None)


_SOURCE = _Statements()
_RANKS = {"city": "全市", "province": "全省"}


def _figure(id: str, name: str, unit: str, definition: str, asked: _Asked, change: Change, before: Figure | None = None) -> Figure:
    return Figure(id, name, unit, definition, _SYSTEM, _SHEET, _SOURCE, asked, change, asked.decimals, Span.STATED, before)


def _ranks(id: str, name: str, indicator: str, exact: bool) -> list[Figure]:
    return [
        _figure(f"{id}.{key}_rank", f"{name}{scale}排名", "位", f"环境质量中“{indicator}”的{scale}排名（按来源文件）",
                _Asked(indicator, f"{key}_rank", exact), Change.RANK)
        for key, scale in _RANKS.items()
    ]


def _air(key: str, name: str, unit: str, indicator: str, form: Change = Change.CONCENTRATION, decimals: int = 1) -> list[Figure]:
    id, points = f"quality.air.{key}", form is Change.RATE
    stated = f"环境质量中“{indicator}”在统计期的数值（时段与统计期相同，按来源文件）"
    before = _figure(f"{id}.year_before", f"{name}上年同期值", unit, stated, _Asked(indicator, "year_before", True), Change.NONE)
    change = _Asked(indicator, "change", True, form, decimals)
    how = "数值－上年同期值，百分点" if points else "（数值－上年同期值）÷上年同期值，%"
    return [
        _figure(id, name, unit, stated, _Asked(indicator, "value", True, decimals=decimals), form, before),
        _figure(f"{id}.yoy", f"{name}同比", "个百分点" if points else "%", how, change, Change.NONE),
        *_ranks(id, name, indicator, exact=True),
    ]


def _land(key: str, name: str, indicator: str) -> Figure:
    definition = f"环境质量中“{indicator}”的数值（时段在统计期内，按来源文件）"
    return _figure(f"quality.soil.{key}", name, "%", definition, _Asked(indicator, "value", False), Change.RATE)


FIGURES: tuple[Figure, ...] = (
    *_air("index", "空气质量综合指数", "", "综合指数", Change.INDEX),
    *_air("good_rate", "空气优良天数比例", "%", "优良天数比例", Change.RATE),
    *_air("pm25", "PM2.5浓度", "微克/立方米", "PM2.5", decimals=2),
    *_air("pm10", "PM10浓度", "微克/立方米", "PM10"),
    *_air("so2", "SO2浓度", "微克/立方米", "SO2"),
    *_air("no2", "NO2浓度", "微克/立方米", "NO2"),
    *_air("co", "CO日均值第95百分位浓度", "毫克/立方米", "CO-95per"),
    *_air("o3", "O3日最大8小时均值第90百分位浓度", "微克/立方米", "O3-8h-90per"),
    *_ranks("quality.water", "水环境质量", "水环境质量", exact=False),
    _land("construction_land", "重点建设用地安全利用率", "重点建设用地安全利用率"),
    _land("farmland", "受污染耕地安全利用率", "受污染耕地安全利用率"),
)
