"""One sheet: find its header, read its cells, lay them over what stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from fadu.apps.record.tables import Key, Snapshot, Stored, Table
from fadu.core.workbook import cells, headers
from fadu.core.workbook.grades import Problem
from fadu.core.workbook.schema import Column


@dataclass(slots=True)
class RowPlan:
    """One row of a sheet: where it stands, what was read, and what it would become."""

    line: int  # as the row is numbered on the screen
    key: Key
    read: dict[str, Any]
    extra: dict[str, str]
    original: Sequence[Any]
    after: Snapshot = field(default_factory=dict)
    stored: Stored | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def key_text(self) -> str:
        return "·".join(map(str, self.key))

    @property
    def is_refused(self) -> bool:
        return any(problem.grade == "refuse" for problem in self.problems)

    @property
    def verb(self) -> str:
        if self.is_refused:
            return "refused"
        if self.stored is None:
            return "new"
        return "unchanged" if self.after == self.stored.snapshot else "changed"


@dataclass
class SheetPlan:
    """One sheet of the workbook: its rows, and what is wrong with the sheet as a whole."""

    table: Table
    columns: dict[int, Column] = field(default_factory=dict)
    rows: list[RowPlan] = field(default_factory=list)
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.table.sheet.name

    def standing(self) -> Iterator[RowPlan]:
        return (row for row in self.rows if not row.is_refused)

    def counts(self) -> dict[str, int]:
        verbs = Counter(row.verb for row in self.rows)
        return {verb: verbs[verb] for verb in ("new", "changed", "unchanged", "refused")}

    def said(self) -> Iterator[tuple[dict[str, Any], Problem]]:
        """Every problem with its place: sheet, row, column (header) and the value that was in the cell."""
        for line, problem in self.problems:
            yield {"sheet": self.name, "row": line, "column": self._header(problem), "value": None}, problem
        for header in self.unknown:
            yield (
                {"sheet": self.name, "row": None, "column": header, "value": None},
                Problem("note", "", f"没有名为“{header}”的栏目，作为附注保留，导出时原样带出", ""),
            )
        at = {column.field: position for position, column in self.columns.items()}
        for row in self.rows:
            for problem in row.problems:
                position = at.get(problem.field)
                value = None if position is None or position >= len(row.original) else cells.shown(row.original[position])
                yield {"sheet": self.name, "row": row.line, "column": self._header(problem), "value": value, "key": row.key_text}, problem

    def _header(self, problem: Problem) -> str:
        return self.table.sheet.header(problem.field) if problem.field else ""


def parse(table: Table, lines: list[list[Any]]) -> SheetPlan:
    """Read the cells of one sheet. Problems of cells stand on their rows, those of the header on the sheet."""
    plan = SheetPlan(table)
    match = headers.find(lines, table.sheet)
    plan.problems = [(match.row_index + 1, problem) for problem in match.problems]
    if any(problem.grade == "refuse" for _, problem in plan.problems):
        return plan
    plan.columns, plan.unknown = match.columns, list(match.unknown.values())
    for index in range(match.row_index + 1, len(lines)):
        line = lines[index]
        if any(cell not in ("", None) and str(cell).strip() for cell in line):
            plan.rows.append(_parse_row(plan, match.unknown, index + 1, line))
    return plan


def _parse_row(plan: SheetPlan, unknown: dict[int, str], number: int, line: Sequence[Any]) -> RowPlan:
    row = RowPlan(number, (), {}, {}, line)
    for position, column in plan.columns.items():
        value = line[position] if position < len(line) else ""
        try:
            row.read[column.field] = cells.read(value, column)
        except cells.BadCell as problem:
            row.problems.append(Problem("refuse", column.field, problem.reason, problem.mend, problem.article))
    for position, header in unknown.items():
        if position < len(line) and (text := cells.shown(line[position])):
            row.extra[header] = text
    for column in plan.table.sheet.key:
        if column.field not in row.read:
            continue
        if row.read[column.field] in (None, cells.CLEAR):
            row.problems.append(Problem("refuse", column.field, f"“{column.header}”是本表的主键，不能为空", f"请填写{column.header}"))
    if all(column.field in row.read for column in plan.table.sheet.key):
        row.key = plan.table.key_of(row.read)
    return row


def merge(plan: SheetPlan) -> None:
    """Lay what was read over what stands: blank leaves it, — clears it; then doubled keys and missing required cells."""
    keys = Counter(row.key for row in plan.rows if row.key)
    first: dict[Key, int] = {}
    stored = plan.table.stored(key for key in keys if not row_key_is_blank(key))
    for row in plan.rows:
        if not row.key or row_key_is_blank(row.key):
            continue
        if keys[row.key] > 1:
            other = first.setdefault(row.key, row.line)
            row.problems.append(_doubled(plan, row, other))
        row.stored = stored.get(row.key)
        row.after = _merged(plan, row)
        if row.is_refused:
            continue
        row.problems.extend(
            Problem("refuse", column.field, f"“{column.header}”必须填写", f"请填写{column.header}")
            for column in plan.table.sheet.columns
            if column.required and row.after[column.field] is None
        )


def row_key_is_blank(key: Key) -> bool:
    return any(part is None or part is cells.CLEAR for part in key)


def _merged(plan: SheetPlan, row: RowPlan) -> Snapshot:
    before = row.stored.snapshot if row.stored else {}
    after: Snapshot = {column.field: before.get(column.field) for column in plan.table.sheet.columns}
    after.update(withdrawn=before.get("withdrawn", False), remark=before.get("remark"), extra=before.get("extra"))
    for name, value in row.read.items():
        if value is cells.CLEAR:
            after[name] = False if name == "withdrawn" else None
        elif value is not None:
            after[name] = value
    if row.extra:
        after["extra"] = {**(after["extra"] or {}), **row.extra}
    return after


def _doubled(plan: SheetPlan, row: RowPlan, other: int) -> Problem:
    column = plan.table.sheet.key[0]
    where = "在本表出现不止一次" if other == row.line else f"与第 {other} 行重复"
    return Problem("refuse", column.field, f"{plan.table.label(row.key)} {where}，不知道以哪一行为准", "请合并成一行，或改正编号")
