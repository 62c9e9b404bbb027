"""Which rows of another register a declared one names, for figures of the apps above."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from fadu.apps.registers.models import Fact


def named_in(register: str, field: str, until: date) -> QuerySet[Any]:
    """The numbers that the column `field` of a register holds in rows dated up to a day; for `number__in`."""
    rows = Fact.standing.filter(register=register, day__lte=until, values__has_key=field)
    found: QuerySet[Any] = rows.annotate(named=KT(f"values__{field}")).values("named")
    return found
