"""What the registers say was decided and nobody published yet: penalties and permits, each with the last day for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.apps.record import registry
from fadu.apps.registers.models import Fact
from fadu.core.days import add_months
from fadu.core.procedure import Limit, due, limit

REGISTER = "执法公示"
_MONTHS = 36  # what is older was for its time to publish
_RULE = "D25"  # penalties; 国办发〔2018〕118号 gives permits the same seven working days


@dataclass(frozen=True)
class Unpublished:
    """A decision that is not published: the row, what it is, when it was made, the last safe day, and whether that is over."""

    sheet: str
    uid: str
    number: str
    title: str
    decided: date
    by: date | None
    late: bool


def unpublished(today: date) -> list[Unpublished]:
    """Decisions of the last three years, the most urgent first. A case is published by its own date, or by a row of 执法公示 that names it."""
    told = Fact.standing.filter(register=REGISTER).values_list("values__case", "values__permit")
    named = {number for pair in told for number in pair if number}
    since = add_months(today, -_MONTHS)[0]
    found = [*_cases(since, named), *_permits(since, named)]
    return sorted((_timed(one, today) for one in found), key=lambda one: (one.by or date.max, one.number))


def within() -> Limit:
    """The limit, with the articles behind it."""
    return limit(_RULE)


def _cases(since: date, named: set[str]) -> list[Unpublished]:
    table = registry.table("案件")
    if table is None:
        return []
    rows = table.rows().filter(withdrawn=False, outcome="处罚", decided_on__gte=since, published_on=None).exclude(number__in=named)
    # What the matter of the case says: it is not to be made public (《生态环境行政处罚办法》第六十三条), or what was decided fell.
    rows = rows.exclude(matters__facts__publication_barred=True).exclude(matters__facts__overturned_on__isnull=False)
    return [Unpublished("案件", str(row.uid), row.number, row.cause, row.decided_on, None, late=False) for row in rows]


def _permits(since: date, named: set[str]) -> list[Unpublished]:
    rows = Fact.standing.filter(register="行政许可", values__decided_on__gte=since.isoformat()).exclude(number__in=named)
    told = [(row, f"{row.kind}：{row.values['applicant']}", date.fromisoformat(row.values["decided_on"])) for row in rows]
    return [Unpublished("行政许可", str(row.uid), row.number, title, decided, None, late=False) for row, title, decided in told]


def _timed(one: Unpublished, today: date) -> Unpublished:
    by = due(_RULE, one.decided).safe
    return Unpublished(one.sheet, one.uid, one.number, one.title, one.decided, by, by is not None and by < today)
