"""Cases decided in a year: by violation, by statute, by fine, and days from stage to stage. Each number opens to the cases it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.queries.folding import CASES
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
_FIELDS = (
    "pk", "uid", "number", "cause", "party", "violation", "outcome", "fine", "filed_on", "investigated_on", "notice_served_on", "decided_on",
    "decision_served_on", "closed_on",
)


@dataclass(frozen=True)
class Counted:
    """A case with what it is counted by."""

    row: dict[str, Any]
    violation: str
    statute: str
    fine: str

    def days(self, stage: str) -> int | None:
        """Days of a stage, None where one of its two dates is not known."""
        _, first, last = STAGES[stage]
        begins, ends = self.row[first], self.row[last]
        return (ends - begins).days if begins and ends else None


@dataclass(frozen=True)
class Rows:
    """The cases behind a number: what it counts, and the cases, each with its days where the number is of days."""

    title: str
    rows: Sequence[tuple[Counted, int | None]]


def years() -> list[int]:
    """Years in which cases were filed or decided, latest first."""
    found = {day.year for name in ("filed_on", "decided_on") for day in Case.standing.dates(name, "year")}
    return sorted(found, reverse=True)


def of(year: int) -> dict[str, Any]:
    """Numbers and their charts."""
    decided = _counted(year, "处罚")
    ranked = {by: _ranked(Counter(getattr(one, by) for one in decided)) for by in ("violation", "statute")}
    bands = Counter(one.fine for one in decided)
    by_fine = [(name, bands[name]) for _, name in _FINES] if decided else []
    days = [(id, name, spans) for id, (name, _, _) in STAGES.items() if (spans := _spans(decided, id))]
    return {
        "filed": Case.standing.filter(filed_on__year=year).count(), "decided": len(decided),
        "no_penalty": Case.standing.filter(decided_on__year=year, outcome="不予处罚").count(),
        "fines": sum((one.row["fine"] or Decimal(0) for one in decided), Decimal(0)),
        "hrefs": {by: _href(year, by) for by in ("filed", "decided", "no_penalty")},
        "tables": [
            _shown("按违法行为", "件", [(name, value, _href(year, "violation", name)) for name, value in ranked["violation"]]),
            _shown("按适用的法律", "件", [(name, value, _href(year, "statute", name)) for name, value in ranked["statute"]]),
            _shown("按罚款数额", "件", [(name, value, _href(year, "fine", name) if value else "") for name, value in by_fine]),
            _shown("各阶段用时（中位数）", "天", [(name, _middle(spans), _href(year, "days", id)) for id, name, spans in days],
                   {name: (len(spans), max(spans)) for _, name, spans in days}),
        ],
    }


def rows_of(year: int, by: str, value: str) -> Rows | None:
    """The cases that a number of the year counts; None for a number that the page does not have."""
    if by in ("filed", "no_penalty"):
        return _registered(year, by)
    counted = _counted(year, "处罚")
    if by == "decided":
        return Rows("处罚决定", [(one, None) for one in counted])
    if by == "days" and value in STAGES:
        found = [(one, one.days(value)) for one in counted]
        return Rows(f"{STAGES[value][0]}的天数", sorted((pair for pair in found if pair[1] is not None), key=lambda pair: -(pair[1] or 0)))
    if by not in ("violation", "statute", "fine"):
        return None
    of: Callable[[Counted], str] = attrgetter(by)
    named = {name for name, _ in _ranked(Counter(map(of, counted))) if name != _REST}
    wanted = [one for one in counted if of(one) == value or (value == _REST and of(one) not in named)]
    return Rows(value, [(one, None) for one in wanted]) if wanted else None


def _registered(year: int, by: str) -> Rows:
    if by == "filed":
        return Rows("立案", [(one, None) for one in _made(Case.standing.filter(filed_on__year=year).order_by("filed_on", "pk"))])
    return Rows("不予处罚", [(one, None) for one in _counted(year, "不予处罚")])


def _counted(year: int, outcome: str) -> list[Counted]:
    return _made(Case.standing.filter(decided_on__year=year, outcome=outcome).order_by("decided_on", "pk"))


def _made(found: Any) -> list[Counted]:
    """The cases as they are counted. The statute is the one that was applied; where that is not known, the one in force on the day."""
    applied = dict(
        Matter.objects.filter(procedure__in=CASES, case__in=found.order_by().values("pk")).values_list("case_id", "facts__law_cited")
    )
    return [Counted(row, _violation(row["violation"]), _statute(row, applied.get(row["pk"])), _band(row["fine"])) for row in found.values(*_FIELDS)]


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


def _statute(row: dict[str, Any], cited: str | None) -> str:
    if cited and "》" in cited:
        return cited[cited.index("《") + 1:cited.index("》")]
    day: date | None = row["decided_on"] or row["filed_on"]
    live = [one for one in catalogue().provisions.get(row["violation"], ()) if day is not None and one.on(day)]
    return live[0].statute if live else _UNKNOWN


def _band(fine: Decimal | None) -> str:
    if not fine:
        return _FINES[0][1]
    return next(name for most, name in _FINES[1:] if most is None or fine < most)


def _spans(counted: Sequence[Counted], stage: str) -> list[int]:
    return [span for one in counted if (span := one.days(stage)) is not None]


def _middle(spans: Sequence[int]) -> int | float:
    middle = median(spans)
    return int(middle) if middle == int(middle) else middle
