"""What the 主要负责人 did as the first responsible person: study, lectures, decisions. The unit (单位) says who that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from fadu.apps.officers.figures import chief_rows
from fadu.apps.record.figures import Counter, Dated, adding
from fadu.apps.registers.models import Fact
from fadu.core.figures import Change, Figure, Group, Reading, Scope

_SYSTEM = "第一责任人"
_SHEET = "负责人履职"
_STUDY = Q(kind="学法")
_ENOUGH = Decimal(2)  # hours of study that make a week count


def _duties() -> QuerySet[Any]:
    return Fact.standing.filter(register=_SHEET, person__number__in=chief_rows().values("value"))


class _Duties(Dated):
    """The chief's duties; they rest also on the row that says who the chief is."""

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        return [*super().groups(figure, scope), _who()]


def _who() -> Group:
    return Group("单位", chief_rows(), counted=False)


class _StudyWeeks:
    """ISO weeks with enough study. A week belongs to the period in which its Monday lies, so no day of it is counted twice."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        first, last = min(scope.first for scope in scopes), max(scope.period.last for scope in scopes)
        rows = self._rows(first, last).values_list("pk", "day", "values")
        found = [Reading(len(_weeks(rows, scope))) for scope in scopes]
        return [{figure.id: reading for figure in figures} for reading in found]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        rows = self._rows(scope.first, scope.period.last)
        weeks = _weeks(rows.values_list("pk", "day", "values"), scope)
        return [Group(_SHEET, rows.filter(pk__in=[pk for pks in weeks.values() for pk in pks])), _who()]

    def _rows(self, first: date, last: date) -> QuerySet[Any]:
        return _duties().filter(_STUDY, day__range=(first, last + timedelta(days=6)))


def _weeks(rows: QuerySet[Any, Any], scope: Scope) -> dict[date, list[int]]:
    """Monday -> primary keys of the rows of each week that has enough hours."""
    hours: dict[date, Decimal] = {}
    pks: dict[date, list[int]] = {}
    for pk, day, values in rows:
        monday = day - timedelta(days=day.weekday())
        if scope.first <= monday <= scope.period.last and day <= scope.as_of:
            hours[monday] = hours.get(monday, Decimal(0)) + Decimal(str(values.get("hours") or 0))
            pks.setdefault(monday, []).append(pk)
    return {monday: pks[monday] for monday, total in hours.items() if total >= _ENOUGH}


_duty = Counter(_SYSTEM, _SHEET, _Duties(_duties, "day"), "day")
_HOURS = Cast(KT("values__hours"), DecimalField(max_digits=12, decimal_places=2))


def _kind(key: str, name: str, kind: str) -> Figure:
    return _duty(f"chief.{key}", name, "次", f"日期在统计期内、职责为{kind}的主要负责人履职记录", Q(kind=kind))


FIGURES: tuple[Figure, ...] = (
    Figure("chief.study_weeks", "主要负责人学法周数", "周", "主要负责人学法学时合计不少于2小时的ISO周（周属于其星期一所在的统计期）", _SYSTEM, _SHEET,
           _StudyWeeks(), change=Change.COUNT),
    _duty("chief.study_hours", "主要负责人学法学时", "学时", "统计期内主要负责人学法的学时合计", _STUDY, adding(_HOURS)),
    _kind("lectures", "主要负责人讲法", "讲法"),
    _kind("decisions", "主要负责人依法决策", "依法决策"),
    _kind("supervision", "主要负责人督促执法", "督促执法"),
    _kind("deliberations", "主要负责人研究法治工作", "研究法治工作"),
    _duty("chief.duties", "主要负责人履职", "次", "日期在统计期内的主要负责人履职记录"),
)
