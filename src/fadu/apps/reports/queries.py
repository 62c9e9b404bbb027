"""Reads of figures for pages, commands and the report: what they say for a scope, the rows they rest on, their trace codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from fadu.apps.record import lists, registry
from fadu.apps.record.queries import seals
from fadu.apps.registers.queries import zero_reports, zero_reports_for
from fadu.apps.reports.palette import FIGURES, owner
from fadu.apps.reports.relations import RELATIONS
from fadu.core.figures import Comparison, Figure, Number, Period, Reading, Scope, Span, compare, evaluate, trace_code
from fadu.core.figures.relations import Check, Covers, Facts

_CHUNK = 5000  # primary keys in one query; SQLite takes some ten thousand
_Place = tuple[str, int, str, bool]  # sheet, primary key, lasting id, counted


@dataclass(frozen=True)
class Stated:
    """What a figure says. `period` is its own where a document states it (then `document` names that), else the scope's.

    `before` is the value of the year before, `change` how the two compare, in the words of a report.
    """

    id: str
    name: str
    unit: str
    definition: str
    system: str
    app: str
    sheet: str
    span: Span
    value: Number | None
    period: Period
    as_of: date
    before: Number | None
    change: Comparison
    document: str


@dataclass(frozen=True)
class Row:
    """A row that a figure rests on; `counted` where it counts it, else it decides what is counted (变更, 单位).

    `seal` is (index, digest) of its latest act, None for a row that was never sealed.
    """

    sheet: str
    uid: str
    number: str
    title: str
    day: date | None
    counted: bool
    seal: tuple[int, str] | None


def stated(scope: Scope, ids: Iterable[str] | None = None) -> dict[str, Stated]:
    """Figures (all, unless ids are named) with their values and those of the year before; the number of queries does not
    grow with the number of figures or rows. Raises KeyError for an id that there is not."""
    figures = list(FIGURES.values()) if ids is None else [FIGURES[id] for id in ids]
    now, last_year = evaluate(figures, [scope, scope.previous_year()])
    return {figure.id: _stated(figure, scope, now, last_year) for figure in figures}


def values(scopes: Sequence[Scope], ids: Iterable[str]) -> list[dict[str, Number | None]]:
    """The bare values of figures for several scopes, such as the months of a year."""
    figures = [FIGURES[id] for id in ids]
    return [{figure.id: readings[figure.id].value for figure in figures} for readings in evaluate(figures, scopes)]


def rows_of(id: str, scope: Scope) -> list[Row]:
    """The rows that a figure rests on, those it counts before the others, each once."""
    return RowsOf(id, scope)[:]


class RowsOf:
    """The rows that a figure rests on, looked up a page at a time (for a paginator)."""

    def __init__(self, id: str, scope: Scope) -> None:
        self._places = _pks(FIGURES[id], scope)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, page: slice) -> list[Row]:
        places = self._places[page]
        return [row for start in range(0, len(places), _CHUNK) for row in _rows(places[start : start + _CHUNK])]


def _rows(pks: Sequence[_Place]) -> list[Row]:
    found = {(sheet, row.pk): row for sheet in dict.fromkeys(sheet for sheet, _, _, _ in pks) for row in _read(sheet, pks)}
    sealed = seals(uid for _, _, uid, _ in pks)
    return [
        Row(sheet, uid, found[sheet, pk].number, found[sheet, pk].title, found[sheet, pk].day, counted, sealed.get(uid))
        for sheet, pk, uid, counted in pks
    ]


@dataclass(frozen=True)
class Months:
    """Figures by month of a year: the months, and by id a value for each, in this year and in the one before."""

    periods: Sequence[Period]
    values: Mapping[str, Sequence[Number | None]]
    before: Mapping[str, Sequence[Number | None]]


def months(scope: Scope, ids: Iterable[str]) -> Months:
    """The months of the scope's year. What is read on a day is read on the last of each month; a month that has not begun
    by the as-of day is unknown."""
    ids = list(ids)
    year = Period.year(scope.period.first.year)
    now, before = year.months(), year.previous_year().months()
    scopes = [*_monthly(now, scope.as_of), *_monthly(before, scope.previous_year().as_of)]
    found = values([scope for scope in scopes if scope], ids)
    told = iter(found)
    by_scope = [next(told) if scope else dict.fromkeys(ids) for scope in scopes]
    return Months(now, {id: [one[id] for one in by_scope[:12]] for id in ids}, {id: [one[id] for one in by_scope[12:]] for id in ids})


def _monthly(periods: Sequence[Period], as_of: date) -> list[Scope | None]:
    return [Scope(period, min(period.last, as_of)) if period.first <= as_of else None for period in periods]


def years() -> list[int]:
    """The years of which the registers hold facts, latest first."""
    tables = [registry.table(sheet) for sheet in ("案件", "检查", "信访", "环境质量")]
    return sorted({year for table in tables if table for year in lists.years(table)}, reverse=True)


def traces(scope: Scope, figures: Iterable[Stated]) -> dict[str, str]:
    """The trace codes of stated figures (core.figures.trace says how one is made; docs/figures.md how to recompute it)."""
    figures = list(figures)
    uids = {figure.id: [uid for _, _, uid, _ in _pks(FIGURES[figure.id], scope)] for figure in figures}
    sealed = seals({uid for some in uids.values() for uid in some})
    return {
        f.id: trace_code(f.id, f.period, f.as_of, f.value, ((uid, sealed[uid][1] if uid in sealed else "-") for uid in uids[f.id]))
        for f in figures
    }


def checks(scope: Scope, about: Set[str] = frozenset()) -> list[Check]:
    """What the relations (those about certain figures, or all) say of the figures of a scope.

    A relation whose figures are all unknown says nothing and is left out.
    """
    relations = [relation for relation in RELATIONS if not about or not about.isdisjoint(relation.figures)]
    needed = {id: FIGURES[id] for relation in relations for id in relation.figures}
    now, last_year = evaluate(list(needed.values()), [scope, scope.previous_year()])
    covered = [relation.figure for relation in relations if isinstance(relation, Covers)]
    by_quarter = values(_quarters(scope), covered)
    reports = zero_reports()
    facts = Facts(
        values={id: now[id].value for id in needed},
        before={id: last_year[id].value for id in needed},
        quarters={id: [quarter[id] for quarter in by_quarter] for id in covered},
        zero_reports={matter: zero_reports_for(matter, scope, reports)[0] for matter in {report.matter for report in reports}},
        names={id: figure.name for id, figure in FIGURES.items()},
        weeks=scope.period.mondays,
    )
    return [
        relation.check(facts) for relation in relations
        if not relation.figures or any(facts.values[id] is not None for id in relation.figures)
    ]


def _quarters(scope: Scope) -> list[Scope]:
    """The quarters of a whole year; none of any other period."""
    year = scope.period.first.year
    if scope.period != Period.year(year):
        return []
    return [Scope(Period.quarter(year, n), scope.as_of) for n in (1, 2, 3, 4)]


def _stated(figure: Figure, scope: Scope, now: dict[str, Reading], last_year: dict[str, Reading]) -> Stated:
    reading = now[figure.id]
    own = now[figure.before.id].value if figure.before else None
    before = last_year[figure.id].value if own is None else own
    return Stated(
        id=figure.id, name=figure.name, unit=figure.unit, definition=figure.definition, system=figure.system, app=owner(figure.id),
        sheet=figure.sheet, span=figure.span, value=reading.value, period=reading.period or scope.period, as_of=scope.as_of, before=before,
        change=compare(figure.change, reading.value, before, figure.decimals), document=reading.document,
    )


def _pks(figure: Figure, scope: Scope) -> list[_Place]:
    found: dict[tuple[str, int], _Place] = {}
    groups = sorted(figure.groups(scope), key=lambda group: not group.counted)
    for group in groups:
        for pk, uid in group.rows.order_by("pk").values_list("pk", "uid").distinct():
            found.setdefault((group.sheet, pk), (group.sheet, pk, str(uid), group.counted))
    return list(found.values())


@dataclass(frozen=True)
class _Shown:
    pk: int
    number: str
    title: str
    day: date | None


def _read(sheet: str, places: Sequence[_Place]) -> Iterator[_Shown]:
    table = registry.table(sheet)
    if table is None:
        raise LookupError(f"no table keeps the sheet {sheet}")
    wanted = [pk for name, pk, _, _ in places if name == sheet]
    for row in table.read(table.rows().filter(pk__in=wanted)):
        values: dict[str, Any] = row.snapshot
        yield _Shown(row.pk, table.label(table.key_of(values)), lists.shown(values.get(table.sheet.title)), values.get(table.sheet.day))
