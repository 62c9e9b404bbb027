"""The sweep: each of the 141 systems has a page that opens, takes a row, seals it, and moves its figure."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from fadu.apps.exchange.homes import HOMES
from fadu.apps.officers.queries import unit
from fadu.apps.record.models import Entry
from fadu.apps.reports import queries
from fadu.apps.reports.palette import FIGURES
from fadu.core.figures import Period, Scope
from fadu.site import cli
from tests.systems import System, systems

pytestmark = pytest.mark.django_db

YEARS = [Scope.of(Period.year(year)) for year in (2024, 2025)]
WALKED: dict[int, bool] = {}


def said(figure: str) -> list[Any]:
    return [values[figure] for values in queries.values(YEARS, [figure])]


@pytest.mark.parametrize("system", systems(), ids=lambda system: str(system.number))
def test_its_page_opens_takes_a_row_seals_it_and_its_figure_moves(as_role: Any, system: System) -> None:
    clerk = as_role("clerk")
    assert clerk.get(system.page).status_code == 200
    before, head = said(system.figure), Entry.objects.count()
    answer = clerk.post(f"/exchange/rows/{system.sheet}/new/", {**system.cells(unit("主要负责人工号")), "accept": "1"})
    assert answer.status_code == 302, re.findall(r'href="#id_[a-z_]+">([^<]+)<', answer.content.decode())
    uid = answer.headers["Location"].rstrip("/").split("/")[-1]
    assert Entry.objects.count() == head + 1
    act = Entry.objects.get(subject=uid)
    assert (act.event, act.source) == ("RowRecorded", "网页登记")
    assert "封存" in clerk.get(answer.headers["Location"]).content.decode()
    assert said(system.figure) != before
    WALKED[system.number] = not system.lacks


def test_the_table_has_all_141_rows_and_names_only_what_there_is() -> None:
    rows = systems()
    assert [row.number for row in rows] == list(range(1, 142))
    commands = set(cli.load())
    for row in rows:
        assert row.figure in FIGURES, row
        assert row.sheet in HOMES, row
        assert row.page == f"/{'registers' if FIGURES[row.figure].id.startswith('register.') else 'ledger'}/{row.sheet}/", row
        assert set(re.findall(r"`fadu ([a-z_]+)", row.commands)) <= commands, row


def test_the_count_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    if not WALKED:
        pytest.skip("nothing was walked")
    found = Counter(WALKED.values())
    with capsys.disabled():
        print(  # noqa: T201
            f"\nsystems walked: {len(WALKED)} of 141; served in full {found[True]}, in part {found[False]}"
        )
    assert set(WALKED) == set(range(1, 142))
