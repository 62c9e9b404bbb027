"""A bureau with 2023 and 2024 in its ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from fadu.apps.exchange.actions import import_workbook
from tests.apps.exchange.workbooks import SAMPLE_2023, SAMPLE_2024


@pytest.fixture(scope="module")
def ledger(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """Filled once a module, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        for path in (SAMPLE_2023, SAMPLE_2024):
            import_workbook(path, actor="测试", at=datetime(2025, 1, 5, 9, 0, tzinfo=UTC))
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path, ledger: None, db: None) -> Path:
    """Draws of a test lie in a folder of their own."""
    settings.FADU_DATA = tmp_path
    return tmp_path
