"""Reads of the declared registers; callers get values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from fadu.apps.officers.models import Person
from fadu.apps.officers.queries import unit
from fadu.apps.record import registry
from fadu.apps.record.evidence import of_rows
from fadu.apps.record.figures import any_of
from fadu.apps.record.tables import Table
from fadu.apps.registers.models import Fact, OwnRegister
from fadu.apps.registers.tables import table_of
from fadu.core import days
from fadu.core.figures import Period, Scope
from fadu.core.registers import DECLARED, RHYTHMS, Every, Gap, Register, Rhythm, gaps
from fadu.core.registers.own import Own, read, register_of
from fadu.core.registers.rhythm import ZERO_REPORTS, Done, bounds


def standing_on(register: str, day: date) -> QuerySet[Fact]:
    """The rows of a register whose fact holds on a day: begun by then, and not over."""
    return Fact.standing.filter(register=register, day__lte=day).exclude(day_to__lt=day)


@dataclass(frozen=True)
class ZeroReport:
    """零报告: that in a stretch of days there was nothing (无), or something (有)."""

    pk: int
    matter: str
    first: date
    last: date
    result: str


def zero_reports() -> list[ZeroReport]:
    """All zero reports that stand, by matter and first day."""
    rows = Fact.standing.filter(register="零报告").order_by("kind", "day", "number")
    return [ZeroReport(r.pk, r.kind, r.day, r.day_to, r.values.get("result", "")) for r in rows]


def zero_reports_for(matter: str, scope: Scope, reports: Sequence[ZeroReport]) -> tuple[str, list[ZeroReport]]:
    """What the reports say of a matter in a scope, and which of them.

    "有" where a report inside the scope says so; "无" where such reports together leave no day uncovered; else "". When a
    report was handed in does not matter: one about December is written in January.
    """
    about = [report for report in reports if report.matter == matter and report.first <= scope.last and report.last >= scope.first]
    some = [report for report in about if report.result == "有"]
    if inside := [report for report in some if scope.first <= report.first and report.last <= scope.last]:
        return "有", inside
    none = [report for report in about if report.result == "无"]
    uncovered = scope.first
    for report in none:
        if report.first <= uncovered:
            uncovered = max(uncovered, report.last + timedelta(days=1))
    return ("无", none) if none and uncovered > scope.last and not some else ("", [])


def own_registers() -> list[Register]:
    """The registers that the bureau declared itself, in the order in which it did."""
    return [register_of(code, value) for code, value in OwnRegister.objects.values_list("code", "declaration")]


def own_tables() -> list[Table]:
    """Their tables."""
    return list(map(table_of, own_registers()))


def own_table(name: str) -> Table | None:
    """The table of the own register of that name."""
    found = OwnRegister.objects.filter(name=name).values_list("code", "declaration").first() if name else None
    return table_of(register_of(*found)) if found else None


def own_declaration(name: str) -> Own | None:
    """How the bureau declared the register of that name, as it stands."""
    found = OwnRegister.objects.filter(name=name).values_list("declaration", flat=True).first()
    return read(found) if found else None


def registers() -> list[Register]:
    """All declared registers: those that Fadu brings, and the bureau's own."""
    return [*DECLARED.values(), *own_registers()]


@dataclass(frozen=True)
class Reminder:
    """What a rhythm lacks this year: the stretches missed, and the one in which there is still time. Not `started`: no row ever."""

    rhythm: Rhythm
    missed: list[Gap]
    open: Gap | None
    started: bool


def rhythms() -> list[Rhythm]:
    """All rhythms, each with the sheet in which its rows lie."""
    declared = [replace(one.rhythm, sheet=one.rhythm.sheet or one.sheet.name) for one in registers() if one.rhythm]
    return [*RHYTHMS, *declared]


def reminder(rhythm: Rhythm, today: date) -> Reminder:
    """What a rhythm lacks from the start of the year, or from its first row where that came later."""
    table = registry.table(rhythm.sheet)
    if table is None:
        return Reminder(rhythm, [], None, started=False)
    # A zero report speaks of its period; the day on which it was handed in comes after.
    day = "day" if rhythm.sheet == ZERO_REPORTS else str(table.field_of(table.sheet.by_field[table.sheet.day]))
    rows = _rows(table, rhythm)
    first = rows.aggregate(first=Min(day))["first"]
    if first is None or first > today:
        return Reminder(rhythm, [], None, started=False)
    since = max(date(today.year, 1, 1), bounds(rhythm.every, first)[0]) if rhythm.every is not Every.NODE else date(today.year, 1, 1)
    done = _zero_reports_done(rhythm, since, today) if rhythm.sheet == ZERO_REPORTS else _done(table, rhythm, rows, day, since)
    found = gaps(rhythm, done, since=since, today=today, calendar=days.published())
    still = [gap for gap in found if gap.open]
    return Reminder(rhythm, [gap for gap in found if not gap.open], still[0] if still else None, started=True)


def reminders(today: date) -> list[Reminder]:
    """Those of all rhythms that lack something; what was never begun is left out."""
    found = [reminder(rhythm, today) for rhythm in rhythms()]
    return [one for one in found if one.started and (one.missed or one.open)]


