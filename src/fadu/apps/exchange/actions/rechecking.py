"""Findings follow the rules: a new version of the software may see in old rows what the one before did not."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.planning.known import recheck
from fadu.apps.record.actions.recording import replace_findings


def recheck_findings(*, today: date) -> None:
    """Derive the findings of all rows anew. They are no facts of their own, so nothing is sealed."""
    with transaction.atomic():
        for table in HOMES.values():
            replace_findings(table, recheck(table, table.read(table.rows()), today))
