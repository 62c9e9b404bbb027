"""What a sheet of the ledger workbook is: columns, key, references, order of dates (ledger workbook, format 1).

Nothing here reads a file. Every other part of Fadu that must know a column (importer, exporter, lists, detail pages,
sealed values, findings) asks these declarations, so a column is described once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The type of a column's cells; the comment is the Python type of a read cell."""

    TEXT = "text"  # str
    CODE = "code"  # str that must never have passed through a number (工号, 信用代码, MN …)
    DATE = "date"  # datetime.date
    INTEGER = "integer"  # int
    DECIMAL = "decimal"  # decimal.Decimal
    MONEY = "money"  # decimal.Decimal, yuan, two decimals
    YES_NO = "yes_no"  # bool
    CHOICE = "choice"  # str, one of `choices`
    REFERENCE = "reference"  # str: key of a row of one of the sheets in `refers_to`
    REFERENCES = "references"  # tuple[str, ...], at least `at_least`


@dataclass(frozen=True)
class Column:
    """One column: the header people read, the field programs use, and what a cell may hold.

    `refers_to` names sheets, not tables. `check` names a check digit rule of `identifiers` (credit_code, mn …).
    """

    header: str
    field: str
    kind: Kind = Kind.TEXT
    required: bool = False
    key: bool = False
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    at_least: int = 0
    check: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet: a register of the bureau at workbook grain.

    `area` is the app that keeps its rows; `title` and `day` are the fields that a list shows first and sorts by;
    `orders` are pairs of date fields of which the first may not be later than the second; `listed` are the fields that a list
    shows, where these are not simply the first ones. After the day `closed` nothing new may be dated.
    """

    name: str
    area: str
    noun: str
    columns: tuple[Column, ...]
    title: str
    day: str = ""
    orders: tuple[tuple[str, str], ...] = ()
    listed: tuple[str, ...] = ()
    closed: date | None = None

    @property
    def by_field(self) -> Mapping[str, Column]:
        return {column.field: column for column in self.columns}

    @property
    def key(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.key)

    def header(self, field: str) -> str:
        """The header of a field, for messages; the field's own name where it is not a column."""
        return next((column.header for column in (*self.columns, WITHDRAWN, REMARK) if column.field == field), field)


# Every sheet may also have these two; they are no facts about the thing itself.
WITHDRAWN = Column("作废", "withdrawn", Kind.YES_NO)
REMARK = Column("备注", "remark")


def key(header: str, field: str = "number", kind: Kind = Kind.CODE, **more: object) -> Column:
    return Column(header, field, kind, required=True, key=True, **more)  # type: ignore[arg-type]


def text(header: str, field: str, *, required: bool = False) -> Column:
    return Column(header, field, Kind.TEXT, required)


def code(header: str, field: str, *, required: bool = False, check: str = "") -> Column:
    return Column(header, field, Kind.CODE, required, check=check)


def day(header: str, field: str, *, required: bool = False) -> Column:
    return Column(header, field, Kind.DATE, required)


def yes_no(header: str, field: str, *, required: bool = False) -> Column:
    return Column(header, field, Kind.YES_NO, required)


def choice(header: str, field: str, *choices: str, required: bool = False) -> Column:
    return Column(header, field, Kind.CHOICE, required, choices=choices)


def number(header: str, field: str, kind: Kind, *, required: bool = False, low: float | None = 0, high: float | None = None) -> Column:
    return Column(header, field, kind, required, low=low, high=high)


def reference(header: str, field: str, *sheets: str, required: bool = False) -> Column:
    return Column(header, field, Kind.REFERENCE, required, refers_to=sheets)


def references(header: str, field: str, sheet: str, *, required: bool = False, at_least: int = 0) -> Column:
    return Column(header, field, Kind.REFERENCES, required, refers_to=(sheet,), at_least=at_least)
