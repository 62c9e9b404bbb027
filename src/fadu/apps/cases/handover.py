"""Open matters of an officer, officers who can't go on with theirs for now or for good, and those who came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from fadu.apps.cases.casepage import certificate
from fadu.apps.cases.lists import Row, rows
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.registers.leaves import Leave


@dataclass(frozen=True)
class Absent:
    """An officer who left, is on leave, or whose certificate ended, and how many open matters still name him."""

    number: str
    label: str
    word: str
    open: int


@dataclass(frozen=True)
class Returned:
    """Somebody who is back from leave, and how many open matters the other holds that were handed over for it."""

    number: str
    label: str
    leave: Leave
    holder: str
    held_by: str
    open: int


def open_of(number: str) -> QuerySet[Matter]:
    """The open matters that an officer handles, as first or second, the most urgent first."""
    return Matter.objects.filter(_handles([number]), ended=False).order_by("due_on", "pk")


def absent(bureau: Bureau, on: date) -> list[Absent]:
    """Officers with open matters who are not here, for good or on the day, or whose certificate is not valid on it."""
    gone = {number: bureau.told(leave) for number, leave in bureau.away(on).items()}
    for man in bureau.people.values():
        word, tone = certificate(man, on)
        if man.is_officer and tone in ("over", "danger"):
            gone[man.number] = word
    if not gone:
        return []
    teams = Matter.objects.filter(_handles(list(gone)), ended=False).values_list("file__team", flat=True)
    counted = Counter(number for team in teams for number in team if number in gone)
    return [Absent(number, bureau.label(number), gone[number], some) for number, some in sorted(counted.items())]


def falling(bureau: Bureau, on: date, lead: str | None = None) -> list[tuple[Row, Leave]]:
    """Open matters, of everybody or one lead, whose nearest limit falls into a leave of the lead that runs or begins soon; by limit."""
    wanted = [one for one in bureau.coming(on) if lead in (None, one.person)]
    if not wanted:
        return []
    spans = Q()
    for one in wanted:
        ends = {"due_on__lte": one.until} if one.until else {}
        spans |= Q(lead=one.person, due_on__gte=max(one.since, on), **ends)
    found = list(Matter.objects.filter(spans, ended=False).order_by("due_on", "pk"))
    return [(row, _during(wanted, matter)) for matter, row in zip(found, rows(found, bureau, on), strict=True)]


def returned(bureau: Bureau, on: date) -> list[Returned]:
    """Who is back and still here, by whom the matters are held that were handed over for the leave."""
    away = bureau.away(on)
    over = {one.number: one for one in bureau.leaves(on) if one.until and one.until < on and one.person not in away}
    if not over:
        return []
    said = Matter.objects.filter(ended=False, file__handover__leave__in=list(over)).values_list("file__handover", flat=True)
    counted = Counter((one["leave"], one["to"]) for one in said if _here(bureau, one["from"], on))
    return [
        Returned(over[leave].person, bureau.label(over[leave].person), over[leave], holder, bureau.label(holder), some)
        for (leave, holder), some in sorted(counted.items())
    ]


def to_give_back(found: Sequence[Matter], number: str) -> set[str]:
    """Those among the matters of an officer that he has from `number` for a leave, by id."""
    handed = [(one, one.file.get("handover") or {}) for one in found]
    return {str(one.uid) for one, said in handed if said.get("leave") and said["from"] == number}


def _during(leaves: Sequence[Leave], matter: Matter) -> Leave:
    assert matter.due_on is not None
    return next(one for one in leaves if one.person == matter.lead and one.touches(matter.due_on, matter.due_on))


def _here(bureau: Bureau, number: str, on: date) -> bool:
    man = bureau.people.get(number)
    return man is not None and certificate(man, on)[1] in ("ok", "warn")


def _handles(numbers: list[str]) -> Q:
    return Q(lead__in=numbers) | Q(file__team__1__in=numbers)
