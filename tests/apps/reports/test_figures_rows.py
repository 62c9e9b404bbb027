"""Taking one row away changes exactly the figures that rest on it, over all sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from fadu.apps.cases.models import CommitteeMeeting
from fadu.apps.record import registry
from fadu.apps.record.figures import Dated, Linked, counting
from fadu.apps.record.models import AttributeChange
from fadu.apps.reports import queries
from fadu.apps.reports.palette import FIGURES
from fadu.core.figures import Number, Period, Scope
from fadu.core.workbook.sheets import BY_NAME
from fadu.core.workbook.sheets.bureau import UNIT_REQUIRED

from .ledgers import MORE, fuller, take

YEAR = Scope.of(Period.year(2024))
A_SHEET = 9  # rows tried of each

Values = Mapping[str, Number | None]


@dataclass(frozen=True)
class Ledger:
    """The fuller year in the database: what its figures say, and which of them rest on which row (sheet, number)."""

    path: Path
    values: Values
    owners: Mapping[tuple[str, str], set[str]]


def said() -> dict[str, Number | None]:
    return queries.values([YEAR], FIGURES)[0]


def resting() -> Mapping[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id in FIGURES:
        for row in queries.rows_of(id, YEAR):
            found[row.sheet, row.number].add(id)
    return found


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[Ledger]:
    path = fuller(tmp_path_factory.mktemp("book"))
    with django_db_blocker.unblock(), transaction.atomic():
        take(path)
        yield Ledger(path, said(), resting())
        transaction.set_rollback(True)


def free_rows(sheet: str) -> Iterator[Any]:
    """Rows of a sheet that no row of any sheet names."""
    table = registry.tables()[sheet]
    named = {number for change in AttributeChange.objects.values_list("target") for number in change}
    on_agendas = set(CommitteeMeeting.agenda.through.objects.values_list("case_id", flat=True)) if sheet == "案件" else set()
    key = table.field_of(table.sheet.key[0])
    rows = [row for row in table.rows().order_by("pk") if getattr(row, str(key)) not in named and row.pk not in on_agendas]
    if sheet == "单位":
        rows = [row for row in rows if row.item not in UNIT_REQUIRED]
    added = len(MORE.get(sheet, ()))
    tried = [*rows[: -added or None][:: max(1, len(rows) // A_SHEET)], *rows[len(rows) - added :]]
    return iter(tried)


def differing(before: Values, after: Values) -> set[str]:
    return {id for id in before if before[id] != after[id]}


@pytest.mark.django_db
@pytest.mark.parametrize("sheet", list(BY_NAME))
def test_a_row_gone_moves_the_figures_that_rest_on_it_and_no_other(ledger: Ledger, sheet: str) -> None:
    table = registry.tables()[sheet]
    tried = 0
    for row in free_rows(sheet):
        stored = next(table.read(table.rows().filter(pk=row.pk)))
        owners = ledger.owners.get((sheet, table.label(table.key_of(stored.snapshot))), set())
        try:
            with transaction.atomic():
                table.model.objects.filter(pk=row.pk).delete()
                values = said()
                transaction.set_rollback(True)
        except ProtectedError:
            continue
        tried += 1
        assert differing(ledger.values, values) <= owners, stored.snapshot
        for id in owners:
            figure, before, after = FIGURES[id], ledger.values[id], values[id]
            if type(figure.source) is Dated and figure.handle.aggregate is counting:
                assert Decimal(before or 0) - Decimal(after or 0) == 1, id
            if type(figure.source) is Linked and figure.handle.aggregate is counting:
                assert (before or 0) > (after or 0), id
    assert tried or sheet in ("监管对象", "人员", "单位"), "no row of this sheet was taken away"


@pytest.mark.django_db
def test_every_sheet_with_facts_has_rows_that_some_figure_counts(ledger: Ledger) -> None:
    assert {sheet for sheet, _ in ledger.owners} == set(BY_NAME)
