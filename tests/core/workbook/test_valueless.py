"""Cells that a reader takes for blank and that are not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from fadu.core.workbook import cells, valueless
from fadu.core.workbook.cells import Valueless
from tests.core.workbook.test_cells import COUNT, DAY, FINE, TEXT, refused


def book(folder: Path, **rows: str) -> Path:
    """A workbook whose second sheet holds these cells as XML; the first is as a program writes it."""
    made = openpyxl.Workbook()
    made.active.append(["没有公式", "t=e", 1])
    made.create_sheet("台账 & 表").append(["表头"])
    path = folder / "plain.xlsx"
    made.save(path)
    changed = folder / "changed.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet2.xml"):
                more = "".join(f'<row r="{line[1:]}">{inside}</row>' for line, inside in rows.items())
                content = content.replace(b"</sheetData>", f"{more}</sheetData>".encode())
            target.writestr(name, content)
    return changed


def test_errors_and_formulas_nobody_has_computed_are_found_with_their_place(tmp_path: Path) -> None:
    found = valueless.find(book(
        tmp_path,
        r2='<c r="B2" t="e"><f>A1/0</f><v>#DIV/0!</v></c><c r="AA2"><f>4000*2</f><v></v></c>',
        r7='<c><v>1</v></c><c><f>TODAY()</f></c>',
    ))
    assert found == {"台账 & 表": [(1, 1, "#DIV/0!"), (1, 26, "=4000*2"), (6, 1, "=TODAY()")]}


def test_what_was_computed_is_a_value_also_where_it_came_out_empty(tmp_path: Path) -> None:
    path = book(tmp_path, r2='<c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>IF(A2=2,"","x")</f><v></v></c>')
    assert valueless.find(path) == {"台账 & 表": []}


def test_a_workbook_without_formulas_is_not_parsed(tmp_path: Path) -> None:
    assert valueless.find(book(tmp_path, r2='<c r="A2"><v>1</v></c>')) == {}


@pytest.mark.parametrize("column", [DAY, COUNT, FINE, TEXT])
@pytest.mark.parametrize("held", ["#N/A", "#BLOCKED!", "=4000*2"])
def test_no_column_takes_them_for_blank_or_for_text(column: cells.Column, held: str) -> None:
    assert held in refused(Valueless(held), column).reason
