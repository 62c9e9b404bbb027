"""A bureau with its 2024 in the ledger and one account a role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from fadu.apps.cases.actions.taking_over import take_over
from fadu.apps.cases.documents.issuing import issue
from fadu.apps.cases.models import Case
from fadu.apps.exchange.actions import import_workbook
from fadu.apps.inspections.actions import recusals
from fadu.apps.officers.actions.accounts import open_account
from fadu.apps.officers.models import Account
from fadu.apps.record.actions import evidence
from fadu.apps.record.actions.signing import issue_receipt
from fadu.apps.registers.models import Fact
from fadu.web.policy import ROLES
from tests.apps.exchange.workbooks import SAMPLE_2023, SAMPLE_2024
from tests.apps.inspections.drawing import drawn, planned
from tests.apps.inspections.visiting import opened

AT = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)
NUMBERS = {role: f"4311270{10 + place:02d}" for place, role in enumerate(ROLES)}


@pytest.fixture(scope="module")
def bureau(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """Filled once a module, in a transaction around those of its tests; returns the one-time passwords by role."""
    with django_db_blocker.unblock(), transaction.atomic():
        for path in (SAMPLE_2023, SAMPLE_2024):
            import_workbook(path, actor="测试", at=AT)
        passwords = {role: open_account(person_number=number, roles=[role], actor="测试", at=AT) for role, number in NUMBERS.items()}
        fact = Fact.objects.filter(register="普法活动").first()
        evidence.take(["说明。".encode()], name="说明.txt", subject=str(fact.uid), number="普法活动", actor="测试", at=AT)
        drawn(planned())
        opened(on=AT.date(), at=AT)
        recusals.state_recusal(officer="431127001", facility="DX43112700001", ground=recusals.GROUNDS[0], actor="测试", at=AT)
        issue_receipt(witness="县司法局", received=AT.date(), actor="测试", at=AT)
        taken = take_over(case=str(Case.objects.get(number="永环蓝立〔2024〕1号").uid), actor=NUMBERS["officer"], at=AT)
        issue(uid=str(taken.uid), kind=40, on=AT.date(), actor=NUMBERS["officer"], at=AT, written={"送达文书": "《行政处罚决定书》"})
        Account.objects.update(must_change_password=False)
        yield passwords
        transaction.set_rollback(True)


@pytest.fixture
def as_role(bureau: dict[str, str], db: None) -> Any:
    """A browser signed in as somebody of a role."""

    def client(role: str) -> Client:
        browser = Client()
        browser.force_login(Account.objects.get(number=NUMBERS[role]), backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return client
