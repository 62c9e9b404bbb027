"""The figures of the sample year are the published ones, and an empty ledger says zero or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fadu.apps.reports import queries
from fadu.apps.reports.palette import FIGURES
from fadu.core.figures import Period, Scope, json_number

from .ledgers import SAMPLE_2024, take

PUBLISHED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "lanshan-2024.figures.json").read_text(encoding="utf-8"))
YEAR = Scope.of(Period.year(2024))


@pytest.mark.django_db
def test_every_published_figure_comes_out_equal() -> None:
    take(SAMPLE_2024)
    values = queries.values([YEAR], PUBLISHED)[0]
    assert {id: json_number(values[id]) for id in PUBLISHED} == PUBLISHED


@pytest.mark.django_db
def test_without_any_row_counts_are_zero_and_what_is_measured_is_unknown() -> None:
    values = queries.values([YEAR], FIGURES)[0]
    assert {id for id, value in values.items() if value not in (0, None)} == set()
    unknown = {id for id, value in values.items() if value is None}
    assert {id for id in PUBLISHED if id in unknown} == {
        *(id for id in PUBLISHED if id.startswith("quality.") or id.endswith("_rate") or "rank" in id), "staff.years_without_recruits",
    }
