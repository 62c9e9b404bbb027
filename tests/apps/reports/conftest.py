"""The sample years in the ledger, once a module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from fadu.apps.exchange.actions import import_workbook
from fadu.apps.reports.compiling.drafting import draft, scope_of
from fadu.apps.reports.compiling.values import Report
from tests.apps.exchange.workbooks import SAMPLE_2023, SAMPLE_2024

AT = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)


def take_in(path: Path) -> None:
    """Import a workbook that must be accepted."""
    assert not import_workbook(path, actor="测试", at=AT).plan.report()["refusals"]


def drafted(year: int, as_of: date | None = None) -> Report:
    """The draft of a year, dated in the February after it."""
    return draft(scope_of(year, as_of), date(year + 1, 2, 20))


@pytest.fixture(scope="module")
def samples(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Callable[..., Report]]:
    """Both sample years, in a transaction around those of the module's tests; gives the draft of a year."""
    with django_db_blocker.unblock(), transaction.atomic():
        for path in (SAMPLE_2023, SAMPLE_2024):
            take_in(path)
        yield drafted
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def report(samples: Callable[..., Report]) -> Report:
    """The draft on 2024."""
    return samples(2024)