@dataclass(frozen=True)
class Due:
    """A row that asks for something by a day; `days` are those left, below zero once it is over."""

    register: Register
    uid: str
    number: str
    title: str
    due: date
    days: int

    @property
    def over(self) -> int:
        """Days since it was due."""
        return max(0, -self.days)


def due(today: date, register: Register | None = None) -> list[Due]:
    """The rows of all declared registers, or of one, whose deadline is near or over and not met, earliest first.

    What has ended asks for nothing. One query.
    """
    asked = {one.sheet.name: (one, table_of(one)) for one in ([register] if register else DECLARED.values()) if one.deadline}
    near = any_of(_near(one, table, today) for one, table in asked.values()) if asked else Q(pk__in=())
    rows = Fact.standing.select_related("person").filter(near)
    found = []
    for row in rows:
        one, table = asked[row.register]
        last = _held(table, row, one.deadline.due if one.deadline else "")
        day = (last if isinstance(last, date) else date.fromisoformat(last)) - timedelta(days=one.deadline.lead if one.deadline else 0)
        found.append(Due(one, str(row.uid), row.number, str(_held(table, row, one.sheet.title) or ""), day, (day - today).days))
    return sorted(found, key=lambda each: (each.due, each.register.sheet.name, each.number))


def _near(register: Register, table: Table, today: date) -> Q:
    """The rows of a register that are reminded of; JSON keeps days as text in ISO form, whose order is that of the days."""
    deadline = register.deadline
    if deadline is None:
        return Q(pk__in=())
    path = _path(table, deadline.due)
    ahead = today + timedelta(days=deadline.before + deadline.lead)
    near = Q(**{f"{path}__lte": ahead.isoformat() if path.startswith("values__") else ahead}, register=table.sheet.name)
    if deadline.met:
        near &= ~Q(values__has_key=deadline.met)
    return near & (Q(day_to=None) | Q(day_to__gte=today))


def _path(table: Table, field: str) -> str:
    return table.field_of(table.sheet.by_field[field]) or f"values__{field}"


def _held(table: Table, row: Fact, field: str) -> Any:
    name = table.field_of(table.sheet.by_field[field])
    value = getattr(row, name) if name else row.values.get(field)
    return f"{value.name}（{value.number}）" if isinstance(value, Person) else value


def _rows(table: Table, rhythm: Rhythm) -> QuerySet[Any]:
    paths: dict[str, Any] = {_path(table, field): value for field, value in rhythm.where.items()}
    if rhythm.by_chief:
        paths[f"{table.field_of(table.sheet.by_field[rhythm.by_chief])}__number"] = unit("主要负责人工号")
    return table.rows().filter(withdrawn=False, **paths)


def _done(table: Table, rhythm: Rhythm, rows: QuerySet[Any], day: str, since: date) -> Iterator[Done]:
    reached = rows.filter(**{f"{day}__gte": since - timedelta(days=31)})  # a node's days may begin in the year before
    if not rhythm.amount and not rhythm.told_by:
        yield from map(Done, reached.values_list(day, flat=True))
        return
    for row in table.read(reached):
        values = row.snapshot
        amount = values[rhythm.amount] if rhythm.amount else 1
        yield Done(values[table.sheet.day], Decimal(str(amount or 0)), str(values[rhythm.told_by]) if rhythm.told_by else "")


def _zero_reports_done(rhythm: Rhythm, since: date, today: date) -> Iterator[Done]:
    """The stretches that zero reports cover, whenever these were handed in."""
    reports, first = zero_reports(), since
    while first <= today:
        first, last = bounds(rhythm.every, first)
        if zero_reports_for(str(rhythm.where["matter"]), Scope.of(Period(first, last)), reports)[0]:
            yield Done(first)
        first = last + timedelta(days=1)


def counts() -> dict[str, int]:
    """How many rows stand in each register."""
    return dict(Fact.standing.order_by().values_list("register").annotate(n=Count("pk")))


@dataclass(frozen=True)
class Bare:
    """The rows of a register in a year, and those of them for which no evidence stands: (uid, number, title)."""

    rows: int
    lacking: Sequence[tuple[str, str, str]]


def without_evidence(register: Register, year: int) -> Bare:
    """Rows whose 证据材料 is empty, or was withdrawn, latest first. Two queries."""
    table = table_of(register)
    rows = list(table.rows().filter(withdrawn=False, day__year=year).select_related("person").order_by("-day", "number"))
    kept = {one.subject for one in of_rows([str(row.uid) for row in rows]) if one.withdrawn is None}
    lacking = [(str(row.uid), row.number, str(_held(table, row, register.sheet.title) or "")) for row in rows if str(row.uid) not in kept]
    return Bare(len(rows), lacking)


@dataclass(frozen=True)
class Ground:
    """What 环评适用依据 says of a project: the kind of its document, the days outside the limit, list and entry."""

    kind: str
    outside: int
    list: str
    cited: str


def grounds(numbers: Iterable[str]) -> dict[str, Ground]:
    """By number of the approval what was said last of it."""
    rows = Fact.standing.filter(register="环评适用依据", values__approval__in=list(numbers)).order_by("day", "number")
    found = {}
    for row in rows:
        said = row.values
        found[said["approval"]] = Ground(said["document_kind"], int(said.get("outside_days") or 0), row.kind, said["cited"])
    return found
