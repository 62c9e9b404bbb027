"""Figures of declared registers, made from their declarations; those that the bureau declared itself are made when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import sub
from typing import Any

from django.db.models import DecimalField, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from fadu.apps.record.figures import Aggregated, Dated, Tally, adding, counting, distinct
from fadu.apps.record.tables import Table
from fadu.apps.registers.figures.zero import zero_group
from fadu.apps.registers.models import Fact
from fadu.apps.registers.queries import own_registers, zero_reports, zero_reports_for
from fadu.apps.registers.tables import table_of
from fadu.core.figures import Change, Figure, Group, Reading, Scope, Span, derived, percent
from fadu.core.registers import ANY, DECLARED, How, Measure, Register
from fadu.core.workbook.schema import Kind


def _facts() -> QuerySet[Any]:
    return Fact.standing.exclude(register__in=("普法活动", "会议学习", "负责人履职", "专项整治", "考核排名", "零报告"))


class _Lasting(Dated):
    """What stands on the as-of day: begun by then, and not over."""

    def _reach(self, scope: Scope) -> Q:
        return Q(day__lte=scope.as_of) & (Q(day_to__isnull=True) | Q(day_to__gte=scope.as_of))


class _Reported(Dated):
    """Counts of which zero must be said: nothing recorded is unknown until a zero report covers the period. `handle` is (tally, matter)."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[dict[str, Reading]]:
        found = super().read([_bare(figure) for figure in figures], scopes)
        reports = zero_reports()
        for readings, scope in zip(found, scopes, strict=True):
            for figure in figures:
                if not readings[figure.id].value and zero_reports_for(figure.handle[1], scope, reports)[0] != "无":
                    readings[figure.id] = Reading(None)
        return found

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        return [*super().groups(_bare(figure), scope), zero_group(figure.handle[1], scope, counted=False)]


