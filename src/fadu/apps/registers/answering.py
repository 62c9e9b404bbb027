"""Who answers for the rows of a register: whom the list of duties (执法责任清单) names for it on the row's day, else whom the row itself names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fadu.apps.record import registry
from fadu.apps.record.tables import Snapshot, Table
from fadu.apps.registers.models import Fact
from fadu.core.workbook.schema import Kind

LISTED, IN_ROW, NOBODY = "责任清单", "行内写明", "没有"
_DUTIES = "执法责任清单"
_PEOPLE = ("人员",)


@dataclass(frozen=True)
class Term:
    """A person answers for a register from a day on, up to the last one."""

    person: str
    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Answered:
    """A row, who answers for it (name and 工号), and how that is known."""

    uid: str
    number: str
    day: date
    people: tuple[str, ...]
    how: str


@dataclass(frozen=True)
class Line:
    """A register in a year: its rows, how many are known by the list, by themselves, not at all; who answers for how many."""

    sheet: str
    rows: int
    listed: int
    in_row: int
    nobody: int
    people: Sequence[tuple[str, int]]


def lines(year: int) -> list[Line]:
    """Every register that has rows in a year, those with rows that nobody answers for first."""
    terms = _terms()
    found = []
    for table in registry.tables().values():
        rows = list(_rows(table, year, terms.get(table.sheet.name, ())))
        if rows:
            how = Counter(row.how for row in rows)
            people = Counter(person for row in rows for person in row.people)
            found.append(Line(table.sheet.name, len(rows), how[LISTED], how[IN_ROW], how[NOBODY], people.most_common()))
    known = _names({person for line in found for person, _ in line.people})
    told = [Line(one.sheet, one.rows, one.listed, one.in_row, one.nobody, [(known.get(p, p), n) for p, n in one.people]) for one in found]
    return sorted(told, key=lambda one: -one.nobody)


def rows_of(sheet: str, year: int) -> list[Answered]:
    """The rows of a register in a year with who answers for each, those for whom nobody does first, then the latest."""
    table = registry.table(sheet)
    if table is None:
        return []
    found = list(_rows(table, year, _terms().get(sheet, ())))
    known = _names({person for row in found for person in row.people})
    told = [Answered(row.uid, row.number, row.day, tuple(known.get(p, p) for p in row.people), row.how) for row in found]
    return sorted(told, key=lambda row: (row.how != NOBODY, -row.day.toordinal(), row.number))


def unknown_registers() -> list[str]:
    """What entries of the list call a register that is none."""
    return sorted(name for name in _terms() if name not in registry.tables())


def _terms() -> Mapping[str, list[Term]]:
    found: dict[str, list[Term]] = defaultdict(list)
    entries = Fact.standing.filter(register=_DUTIES, values__has_key="covers").order_by("day", "number")
    for covers, person, first, last in entries.values_list("values__covers", "person__number", "day", "day_to"):
        found[covers.strip()].append(Term(person, first, last))
    return found


def _rows(table: Table, year: int, terms: Sequence[Term]) -> Iterator[Answered]:
    sheet = table.sheet
    day = table.field_of(sheet.by_field[sheet.day]) if sheet.day else None
    if day is None:
        return
    for row in table.read(table.rows().filter(withdrawn=False, **{f"{day}__year": year})):
        on = row.snapshot[sheet.day]
        by_list = tuple(dict.fromkeys(term.person for term in terms if term.holds(on)))
        people = by_list or _named(table, row.snapshot)
        how = LISTED if by_list else IN_ROW if people else NOBODY
        yield Answered(str(row.uid), table.label(table.key_of(row.snapshot)), on, people, how)


def _names(numbers: Iterable[str]) -> dict[str, str]:
    people = registry.table("人员")
    stored = people.stored((number,) for number in numbers) if people else {}
    return {key[0]: f"{row.snapshot['name']}（{key[0]}）" for key, row in stored.items()}


def _named(table: Table, values: Snapshot) -> tuple[str, ...]:
    """The people of the first column that names any."""
    for column in table.sheet.columns:
        if column.refers_to == _PEOPLE and values[column.field]:
            return tuple(values[column.field]) if column.kind is Kind.REFERENCES else (values[column.field],)
    return ()
