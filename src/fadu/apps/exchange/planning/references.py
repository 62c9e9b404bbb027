"""References between rows: each must name a row of the file that goes in, or one that stands already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.planning.parsing import RowPlan, SheetPlan
from fadu.apps.record.actions.recording import References
from fadu.core.workbook.grades import Problem
from fadu.core.workbook.schema import Column, Kind
from fadu.core.workbook.sheets.bureau import CHANGE_TARGETS, CHANGES


class Resolver:
    """Settles which rows can't go in because what they name does not.

    A refused row takes those that name it with it only where the other rows go in all the same (`keep_going`): in a file that
    is refused as a whole these would only hide the one row that must be mended.
    """

    def __init__(self, sheets: Mapping[str, SheetPlan], *, keep_going: bool) -> None:
        self._sheets = sheets
        self._keep_going = keep_going
        self._standing: dict[str, dict[str, int]] = {name: {} for name in HOMES}
        self._look_up()

    def settle(self) -> References:
        """Refuse rows with unknown references until nothing moves; returns the primary keys of those that stand."""
        again = True
        while again:
            in_file = {name: {row.key[0] for row in self._named_rows(sheet) if row.key} for name, sheet in self._sheets.items()}
            again = any([self._check(sheet, in_file) for sheet in self._sheets.values()])
        return self._standing

    def _named_rows(self, sheet: SheetPlan) -> Iterable[RowPlan]:
        return sheet.standing() if self._keep_going else sheet.rows

    def _look_up(self) -> None:
        wanted: dict[str, set[str]] = {name: set() for name in HOMES}
        for sheet in self._sheets.values():
            for row in sheet.rows:
                for _, names, number in _named(sheet, row):
                    for name in names:
                        wanted[name].add(number)
        for name, numbers in wanted.items():
            if numbers:
                self._standing[name] = HOMES[name].primary_keys(numbers)

    def _check(self, sheet: SheetPlan, in_file: Mapping[str, set[str]]) -> bool:
        moved = False
        for row in sheet.rows:
            if row.is_refused:
                continue
            for column, names, number in _named(sheet, row):
                if not any(number in self._standing[name] or number in in_file.get(name, ()) for name in names):
                    row.problems.append(_unknown(column, names, number))
                    moved = True
        return moved


def _named(sheet: SheetPlan, row: RowPlan) -> Iterator[tuple[Column, tuple[str, ...], str]]:
    """(column, sheets that may hold it, number) of every reference of a row."""
    if not row.after:
        return
    for column in sheet.table.sheet.columns:
        value = row.after[column.field] if column.refers_to else None
        if value is None:
            continue
        numbers = value if column.kind is Kind.REFERENCES else (value,)
        for number in numbers:
            yield column, column.refers_to, number
    if sheet.name == CHANGES.name and row.after["target_kind"] in CHANGE_TARGETS and row.after["target"]:
        yield CHANGES.by_field["target"], (CHANGE_TARGETS[row.after["target_kind"]],), row.after["target"]


def _unknown(column: Column, names: tuple[str, ...], number: str) -> Problem:
    where = "”或“".join(names)
    return Problem(
        "refuse", column.field, f"{number} 在“{where}”里找不到",
        f"请核对编号，或先在“{names[0]}”里登记；写在同一个文件里的，那一行也要能导入", rule="reference",
    )


def numbers_of_names(column: Column, text: str) -> str:
    """What was typed into a reference, with each name (of a person, an object …) that only one standing row bears made its number."""
    if not column.refers_to or not text:
        return text
    parts = text.replace("，", "、").replace(",", "、").split("、") if column.kind is Kind.REFERENCES else [text]
    return "、".join(_number_of(column, part.strip()) for part in parts)


def _number_of(column: Column, part: str) -> str:
    found: set[str] = set()
    for table in (HOMES[name] for name in column.refers_to):
        if table.primary_keys([part]):
            return part
        title = table.field_of(table.sheet.by_field[table.sheet.title])
        key = table.field_of(table.sheet.key[0])
        if title and key:
            found.update(table.rows().filter(withdrawn=False, **{title: part}).values_list(key, flat=True)[:2])
    return found.pop() if len(found) == 1 else part
