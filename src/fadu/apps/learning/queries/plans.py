"""The plan of a year and what each person must still do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from fadu.apps.learning.models import ResultIntake, StudyRecord, YearDemand
from fadu.apps.learning.queries.people import learners
from fadu.core.learning.demands import Demand, Done, Duty, Learner, duties

# What asks for something, worst first.
STATES = {"over": "已超期", "soon": "临期", "open": "待办", "unknown": "缺数据", "done": "已完成"}


@dataclass(frozen=True)
class Standing:
    """A person with the duties of a year; `open` counts those that are not done."""

    learner: Learner
    duties: Sequence[tuple[str, Duty]]

    @property
    def open(self) -> int:
        return sum(duty.state != "done" for _, duty in self.duties)


def demands_of(year: int) -> list[YearDemand]:
    """What the plan of a year demands, lifted demands too."""
    return list(YearDemand.objects.filter(year=year))


def plan(year: int) -> list[Demand]:
    """The plan of a year as the arithmetic takes it."""
    return [
        Demand(
            row.number, row.group, row.what, row.programme, row.amount or Decimal(), date(year, 1, 1), date(year, 12, 31),
            row.basis, "", "本单位年度计划",
        )
        for row in YearDemand.objects.filter(year=year, lifted_at=None)
    ]


def excellent_marks(programme: str) -> QuerySet[YearDemand]:
    """What plans say from which mark on who sat a programme is excellent; the lowest first where groups have marks of their own."""
    return YearDemand.objects.filter(what="excellent", programme=programme, lifted_at=None, amount__isnull=False).order_by("amount")


def standing(year: int, on: date, number: str = "") -> list[Standing]:
    """Everybody in post on a day, or one person, with the duties of a year as they are on that day."""
    rows = StudyRecord.standing.filter(held_on__year=year)
    done: defaultdict[str, list[Done]] = defaultdict(list)
    columns = ("programme", "category", "held_on", "studied", "sat", "passed", "hours")
    for person, *values in (rows.filter(person__number=number) if number else rows).values_list("person__number", *columns):
        done[person].append(Done(*values))
    asked = plan(year)
    return [
        Standing(each, [(STATES[duty.state], duty) for duty in duties(each, asked, done[each.number], year, on)])
        for each in learners(on, number)
    ]


def records_of(number: str, year: int) -> list[StudyRecord]:
    """A person's study records of a year, latest first."""
    return list(StudyRecord.standing.filter(person__number=number, held_on__year=year).order_by("-held_on", "number"))


def result_intakes() -> list[ResultIntake]:
    """The result sheets that were taken in, newest first."""
    return list(ResultIntake.objects.all())


def has_results(batch: str) -> bool:
    """Whether a batch is one of results."""
    return ResultIntake.objects.filter(batch=batch).exists()


def programmes() -> list[str]:
    """Programmes that are on record, for suggestions."""
    return sorted(set(StudyRecord.standing.values_list("programme", flat=True)))
