"""Figures of study and examinations: the yearly 学法考法, licence examinations, courses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, ExtractYear

from fadu.apps.learning.leading import Leaders
from fadu.apps.learning.models import StudyRecord
from fadu.apps.learning.queries.plans import excellent_marks
from fadu.apps.officers.figures import people, staff_changes, staff_on
from fadu.apps.record.figures import Counter, Dated, adding, any_of, distinct, in_period
from fadu.core.figures import Figure, Group, Reading, Scope, derived, percent

_SYSTEM = "学法考法"
_SHEET = "学习考试"
_YEARLY = "网上学法考法"
_RECORDS = Dated(StudyRecord.standing.all, "held_on")
_any = Counter(_SYSTEM, _SHEET, _RECORDS, "held_on")
_yearly = Counter(_SYSTEM, _SHEET, _RECORDS, "held_on", Q(programme=_YEARLY))
_licence = Counter(_SYSTEM, _SHEET, _RECORDS, "held_on", Q(category="执法资格考试"))
_course = Counter(_SYSTEM, _SHEET, _RECORDS, "held_on", Q(category="培训"))
_SITTING = Concat("programme", Value(" "), Cast("held_on", CharField()), output_field=CharField())


class _Expected:
    """Who should have come: the people in post on the days on which `handle` (studied, sat) is recorded for anybody."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        days = [{figure.id: self._days(figure, scope, held) for figure in figures} for held in [self._held(scopes)] for scope in scopes]
        staff = staff_on(day for by_figure in days for found in by_figure.values() for day in found)
        return [{id: Reading(len(_together(staff, found))) for id, found in by_figure.items()} for by_figure in days]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        days = self._days(figure, scope, self._held([scope]))
        pks = _together(staff_on(days), days)
        sittings = StudyRecord.standing.filter(programme=_YEARLY, held_on__in=days, **{f"{figure.handle}__isnull": False})
        return [Group("人员", people(pks)), Group(_SHEET, sittings, counted=False), *(staff_changes(max(days)) if days else ())]

    def _held(self, scopes: Sequence[Scope]) -> list[tuple[date, bool | None, bool | None]]:
        rows = StudyRecord.standing.filter(any_of(in_period("held_on", scope) for scope in scopes), programme=_YEARLY)
        return list(rows.values_list("held_on", "studied", "sat").distinct())

    def _days(self, figure: Figure, scope: Scope, held: Sequence[tuple[date, bool | None, bool | None]]) -> set[date]:
        place = {"studied": 1, "sat": 2}[figure.handle]
        return {row[0] for row in held if row[place] is not None and scope.first <= row[0] <= scope.last}


def _together(staff: Mapping[date, set[int]], days: set[date]) -> set[int]:
    empty: set[int] = set()
    return reduce(or_, (staff[day] for day in days), empty)


_EXPECTED = _Expected()


class _Excellent:
    """Who reached the mark that the plan of the year calls excellent; unknown where somebody sat in a year whose plan names none."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        sat = list(_marked(any_of(in_period("held_on", scope) for scope in scopes)).values_list("held_on", "person", "score", "mark"))
        return [dict.fromkeys((figure.id for figure in figures), Reading(_excellent(sat, scope))) for scope in scopes]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        return [Group(_SHEET, _marked(in_period("held_on", scope)).filter(score__gte=F("mark")))]


def _marked(where: Q) -> QuerySet[Any]:
    """Who sat, with the `mark` of the year's plan."""
    marks = excellent_marks(_YEARLY).filter(year=ExtractYear(OuterRef("held_on")))
    found: QuerySet[Any] = StudyRecord.standing.filter(where, programme=_YEARLY, sat=True).annotate(mark=Subquery(marks.values("amount")[:1]))
    return found


def _excellent(sat: Sequence[tuple[date, int, Decimal | None, Decimal | None]], scope: Scope) -> int | None:
    inside = [row for row in sat if scope.first <= row[0] <= scope.last]
    if any(mark is None for *_, mark in inside):
        return None
    return len({person for _, person, score, mark in inside if score is not None and mark is not None and score >= mark})


