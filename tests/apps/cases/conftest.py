"""The sample bureau with accounts for those who handle a case, and a legal reviewer who may review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction

from fadu.apps.cases.actions.declaring import declare
from fadu.apps.exchange.actions import import_workbook
from fadu.apps.exchange.actions.entering import correct_row, opened
from fadu.apps.exchange.homes import HOMES
from fadu.apps.officers.actions.accounts import open_account
from fadu.apps.officers.models import Account, Person
from tests.apps.cases import lives
from tests.apps.exchange.workbooks import SAMPLE_2024

AT = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)


def qualify(number: str) -> None:
    """The reviewer's qualification is entered into the register."""
    table, uid = HOMES["人员"], str(Person.objects.get(number=number).uid)
    row = opened(table, uid)
    assert row is not None
    correct_row(table, uid, {**row.texts, "legal_qualification": "A20184311270001"}, seen=row.seen, actor="测试", at=AT, accept=True)


@pytest.fixture(scope="module")
def unqualified(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The sample bureau as it is: two reviewers without the qualification."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_workbook(SAMPLE_2024, actor="测试", at=AT)
        roles = {
            lives.LEAD: ["officer"], lives.SECOND: ["officer"], lives.EXAMINER: ["officer"], lives.REVIEWER: ["reviewer"], lives.CHIEF: ["chief"],
            **{number: ["committee"] for number in lives.MEMBERS},
        }
        for number, some in roles.items():
            open_account(person_number=number, roles=some, actor="测试", at=AT)
        Account.objects.update(must_change_password=False)
        rule = ["应到 4", "到会 过半数"]
        declare(kind="committee", since=date(2024, 1, 1), source="案审会规则（示例）", none=False, cases=rule, actor=lives.CHIEF, at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def bureau(unqualified: None, db: None) -> None:
    """The same with a qualified reviewer."""
    qualify(lives.REVIEWER)