class _Since(Dated):
    """Figures of a column that was added later: a period that ended before is unknown, not zero. `handle` is (tally, first day)."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[dict[str, Reading]]:
        found = super().read([_bare(figure) for figure in figures], scopes)
        for readings, scope in zip(found, scopes, strict=True):
            readings.update((figure.id, Reading(None)) for figure in figures if scope.last < figure.handle[1])
        return found

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        return super().groups(_bare(figure), scope) if scope.last >= figure.handle[1] else []


def _bare(figure: Figure) -> Figure:
    return replace(figure, handle=figure.handle[0])


class _Latest:
    """A field of the last row up to the as-of day; `handle` is (register, field of the JSON)."""

    def read(self, figures: Sequence[Figure], scopes: Sequence[Scope]) -> list[Mapping[str, Reading]]:
        rows = list(self._rows({figure.handle[0] for figure in figures}))
        return [{figure.id: Reading(_value(_last(rows, figure, scope), figure)) for figure in figures} for scope in scopes]

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        row = _last(list(self._rows({figure.handle[0]})), figure, scope)
        return [Group(figure.sheet, Fact.standing.filter(pk=row.pk if row else None))]

    def _rows(self, names: set[str]) -> QuerySet[Any]:
        return Fact.standing.filter(register__in=names).order_by("day", "number")


def _last(rows: Sequence[Any], figure: Figure, scope: Scope) -> Any:
    register, field = figure.handle
    known = [row for row in rows if row.register == register and row.day <= scope.as_of and row.values.get(field) is not None]
    return known[-1] if known else None


def _value(row: Any, figure: Figure) -> Any:
    return row.values[figure.handle[1]] if row else None


_DATED, _STANDING, _ZERO, _LATEST, _SINCE = Dated(_facts, "day"), _Lasting(_facts, "day"), _Reported(_facts, "day"), _Latest(), _Since(_facts, "day")
_WORDS: Mapping[How, str] = {
    How.COUNT: "日期在统计期内{where}的{sheet}记录数", How.TOTAL: "日期在统计期内{where}的{sheet}记录，{field}合计",
    How.KINDS: "日期在统计期内的{sheet}记录里，不同的{field}有几个", How.STANDING: "统计时点已开始、未终止{where}的{sheet}记录{sum}",
    How.LATEST: "统计时点前最近一条{sheet}记录的{field}",
}


def figures_of(register: Register) -> tuple[Figure, ...]:
    """The figures that a register declares, in its order."""
    table = table_of(register)
    made: dict[str, Figure] = {}
    for measure in register.measures:
        made[measure.key] = _made_of(register, measure, made) if measure.part else _figure(register, table, measure)
    return tuple(made.values())


def _made_of(register: Register, measure: Measure, made: Mapping[str, Figure]) -> Figure:
    part, whole = made[measure.part], made[measure.whole]
    if measure.how is How.DIFFERENCE:
        return derived(register.figure_id(measure), measure.name, measure.unit, f"{whole.name}减去{part.name}", (whole, part), sub, Change.COUNT)
    return derived(register.figure_id(measure), measure.name, "%", f"{part.name}占{whole.name}的百分比", (part, whole), percent)


def _figure(register: Register, table: Table, measure: Measure) -> Figure:
    sheet = register.sheet
    words = {
        "sheet": sheet.name, "field": sheet.header(measure.field), "where": _said(register, measure),
        "sum": f"，{sheet.header(measure.field)}合计" if measure.field else "数",
    }
    base = Figure(register.figure_id(measure), measure.name, measure.unit, _WORDS[measure.how].format(**words), register.heading, sheet.name)
    if measure.how is How.LATEST:
        return replace(base, source=_LATEST, handle=(sheet.name, measure.field), change=Change.NONE, span=Span.DAY)
    tally = Tally(_test(table, measure), _aggregate(table, measure), "day")
    if measure.how is How.STANDING:
        return replace(base, source=_STANDING, handle=tally, span=Span.DAY)
    if register.zero and measure.how is How.COUNT:
        definition = f"{base.definition}；没有记录时，由“{register.zero}”零报告报“无”才为零，否则不知道"
        return replace(base, definition=definition, source=_ZERO, handle=(tally, register.zero), change=Change.NONE)
    if measure.since:
        return replace(base, definition=f"{base.definition}；{measure.since} 起才有这一栏，以前不知道", source=_SINCE, handle=(tally, measure.since))
    return replace(base, source=_DATED, handle=tally)


def _said(register: Register, measure: Measure) -> str:
    parts = []
    for field, wanted in (measure.where or {}).items():
        header = register.sheet.header(field).removesuffix("(是/否)")
        match wanted:
            case True | False:
                parts.append(f"、{header}为{'是' if wanted else '否'}")
            case tuple():
                parts.append(f"、{header}为{'或'.join(wanted)}")
            case _:
                parts.append(f"、{header}不空" if wanted is ANY else f"、{header}为{wanted}")
    return "".join(parts)


def _path(table: Table, field: str) -> str:
    return table.field_of(table.sheet.by_field[field]) or f"values__{field}"


def _test(table: Table, measure: Measure) -> Callable[[Any], Q]:
    where = Q(register=table.sheet.name)
    for field, wanted in (measure.where or {}).items():
        where &= _holds(table, field, wanted)
    if measure.how is How.KINDS:
        where &= _holds(table, measure.field, ANY)
    return lambda scope: where


def _holds(table: Table, field: str, wanted: Any) -> Q:
    column, path = table.sheet.by_field[field], _path(table, field)
    if wanted is ANY:
        if table.field_of(column) is None:
            return Q(values__has_key=field)
        return ~Q(**{path: ""}) if column.kind in (Kind.TEXT, Kind.CODE, Kind.CHOICE) else Q(**{f"{path}__isnull": False})
    return Q(**{f"{path}__in": wanted}) if isinstance(wanted, tuple) else Q(**{path: wanted})


def _aggregate(table: Table, measure: Measure) -> Aggregated:
    if not measure.field:
        return counting
    path = _path(table, measure.field)
    if measure.how is How.KINDS:
        return distinct(KT(path) if path.startswith("values__") else path)
    return adding(Cast(KT(path), DecimalField(max_digits=15, decimal_places=2)))


def own_figures() -> dict[str, Figure]:
    """The figures of the registers that the bureau declared itself, by id."""
    return {figure.id: figure for register in own_registers() for figure in figures_of(register)}


FIGURES: tuple[Figure, ...] = tuple(figure for register in DECLARED.values() for figure in figures_of(register))
