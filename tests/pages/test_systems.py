"""docs/systems.md has all 141 rows and names only what there is; tests/browser/test_systems.py walks them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from fadu.apps.exchange.homes import HOMES
from fadu.apps.reports.palette import FIGURES
from fadu.site import cli
from tests.systems import beside, systems


def test_the_table_has_all_141_rows_and_names_only_what_there_is() -> None:
    rows = systems()
    assert [row.number for row in rows] == list(range(1, 142))
    commands = set(cli.load())
    for row in rows:
        assert row.figure in FIGURES, row
        assert row.sheet in HOMES, row
        assert row.page == f"/{'registers' if FIGURES[row.figure].id.startswith('register.') else 'ledger'}/{row.sheet}/", row
        assert set(re.findall(r"`fadu ([a-z_]+)", row.commands)) <= commands, row


@pytest.mark.django_db
def test_the_pages_beside_the_registers_open_and_their_figures_are_there(as_role: Any) -> None:
    clerk, found = as_role("clerk"), beside()
    assert len(found) == 14
    for page, figure in found:
        assert clerk.get(page).status_code == 200, page
        assert not figure or figure in FIGURES, figure
