"""Figures of the bureau's strength: who is in post on the as-of day, and with which qualification."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from fadu.apps.officers.models import Person, UnitItem
from fadu.apps.officers.tables import TABLES
from fadu.apps.record.figures import Lasting, Standing, everything
from fadu.core.figures import Change, Figure, Group, Reading, Scope, Span

_SYSTEM = "执法力量"
_CHIEF = "主要负责人工号"


def _in_post(on: Standing) -> Q:
    return on.not_later("joined_on") & on.not_yet("left_on")


STAFF = Lasting(next(table for table in TABLES if table.model is Person), _in_post)


def chief_rows() -> QuerySet[Any]:
    """The particular of the unit that says who the 主要负责人 is; its value is a 工号."""
    return UnitItem.standing.filter(item=_CHIEF)


def people(pks: Iterable[int]) -> QuerySet[Any]:
    """The rows of some people."""
    return Person.standing.filter(pk__in=list(pks))


def staff_on(days: Iterable[date]) -> dict[date, set[int]]:
    """For each day the primary keys of the people in post; three queries however many days there are."""
    wanted = sorted(set(days))
    if not wanted:
        return {}
    said = STAFF.on(wanted[-1]).history("joined_on", "left_on")
    people = list(Person.standing.values_list("pk", "number", "joined_on", "left_on"))
    found: dict[date, set[int]] = {day: set() for day in wanted}
    for pk, number, joined, left in people:
        joins, leaves = said.get((number, "joined_on"), ()), said.get((number, "left_on"), ())
        for day in wanted:
            first, last = _latest(joins, day, joined), _latest(leaves, day, left)
            if (first is None or first <= day) and (last is None or last > day):
                found[day].add(pk)
    return found


def staff_changes(day: date) -> list[Group]:
    """The dated changes that decide who is in post up to a day."""
    on = STAFF.on(day)
    STAFF.there(on)
    return on.changes()


def _latest(said: Iterable[tuple[date, Any]], day: date, at_first: Any) -> Any:
    return next((value for since, value in reversed(list(said)) if since <= day), at_first)


def _officers(on: Standing) -> Q:
    return on.is_yes("is_officer")


@dataclass(frozen=True, slots=True)
class OfficerOn:
    """A law-enforcement officer in post on a day, with the certificate held then ("" and None: none stated)."""

    number: str
    name: str
    certificate: str
    valid_from: date | None
    valid_until: date | None


def officers_on(day: date) -> list[OfficerOn]:
    """The officers in post on a day, by 工号, those without a valid certificate too."""
    on = STAFF.on(day)
    return [
        OfficerOn(
            row.number, on.value(row, "name"), on.value(row, "certificate") or "", on.value(row, "certificate_from"),
            on.value(row, "certificate_until"),
        )
        for row in STAFF.there(on).filter(_officers(on)).order_by("number")
    ]


def _reviewers(on: Standing) -> Q:
    return on.is_yes("is_reviewer")


def _qualified(on: Standing) -> Q:
    return _reviewers(on) & on.holds("legal_qualification", ~Q(legal_qualification=""), bool)


def _any_qualified(on: Standing) -> Q:
    return on.holds("legal_qualification", ~Q(legal_qualification=""), bool)


def _certified(on: Standing) -> Q:
    valid = on.not_later("certificate_from") & on.not_yet_over("certificate_until")
    return _officers(on) & on.holds("certificate", ~Q(certificate=""), bool) & valid


def _figure(id: str, name: str, definition: str, where: Callable[[Standing], Q]) -> Figure:
    return STAFF.figure(_SYSTEM, id, name, "人", definition, where)


class _Recruits:
    """The latest year in which anybody joined."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        asked = {f"n{n}": Max("joined_on", filter=Q(joined_on__lte=scope.as_of)) for n, scope in enumerate(scopes)}
        latest = Person.standing.aggregate(**asked)
        years = [scope.as_of.year - latest[f"n{n}"].year if latest[f"n{n}"] else None for n, scope in enumerate(scopes)]
        return [{figure.id: Reading(value) for figure in figures} for value in years]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        joined = Person.standing.filter(joined_on__lte=scope.as_of)
        latest: Any = joined.aggregate(day=Max("joined_on"))["day"]
        return [Group(figure.sheet, joined.filter(joined_on__year=latest.year) if latest else joined.none())]


FIGURES: tuple[Figure, ...] = (
    _figure("staff.total", "在职人员", "统计时点在职的人员", everything),
    _figure("staff.officers", "执法人员", "统计时点在职的执法人员", _officers),
    _figure("staff.certified", "持有效执法证的执法人员", "统计时点在职、执法证在有效期内的执法人员", _certified),
    _figure("staff.reviewers", "法制审核人员", "统计时点在职的法制审核人员", _reviewers),
    _figure("staff.reviewers_qualified", "取得法律职业资格的法制审核人员", "统计时点在职、有法律职业资格证号的法制审核人员", _qualified),
    _figure("staff.qualified", "取得法律职业资格的人员", "统计时点在职、有法律职业资格证号的人员", _any_qualified),
    Figure("staff.years_without_recruits", "未招录新人年数", "年", "统计时点所在年份减最近一次入职的年份", _SYSTEM, "人员",
           _Recruits(), change=Change.NONE, span=Span.DAY),
)
