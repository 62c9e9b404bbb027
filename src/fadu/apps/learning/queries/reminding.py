"""What the first page says of learning: to each person their own, to who runs exams what the office must see to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from fadu.apps.learning.models import Exam
from fadu.apps.learning.queries.exams import exams, sittings_of
from fadu.apps.learning.queries.people import learners
from fadu.apps.learning.queries.plans import STATES, standing
from fadu.core.learning.demands import certificate

# What is merely open is said from the last quarter on; before, everybody has most of the year's study before them.
_FROM_MONTH = 10


@dataclass(frozen=True)
class Line:
    """One thing to see to: what, how pressing in a word, what is said; `exam` or `person` is what it is about."""

    title: str
    state: str
    said: str
    exam: str = ""
    person: str = ""


def mine(number: str, now: datetime) -> list[Line]:
    """What somebody must still do: exams that are on and not handed in, a certificate that ends, and towards the end of a year what is open."""
    me = standing(now.year, now.date(), number)
    if not me:
        return []
    pressing = ("over", "soon", "open") if now.month >= _FROM_MONTH else ("over", "soon")
    duties = [Line(duty.title, state, duty.said) for state, duty in me[0].duties if duty.state in pressing]
    sat = sittings_of(number)
    return [*(
        Line(f"考试：{each.exam.title}", each.state, f"{each.exam.closes_at.astimezone(now.tzinfo):%m-%d %H:%M} 截止", exam=each.exam.number)
        for each in exams(now)
        if each.state == "进行中" and me[0].learner.within(each.exam.group)
        and (each.exam.number not in sat or sat[each.exam.number].handed_in_at is None)
    ), *duties]


def office(now: datetime) -> list[Line]:
    """Exams whose time is over and that nobody closed; officers whose certificate ends soon, or has ended."""
    waiting = Exam.objects.filter(closes_at__lt=now, closed_at=None, cancelled_at=None).order_by("closes_at")
    exams_over = [Line(f"考试：{exam.title}", "待结束", "时间已过，结束以后才记缺考、公开种子", exam=exam.number) for exam in waiting]
    return [*exams_over, *_certificates(now.date())]


def _certificates(day: date) -> Iterator[Line]:
    for each in learners(day):
        duty = certificate(each, day) if each.is_officer else None
        if duty is not None and duty.state in ("over", "soon"):
            yield Line(f"{each.name}：{duty.title}", STATES[duty.state], duty.said, person=each.number)
