"""Figures counted a second time by hand, over many periods and days, agree; their rows, their year before, their cost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from fadu.apps.record.figures import counting
from fadu.apps.reports import queries
from fadu.apps.reports.palette import FIGURES, OWNERS, SYSTEMS, near
from fadu.core.figures import Number, Period, Scope

from . import by_hand
from .ledgers import SAMPLE_2023, SAMPLE_2024, fuller, take

PUBLISHED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "lanshan-2024.figures.json").read_text(encoding="utf-8"))
YEAR = Scope.of(Period.year(2024))
PERIODS = [
    *(Period.month(2024, n) for n in range(1, 13)), *(Period.quarter(2024, n) for n in range(1, 5)), *(Period.half(2024, n) for n in (1, 2)),
    Period.year(2023), Period.year(2024), Period.year(2025), Period(date(2023, 12, 15), date(2024, 2, 29)),
    Period(date(2024, 6, 20), date(2024, 6, 20)), Period(date(2024, 1, 1), date(2024, 11, 30)),
]
AS_OF = [None, date(2023, 12, 31), date(2024, 5, 19), date(2024, 5, 20), date(2024, 7, 31), date(2024, 12, 25), date(2025, 1, 15), date(2025, 12, 31)]
SCOPES = [
    *(Scope.of(period) for period in PERIODS),
    *(Scope.of(period, day) for period in (Period.year(2024), Period.quarter(2024, 2), Period.month(2024, 12)) for day in AS_OF if day),
]

Books = by_hand.Sheets


@pytest.fixture(scope="module", params=["sample", "fuller"])
def books(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[Books]:
    """Two years in the ledger, and what their cells say; 2024 as published, or with a row for every trap."""
    this_year = SAMPLE_2024 if request.param == "sample" else fuller(tmp_path_factory.mktemp("book"))
    with django_db_blocker.unblock(), transaction.atomic():
        take(SAMPLE_2023, this_year)
        yield by_hand.together([by_hand.read(SAMPLE_2023), by_hand.read(this_year)])
        transaction.set_rollback(True)


def said(scope: Scope) -> dict[str, Number | None]:
    return queries.values([scope], FIGURES)[0]


@pytest.mark.django_db
def test_counted_by_hand_from_the_cells_every_period_and_day_gives_the_same(books: Books) -> None:
    wrong = []
    for scope, values in zip(SCOPES, queries.values(SCOPES, PUBLISHED), strict=True):
        expected = by_hand.figures(books, scope.first, scope.period.last, scope.as_of)
        assert set(expected) == set(PUBLISHED)
        wrong += [(scope, id, value, values[id]) for id, value in expected.items() if value != values[id]]
    assert wrong == []


@pytest.mark.django_db
def test_several_scopes_at_once_say_what_each_says_alone(books: Books) -> None:
    some = SCOPES[::7]
    assert queries.values(some, FIGURES) == [said(scope) for scope in some]


@pytest.mark.django_db
def test_the_rows_of_a_count_are_as_many_as_it_says(books: Books) -> None:
    counted_apart = {"inspection.officer_trips", "case.committee_cases"}  # links, several a row
    for scope in (YEAR, Scope.of(Period.quarter(2024, 2), date(2024, 12, 25))):
        values = said(scope)
        for id, figure in FIGURES.items():
            if getattr(figure.handle, "aggregate", None) is counting and id not in counted_apart:
                assert sum(group.rows.count() for group in figure.groups(scope) if group.counted) == values[id], id


@pytest.mark.django_db
def test_every_row_of_every_figure_opens_to_its_seal(books: Books) -> None:
    for id in list(FIGURES)[::9]:
        for row in queries.rows_of(id, YEAR):
            assert row.seal, (id, row)
            assert row.number
            assert row.uid


@pytest.mark.django_db
def test_a_year_before_is_set_beside_each_figure_in_its_own_form(books: Books) -> None:
    stated = queries.stated(YEAR)
    last_year = said(YEAR.previous_year())
    assert {id: one.before for id, one in stated.items() if not FIGURES[id].before} == {
        id: value for id, value in last_year.items() if not FIGURES[id].before
    }
    assert stated["quality.air.good_rate"].change.text == "同比下降2.4个百分点"
    assert stated["quality.air.index"].change.text == "同比改善0.8%"
    assert stated["quality.air.pm25"].change.text == "同比上升3.24%"
    assert stated["quality.air.good_rate.city_rank"].change.text == "较上年后移4位"


@pytest.mark.django_db
def test_what_a_document_states_keeps_its_own_period_and_names_the_document(books: Books) -> None:
    water = queries.stated(YEAR)["quality.water.city_rank"]
    assert (water.period, water.document) == (Period(date(2024, 1, 1), date(2024, 11, 30)), "示例：市局环境质量通报")


@pytest.mark.django_db
def test_all_figures_and_the_year_before_take_few_queries_however_many_figures_there_are(books: Books) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.stated(YEAR)
    assert len(asked) <= 46
    with CaptureQueriesContext(connection) as asked:
        queries.checks(YEAR)
    assert len(asked) <= 45


@pytest.mark.django_db
def test_every_figure_says_what_it_is() -> None:
    assert len({figure.name for figure in FIGURES.values()}) == len(FIGURES)
    for id, figure in FIGURES.items():
        assert figure.system in SYSTEMS
        assert figure.definition
        assert OWNERS[id] == id.split(".")[0] or id
        assert figure.unit or id == "quality.air.index"
    assert near("case.file")[0] == "case.filed"
