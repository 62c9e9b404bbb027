"""Cases decided in a year: by violation, by statute, by fine, and days from stage to stage. Each number opens to the cases it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case as Choice
from django.db.models import CharField, Count, DurationField, ExpressionWrapper, F, FilteredRelation, Max, Min, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from fadu.apps.cases.models import Case
from fadu.apps.cases.queries.folding import CASES
from fadu.apps.record.figures import any_of
from fadu.core.law import violations
from fadu.core.law.provisions import catalogue
from fadu.web import charts

_MOST = 12
_REST = "其他"
_UNKNOWN = "没有填写违法行为代码"
STAGES = {
    "investigated": ("立案到调查终结", "filed_on", "investigated_on"), "noticed": ("调查终结到告知", "investigated_on", "notice_served_on"),
    "decided": ("告知到决定", "notice_served_on", "decided_on"), "served": ("决定到送达", "decided_on", "decision_served_on"),
    "whole": ("立案到决定", "filed_on", "decided_on"), "closed": ("送达到结案", "decision_served_on", "closed_on"),
}
_FINES = (
    (0, "不罚款"), (20_000, "不足2万元"), (100_000, "2万至10万元"), (200_000, "10万至20万元"), (1_000_000, "20万至100万元"), (None, "100万元以上"),
)
_FIELDS = ("uid", "number", "party", "violation", "fine", "filed_on", "decided_on", "applied")
# The band of a fine, for the rows and for their numbers.
_BAND = Choice(
    When(Q(fine=None) | Q(fine=0), then=Value(_FINES[0][1])), *(When(fine__lt=most, then=Value(name)) for most, name in _FINES[1:-1]),
    default=Value(_FINES[-1][1]), output_field=CharField(),
)


@dataclass(frozen=True)
class Group:
    """Decided cases that are counted alike."""

    violation: str
    applied: str
    day: date | None  # of the decision, where no matter says which statute was applied
    band: str
    number: int
    fines: Decimal

    @property
    def violation_name(self) -> str:
        """The violation as it is called."""
        return _violation(self.violation)

    @property
    def statute(self) -> str:
        """The statute that was applied; where that is not known, the one in force on the day."""
        return self.applied or _statute(self.violation, self.day)


@dataclass(frozen=True)
class Rows:
    """The cases behind a number: what it counts, and the cases, each with its `span` where the number is of days."""

    title: str
    rows: QuerySet[Any]
    of_days: bool = False


def years() -> list[int]:
    """From the first year in which a case was filed or decided to the last, latest first."""
    found = Case.standing.aggregate(*(kind(name) for kind in (Min, Max) for name in ("filed_on", "decided_on")))
    days = [day for day in found.values() if day]
    return list(range(max(days).year, min(days).year - 1, -1)) if days else []


def of(year: int) -> dict[str, Any]:
    """Numbers and their charts."""
    groups = _groups(year)
    ranked = {name: _ranked(_numbers(groups, of)) for name, of in _BY.items()}
    bands = _numbers(groups, lambda one: one.band)
    by_fine = [(name, bands[name]) for _, name in _FINES] if groups else []
    took = _spans(year) if groups else {}
    days = [(id, name, took[id]) for id, (name, _, _) in STAGES.items() if id in took]
    return {
        "filed": Case.standing.filter(filed_on__year=year).count(), "decided": sum(one.number for one in groups),
        "no_penalty": _decided(year, "不予处罚").count(), "fines": sum((one.fines for one in groups), Decimal(0)),
        "hrefs": {by: _href(year, by) for by in ("filed", "decided", "no_penalty")},
        "tables": [
            _shown("按违法行为", "件", [(name, value, _href(year, "violation", name)) for name, value in ranked["violation"]]),
            _shown("按适用的法律", "件", [(name, value, _href(year, "statute", name)) for name, value in ranked["statute"]]),
            _shown("按罚款数额", "件", [(name, value, _href(year, "fine", name) if value else "") for name, value in by_fine]),
            _shown("各阶段用时（中位数）", "天", [(name, _middle(spans), _href(year, "days", id)) for id, name, spans in days],
                   {name: (spans.total(), max(spans)) for _, name, spans in days}),
        ],
    }


def rows_of(year: int, by: str, value: str) -> Rows | None:
    """The cases that a number of the year counts; None for a number that the page does not have."""
    if by == "filed":
        return Rows("立案", _read(Case.standing.filter(filed_on__year=year).order_by("filed_on", "pk")))
    decided = _decided(year).order_by("decided_on", "pk")
    if by == "no_penalty":
        return Rows("不予处罚", _read(_decided(year, "不予处罚").order_by("decided_on", "pk")))
    if by == "decided":
        return Rows("处罚决定", _read(decided))
    if by == "days" and value in STAGES:
        name, first, last = STAGES[value]
        timed = _between(decided, first, last).order_by("-span", "decided_on", "pk")
        return Rows(f"{name}的天数", _read(timed, "span"), of_days=True)
    wanted = _counted_by(_groups(year), by, value)
    return Rows(value, _read(decided).filter(wanted)) if wanted is not None else None


def shown(rows: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], int | None]]:
    """Some rows as a page shows them: with the names that they are counted by, and their days."""
    found = []
    for row in rows:
        statute = row["applied"] or _statute(row["violation"], row["decided_on"] or row["filed_on"])
        days = row["span"].days if "span" in row else None
        found.append(({**row, "violation": _violation(row["violation"]), "statute": statute}, days))
    return found


_BY: dict[str, Callable[[Group], str]] = {"violation": lambda one: one.violation_name, "statute": lambda one: one.statute}


def _decided(year: int, outcome: str = "处罚") -> QuerySet[Any]:
    found: QuerySet[Any] = Case.standing.filter(decided_on__year=year, outcome=outcome)
    return found


def _applied(found: QuerySet[Any]) -> QuerySet[Any]:
    """With the statute that the matter of each case applied ("" where no matter says it), and the band of its fine."""
    carried = FilteredRelation("matters", condition=Q(matters__procedure__in=CASES))
    said: QuerySet[Any] = found.annotate(carried=carried, applied=Coalesce("carried__statute", Value("")), band=_BAND)
    return said


def _read(found: QuerySet[Any], *more: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = _applied(found).values(*_FIELDS, *more)
    return rows


def _groups(year: int) -> list[Group]:
    unsaid = Choice(When(applied="", then=F("decided_on")))
    found = _applied(_decided(year)).order_by().values("violation", "applied", "band", unsaid=unsaid).annotate(n=Count("pk"), fines=Sum("fine"))
    return [Group(one["violation"], one["applied"], one["unsaid"], one["band"], one["n"], one["fines"] or Decimal(0)) for one in found]


def _counted_by(groups: list[Group], by: str, value: str) -> Q | None:
    """Which of the decided cases a name of a table counts; None where it counts none."""
    if by == "fine":
        return Q(band=value) if any(one.band == value for one in groups) else None
    if by not in _BY:
        return None
    of = _BY[by]
    named = {name for name, _ in _ranked(_numbers(groups, of)) if name != _REST}
    mine = [one for one in groups if of(one) == value or (value == _REST and of(one) not in named)]
    if not mine:
        return None
    if by == "violation":
        return Q(violation__in={one.violation for one in mine})
    unsaid: dict[str, set[date | None]] = {}
    for one in mine:
        if not one.applied:
            unsaid.setdefault(one.violation, set()).add(one.day)
    said = Q(applied__in={one.applied for one in mine if one.applied})
    return any_of([said, *(Q(applied="", violation=violation, decided_on__in=days) for violation, days in unsaid.items())])


def _between(found: QuerySet[Any], first: str, last: str) -> QuerySet[Any]:
    """The cases that have both dates, with the time from one to the other."""
    span = ExpressionWrapper(F(last) - F(first), output_field=DurationField())
    both: dict[str, Any] = {f"{first}__isnull": False, f"{last}__isnull": False}
    timed: QuerySet[Any] = found.filter(**both).annotate(span=span)
    return timed


def _spans(year: int) -> dict[str, Counter[int]]:
    """By stage how many cases took how many days; one query."""
    decided = _decided(year).order_by()
    each = [
        _between(decided, first, last).values("span", stage=Value(id)).annotate(n=Count("pk")) for id, (_, first, last) in STAGES.items()
    ]
    found: dict[str, Counter[int]] = {}
    for one in each[0].union(*each[1:], all=True):
        found.setdefault(one["stage"], Counter())[one["span"].days] += one["n"]
    return found


def _numbers(groups: list[Group], of: Callable[[Group], str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in groups:
        found[of(one)] += one.number
    return found


def _shown(name: str, unit: str, rows: list[tuple[str, Any, str]], spread: dict[str, tuple[int, int]] | None = None) -> dict[str, Any]:
    drawing = charts.ranking([charts.Part(label, value, href) for label, value, href in rows], title=name, unit=unit) if rows else ""
    return {
        "name": name, "unit": unit, "chart": drawing, "spread": spread is not None,
        "rows": [{"name": label, "value": value, "href": href, "spread": (spread or {}).get(label)} for label, value, href in rows],
    }


def _href(year: int, by: str, value: str = "") -> str:
    return f"{reverse('cases:counted')}?{urlencode({'year': year, 'by': by, **({'value': value} if value else {})})}"


def _ranked(counted: Counter[str]) -> list[tuple[str, int]]:
    first = counted.most_common(_MOST)
    rest = sum(counted.values()) - sum(number for _, number in first)
    return [*first, (_REST, rest)] if rest else first


def _violation(id: str) -> str:
    return violations.catalogue().get(id, _UNKNOWN)


def _statute(violation: str, day: date | None) -> str:
    live = [one for one in catalogue().provisions.get(violation, ()) if day is not None and one.on(day)]
    return live[0].statute if live else _UNKNOWN


def _middle(spans: Counter[int]) -> int | float:
    middle = median(spans.elements())
    return int(middle) if middle == int(middle) else middle