def _expected(key: str, name: str, did: str, field: str) -> Figure:
    definition = f"统计期内网上学法考法记有{did}的各日在职的人员（同一人计一次）"
    return Figure(f"training.exam.{key}", name, "人", definition, _SYSTEM, "人员", _EXPECTED, field)


_SHOULD_STUDY = _expected("should_study", "学法考法应参学人数", "参学", "studied")
_SHOULD_SIT = _expected("should_sit", "学法考法应参考人数", "参考", "sat")
_STUDIED = _yearly("training.exam.studied", "学法考法参学人数", "人", "统计期内网上学法考法参学的不同人员", Q(studied=True), distinct("person"))
_SAT = _yearly("training.exam.attended", "学法考法参考人数", "人", "统计期内网上学法考法参考的不同人员", Q(sat=True), distinct("person"))
_PASSED = _yearly("training.exam.passed", "学法考法合格人数", "人", "统计期内网上学法考法合格的不同人员", Q(passed=True), distinct("person"))
_EXCELLENT = Figure(
    "training.exam.excellent", "学法考法优秀人数", "人", "统计期内网上学法考法参考、成绩达到当年计划所定优秀分数线的不同人员；没有定分数线的不知道",
    _SYSTEM, _SHEET, _Excellent(),
)
_ATTEMPTS = _licence("training.licence_exam.attempts", "执法资格考试", "人次", "日期在统计期内、类型为执法资格考试且参考的记录", Q(sat=True))
_LICENSED = _licence("training.licence_exam.passed", "执法资格考试合格", "人次", "日期在统计期内、类型为执法资格考试、参考且合格的记录",
                     Q(sat=True, passed=True))
_LEADERS = Leaders(_YEARLY)


def _leading(key: str, name: str, unit: str, definition: str) -> Figure:
    said = f"{definition}（局长、副局长、党组书记和成员、纪检组长、总工程师，按记录当日的职务）"
    return Figure(f"training.leaders.{key}", name, unit, said, _SYSTEM, _SHEET, _LEADERS, key)


FIGURES: tuple[Figure, ...] = (
    _SHOULD_STUDY,
    _SHOULD_SIT,
    _STUDIED,
    _SAT,
    _PASSED,
    derived("training.exam.study_rate", "学法考法参学率", "%", "参学的不同人员÷参学之日在职人员", (_STUDIED, _SHOULD_STUDY), percent),
    derived("training.exam.attend_rate", "学法考法参考率", "%", "参考的不同人员÷参考之日在职人员", (_SAT, _SHOULD_SIT), percent),
    derived("training.exam.pass_rate", "学法考法合格率", "%", "合格的不同人员÷参考的不同人员", (_PASSED, _SAT), percent),
    _EXCELLENT,
    derived("training.exam.excellent_rate", "学法考法优秀率", "%", "优秀的不同人员÷参考的不同人员", (_EXCELLENT, _SAT), percent),
    _ATTEMPTS,
    _LICENSED,
    derived("training.licence_exam.pass_rate", "执法资格考试合格率", "%", "执法资格考试合格人次÷参考人次", (_LICENSED, _ATTEMPTS), percent),
    _course("training.courses", "培训", "期", "日期在统计期内、类型为培训的不同项目和日期", None, distinct(_SITTING)),
    _course("training.course_attendance", "培训参加", "人次", "日期在统计期内、类型为培训的记录"),
    _any("training.people", "参加学习考试的人员", "人", "统计期内有学习考试记录的不同人员", None, distinct("person")),
    _any("training.hours", "学习学时", "学时", "统计期内学习考试记录的学时合计", None, adding("hours")),
    _leading("hours", "领导干部学习学时", "学时", "统计期内领导干部学习考试记录的学时合计"),
    _leading("people", "参加学习考试的领导干部", "人", "统计期内有学习考试记录的不同领导干部"),
    _leading("sat", "参加学法考法的领导干部", "人", "统计期内网上学法考法参考的不同领导干部"),
)
