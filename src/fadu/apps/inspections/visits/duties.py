"""What visits leave to do: results to be made public, problems whose term is near or over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from fadu.apps.inspections.models import Inspection
from fadu.core import procedure
from fadu.core.days import published

PUBLICATION = "JC01"
_NEAR = timedelta(days=7)


@dataclass(frozen=True)
class Unpublished:
    """An inspection whose result is not public yet, and the last day for it (None: the rule has no count)."""

    number: str
    facility: str
    on: date
    due: date | None


@dataclass(frozen=True)
class Unmended:
    """A row with problems that are not all mended, and its term (None: none)."""

    number: str
    facility: str
    problem: str
    due: date | None


def unpublished(today: date) -> list[Unpublished]:
    """Inspections without a day of publication, those that are due first (国发〔2019〕5号: twenty working days).

    The day by which it must be public is worked out once a day of inspection.
    """
    rows = Inspection.standing.filter(published_on=None, inspected_on__lte=today).order_by("inspected_on", "number")
    days = {day: publish_by(day) for day in rows.order_by().values_list("inspected_on", flat=True).distinct()}
    return [Unpublished(number, name, on, days[on]) for number, name, on in rows.values_list("number", "facility__name", "inspected_on")]


def publish_by(done: date) -> date | None:
    """The last day for making the result of an inspection public."""
    answer = procedure.due(PUBLICATION, done, calendar=published())
    return answer.safe


def unmended(today: date, within: timedelta | None = _NEAR) -> list[Unmended]:
    """Rows whose problems are not mended and whose term is near or over; with `within` None all of them."""
    rows = Inspection.standing.filter(found_problem=True).filter(Q(rectified_on=None) | Q(rectified_on__gt=today)).order_by("rectify_by", "number")
    if within is not None:
        rows = rows.filter(rectify_by__lte=today + within)
    return [Unmended(*values) for values in rows.values_list("number", "facility__name", "problem", "rectify_by")]


@dataclass(frozen=True)
class Pressing:
    """What the first page says: how many results and how many terms are near or over, and how many of them over."""

    results: int
    results_over: int
    terms: int
    terms_over: int


def pressing(today: date) -> Pressing | None:
    """Results and terms that end within a week or have ended, None where there are none."""
    results = [one.due for one in unpublished(today) if one.due and one.due <= today + _NEAR]
    terms = [one.due for one in unmended(today) if one.due]
    if not results and not terms:
        return None
    return Pressing(len(results), sum(due < today for due in results), len(terms), sum(due < today for due in terms))
