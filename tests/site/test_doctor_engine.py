"""What the self-check asks of the database, on the engine that this run uses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from fadu.apps.record.actions import enter
from fadu.apps.record.models import Entry
from fadu.events.accounts import SignedIn
from fadu.site.doctor import database, ledger, machine, people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("check", [database.structure, database.triggers, database.durability, database.integrity])
def test_a_fresh_database_is_as_it_should_be(check: Any) -> None:
    if check is database.durability and connection.vendor == "sqlite":
        pytest.skip("a database in memory has no journal; the command is tried on a file")
    result = check(AT)
    assert result.state in (("ok", "warn") if check is database.integrity else ("ok",)), result


@pytest.mark.parametrize("index", [0, 1])
def test_a_table_that_lost_its_triggers_is_named_and_keeps_its_rows(index: int) -> None:
    enter(SignedIn(subject="1", address="::1"), actor="1", at=AT)
    table = ["record_entry", "record_treenode"][index]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {table}_no_delete")
        else:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_change")
    result = database.triggers(AT)
    assert result.state == "fail"
    assert table in result.said
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("check", [*machine.WITH_DATA, *ledger.WITH_DATA, *people.WITH_DATA])
def test_an_empty_ledger_is_no_failure(check: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    assert check(AT).state != "fail"


def test_a_clock_behind_the_ledger_is_a_failure() -> None:
    enter(SignedIn(subject="1", address="::1"), actor="1", at=AT)
    assert machine.clock(AT.replace(year=2025)).state == "fail"
    assert machine.clock(AT).state == "ok"


def test_acts_that_wait_for_a_signature_longer_than_a_week_are_said() -> None:
    enter(SignedIn(subject="1", address="::1"), actor="1", at=AT)
    assert ledger.checkpoint(AT).state == "warn"
    assert ledger.receipts(AT).state == "warn"


def test_pages_beyond_this_machine_without_tls_are_a_failure(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "fadu.example"]
    assert "fadu.example" in people.addresses(AT).said
    assert people.addresses(AT).state == "fail"
    settings.HTTPS = True
    assert people.addresses(AT).state == "ok"
