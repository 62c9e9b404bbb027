"""Open matters of an officer, and officers who can no longer go on with theirs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from fadu.apps.cases.casepage import certificate
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.knowing import Bureau


@dataclass(frozen=True)
class Absent:
    """An officer who left, or whose certificate ended, and how many open matters still name him."""

    number: str
    label: str
    word: str
    open: int


def open_of(number: str) -> QuerySet[Matter]:
    """The open matters that an officer handles, as first or second, the most urgent first."""
    return Matter.objects.filter(_handles([number]), ended=False).order_by("due_on", "pk")


def absent(bureau: Bureau, on: date) -> list[Absent]:
    """Officers with open matters who are not here any more, or whose certificate is not valid on the day."""
    gone = {man.number: certificate(man, on) for man in bureau.people.values() if man.is_officer and certificate(man, on)[1] in ("over", "danger")}
    if not gone:
        return []
    teams = Matter.objects.filter(_handles(list(gone)), ended=False).values_list("file__team", flat=True)
    counted = Counter(number for team in teams for number in team if number in gone)
    return [Absent(number, bureau.label(number), gone[number][0], some) for number, some in sorted(counted.items())]


def _handles(numbers: list[str]) -> Q:
    return Q(lead__in=numbers) | Q(file__team__1__in=numbers)
