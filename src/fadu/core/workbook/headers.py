"""Find a sheet's header: by the names of its columns, in any order, also below title rows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fadu.core.workbook.grades import Problem
from fadu.core.workbook.schema import REMARK, WITHDRAWN, Column, Sheet

SEARCHED_ROWS = 20
_YES_NO = "(是/否)"

# What people put around a header: spaces, line breaks, invisible characters and the marks of keys and required columns.
_DECORATION = re.compile(r"[\s★☆*∗✱\u200b-\u200f\ufeff]+")


@dataclass(frozen=True)
class HeaderMatch:
    """Where the header stands and what its cells mean, by position; row_index counts from 0.

    `missing` are the key and required columns that are not there. Only a missing key is a problem in itself: a sheet
    that updates known rows need not repeat what it does not change.
    """

    row_index: int
    columns: dict[int, Column] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    missing: list[Column] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def fold(header: object) -> str:
    """The form in which headers are compared: full and half width alike, without spaces, line breaks and marks."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", str(header))).casefold()


def named(name: str, sheet: Sheet) -> Column | None:
    """The column that a name in a cell means (变更 names columns); the hint in brackets, as in 执法人员(是/否), may be left out."""
    wanted = fold(name)
    columns = {fold(column.header): column for column in sheet.columns if not column.key}
    return columns.get(wanted) or {header.split("(")[0]: column for header, column in columns.items()}.get(wanted)


def find(rows: Sequence[Sequence[object]], sheet: Sheet) -> HeaderMatch:
    """Match the row, among the first twenty, that names most columns of the sheet.

    A row is a header when it names the whole key, or at least two columns (one, where the sheet's key is not named
    elsewhere); otherwise the match holds a problem that says what was looked for.
    """
    wanted = _wanted(sheet)
    best, hits = -1, 0
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        named = {fold(cell) for cell in row} & wanted.keys()
        if len(named) > hits:
            best, hits = index, len(named)
    if best < 0 or (hits == 1 and not _names_key(rows[best], sheet)):
        return _without_header(rows, sheet)
    return _match(best, rows[best], wanted, sheet)


def _wanted(sheet: Sheet) -> dict[str, Column]:
    """Columns by the names that mean them: a hint of unit must be there, that of yes and no may be left out."""
    names = {fold(column.header): column for column in (*sheet.columns, WITHDRAWN, REMARK)}
    return {name.removesuffix(_YES_NO): column for name, column in names.items()} | names


def _names_key(row: Sequence[object], sheet: Sheet) -> bool:
    return {fold(column.header) for column in sheet.key} <= {fold(cell) for cell in row}


def _without_header(rows: Sequence[Sequence[object]], sheet: Sheet) -> HeaderMatch:
    # A sheet without a single filled cell holds nothing to misread.
    if not any(fold(cell) for row in rows for cell in row if cell is not None):
        return HeaderMatch(0)
    names = "、".join(column.header for column in sheet.columns if column.required)
    problem = Problem(
        "refuse", "", f"“{sheet.name}”前 {SEARCHED_ROWS} 行里找不到表头",
        f"请保留一行表头，至少写明：{names}", rule="header",
    )
    return HeaderMatch(0, missing=[column for column in sheet.columns if column.required], problems=[problem])


def _match(index: int, row: Sequence[object], wanted: dict[str, Column], sheet: Sheet) -> HeaderMatch:
    folded = {position: fold(cell) for position, cell in enumerate(row) if cell is not None and fold(cell)}
    names = {position: fold(wanted[name].header) if name in wanted else name for position, name in folded.items()}
    times = Counter(names.values())
    columns = {position: wanted[name] for position, name in names.items() if name in wanted}
    unknown = {position: " ".join(str(row[position]).split()) for position, name in names.items() if name not in wanted}
    missing = [column for column in sheet.columns if column.required and fold(column.header) not in times]
    problems = [
        Problem("refuse", column.field, f"表头缺少主键栏目“{column.header}”", f"请加上“{column.header}”一栏", rule="header")
        for column in missing
        if column.key
    ]
    for name, count in times.items():
        if count > 1:
            shown = wanted[name].header if name in wanted else next(text for p, text in unknown.items() if names[p] == name)
            held = wanted[name].field if name in wanted else ""
            reason = f"表头里“{shown}”出现 {count} 次，不知道以哪一栏为准"
            problems.append(Problem("refuse", held, reason, "请只保留一栏，或改成不同的名称", rule="header"))
    problems.extend(_without_unit(unknown, columns, sheet))
    return HeaderMatch(index, columns, unknown, missing, problems)


def _without_unit(unknown: dict[int, str], columns: dict[int, Column], sheet: Sheet) -> Iterator[Problem]:
    """A column of money under its bare name, or in another unit, would be kept as a note and missing from every sum: that is asked about."""
    held = {column.field for column in columns.values()}
    units = {fold(column.header).split("(")[0]: column for column in sheet.columns if column.header.endswith(")") and column.field not in held}
    for shown in unknown.values():
        column = units.get(fold(shown).split("(")[0])
        if column and not fold(column.header).endswith(_YES_NO):
            reason = f"表头“{shown}”与“{column.header}”的单位不同或者没有写明，不知道是不是这一栏"
            yield Problem("refuse", column.field, reason, f"是这一栏的，按其单位填写并写成“{column.header}”；不是的换一个名称", rule="header")
