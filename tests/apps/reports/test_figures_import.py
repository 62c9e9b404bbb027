"""A row taken out of the workbook before the import: exactly the figures that count it change, over all sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
import pytest
from django.db import transaction

from fadu.apps.record import registry
from fadu.apps.record.figures import Dated, Lasting, counting
from fadu.apps.reports import queries
from fadu.apps.reports.palette import FIGURES
from fadu.core.figures import Group, Number, Period, Scope
from fadu.core.workbook.sheets import BY_NAME
from fadu.core.workbook.sheets.bureau import UNIT_REQUIRED

from .ledgers import fuller, take, without

YEAR = Scope.of(Period.year(2024))


def free_lines(path: Path) -> dict[str, list[tuple[int, str]]]:
    """By sheet the lines (number in the file, key) whose key stands nowhere else in the workbook."""
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for line in sheet.iter_rows(min_row=2, values_only=True) for cell in line if cell is not None]
    times = Counter(token for cell in cells for token in str(cell).split("、"))
    alone = {"自动监控": 2}  # a device stands on a line for each of its two factors
    return {
        sheet.title: [
            (place, str(line[0])) for place, line in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2)
            if line[0] not in (None, *UNIT_REQUIRED) and times[str(line[0])] <= alone.get(sheet.title, 1)
        ]
        for sheet in book
    }


def read_in(path: Path, ids: Iterable[str] = FIGURES) -> tuple[dict[str, Number | None], dict[str, set[tuple[str, str]]]]:
    """What the figures say of a workbook in an empty ledger, and the rows (sheet, number) those of `ids` rest on."""
    with transaction.atomic():
        take(path)
        rows = {id: {place for group in FIGURES[id].groups(YEAR) for place in _keys(group)} for id in ids}
        values = queries.values([YEAR], FIGURES)[0]
        transaction.set_rollback(True)
    return values, rows


def _keys(group: Group) -> Iterator[tuple[str, str]]:
    table = registry.tables()[group.sheet]
    return ((group.sheet, key) for key in group.rows.values_list(str(table.field_of(table.sheet.key[0])), flat=True))


@pytest.mark.slow
@pytest.mark.django_db
def test_a_row_taken_out_before_the_import_changes_exactly_the_figures_that_count_it(tmp_path: Path) -> None:
    path = fuller(tmp_path)
    before, rows = read_in(path)
    tried: set[str] = set()
    for sheet, lines in free_lines(path).items():
        place, key = lines[len(lines) // 2]
        resting = {id for id in FIGURES if (sheet, key) in rows[id]}
        after, rest = read_in(without(path, sheet, place, tmp_path), resting)
        assert {id for id in FIGURES if before[id] != after[id]} <= resting, (sheet, key)
        for id in resting:
            figure = FIGURES[id]
            if type(figure.source) in (Dated, Lasting) and figure.handle.aggregate is counting and sheet == figure.sheet:
                assert (before[id] or 0) - (after[id] or 0) == 1, (id, key)
                assert rows[id] - rest[id] <= {(sheet, key)}, (id, key)
        tried.add(sheet)
    assert tried == set(BY_NAME)
