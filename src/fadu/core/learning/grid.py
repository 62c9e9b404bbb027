"""Tables that people send, as a sheet's columns: header found, cells read, what is wrong said with its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.core.refusal import Refusal, Unreadable
from fadu.core.workbook import cells, headers
from fadu.core.workbook.schema import Sheet

__all__ = ["LineProblem", "Lines", "WrongLines", "read"]

Lines = Sequence[Sequence[Any]]
_SAID = 3


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with a line (numbered as on the screen), and how to mend it."""

    line: int
    reason: str
    mend: str


class WrongLines(Refusal):
    """A file with lines that can't be taken in; nothing of it was. `problems` says so line by line."""

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        first = "；".join(f"第 {each.line} 行{each.reason}" for each in problems[:_SAID])
        super().__init__(f"{len(problems)} 行不能导入，整个文件没有导入：{first}{'……' if len(problems) > _SAID else ''}", problems[0].mend)
        self.problems = problems


def read(
    lines: Lines, sheet: Sheet, *, other_names: Mapping[str, str] | None = None, words: Mapping[str, str] | None = None
) -> tuple[list[tuple[int, dict[str, Any]]], list[LineProblem]]:
    """(line, values by field) of every line that reads, and what is wrong with the others.

    `other_names` are headers by which a column is known elsewhere, `words` what yes and no are called there. Raises Unreadable where
    there is no header, or a column that must be there is not.
    """
    named = [[(other_names or {}).get(headers.fold(cell), cell) if isinstance(cell, str) else cell for cell in line] for line in lines[:20]]
    match = headers.find([*named, *lines[20:]], sheet)
    if match.problems:
        raise Unreadable(match.problems[0].reason, match.problems[0].mend)
    if match.missing:
        raise Unreadable(f"缺少列 {'、'.join(column.header for column in match.missing)}", "请补上这些列，没有值的可以留空")
    rows: list[tuple[int, dict[str, Any]]] = []
    problems: list[LineProblem] = []
    for number, line in enumerate(lines[match.row_index + 1 :], match.row_index + 2):
        if not any(str(cell).strip() for cell in line if cell is not None):
            continue
        values, wrong = _line(number, line, match, words or {})
        problems += wrong
        if not wrong:
            rows.append((number, values))
    if not rows and not problems:
        raise Unreadable("只有表头，没有数据", "表头以下每行一条")
    return rows, problems


def _line(number: int, line: Sequence[Any], match: headers.HeaderMatch, words: Mapping[str, str]) -> tuple[dict[str, Any], list[LineProblem]]:
    values: dict[str, Any] = {}
    wrong = []
    for place, column in match.columns.items():
        cell = line[place] if place < len(line) else ""
        if isinstance(cell, str) and column.kind.value == "yes_no":
            cell = words.get(cell.strip(), cell)
        try:
            value = cells.read(cell, column)
        except cells.BadCell as problem:
            wrong.append(LineProblem(number, f"“{column.header}”{problem.reason}", problem.mend))
            continue
        values[column.field] = None if value is cells.CLEAR else value
        if column.required and values[column.field] is None:
            wrong.append(LineProblem(number, f"没有{column.header}", f"请填写{column.header}"))
    return values, wrong
