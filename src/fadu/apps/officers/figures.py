"""Figures of the bureau's strength: who is in post on the as-of day, and with which qualification."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Max, Q, QuerySet

from fadu.apps.officers.models import Person, UnitItem
from fadu.apps.record.figures import Standing
from fadu.core.figures import Change, Figure, Scope
from fadu.core.workbook.sheets.bureau import PEOPLE

_SYSTEM = "执法力量"


def in_post(day: date) -> QuerySet[Any]:
    """People in post on a day."""
    on = Standing(PEOPLE, "人员", day)
    return Person.standing.filter(_in_post(on))


def in_post_on_any(days: Iterable[date]) -> set[int]:
    """Primary keys of the people in post on at least one of the days."""
    return {pk for day in set(days) for pk in in_post(day).values_list("pk", flat=True)}


def chief_number() -> str:
    """工号 of the 主要负责人, "" where the unit names none."""
    item = UnitItem.standing.filter(item="主要负责人工号").first()
    return item.value if item else ""


def _in_post(on: Standing) -> Q:
    return on.not_later("joined_on") & on.not_yet("left_on")


def _all(on: Standing) -> Q:
    return Q()


def _officers(on: Standing) -> Q:
    return on.is_yes("is_officer")


def _reviewers(on: Standing) -> Q:
    return on.is_yes("is_reviewer")


def _qualified(on: Standing) -> Q:
    return _reviewers(on) & on.holds("legal_qualification", ~Q(legal_qualification=""), bool)


def _certified(on: Standing) -> Q:
    valid = on.not_later("certificate_from") & on.not_yet_over("certificate_until")
    return _officers(on) & on.holds("certificate", ~Q(certificate=""), bool) & valid


def _rows(where: Callable[[Standing], Q], scope: Scope) -> QuerySet[Any]:
    on = Standing(PEOPLE, "人员", scope.as_of)
    return Person.standing.filter(_in_post(on) & where(on))


def _count(where: Callable[[Standing], Q], scope: Scope) -> int:
    return _rows(where, scope).count()


def _figure(id: str, name: str, definition: str, where: Callable[[Standing], Q]) -> Figure:
    return Figure(id, name, "人", definition, _SYSTEM, "人员", partial(_count, where), partial(_rows, where))


def _joined(scope: Scope) -> QuerySet[Any]:
    return Person.standing.filter(joined_on__lte=scope.as_of)


def _latest_recruits(scope: Scope) -> QuerySet[Any]:
    return Person.standing.filter(joined_on=_joined(scope).aggregate(day=Max("joined_on"))["day"])


def _years_without_recruits(scope: Scope) -> int | None:
    last = _joined(scope).aggregate(day=Max("joined_on"))["day"]
    return scope.as_of.year - last.year if last else None


FIGURES: tuple[Figure, ...] = (
    _figure("staff.total", "在职人员", "统计时点在职的人员", _all),
    _figure("staff.officers", "执法人员", "统计时点在职的执法人员", _officers),
    _figure("staff.certified", "持有效执法证的执法人员", "统计时点在职、执法证在有效期内的执法人员", _certified),
    _figure("staff.reviewers", "法制审核人员", "统计时点在职的法制审核人员", _reviewers),
    _figure("staff.reviewers_qualified", "取得法律职业资格的法制审核人员", "统计时点在职、有法律职业资格证号的法制审核人员", _qualified),
    Figure("staff.years_without_recruits", "未招录新人年数", "年", "统计时点所在年份减最近一次入职的年份", _SYSTEM, "人员",
           _years_without_recruits, _latest_recruits, Change.NONE),
)
