"""Cases of a year: by violation, by statute, by fine, and days from stage to stage. Each number opens to rows of the register."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import Sum

from fadu.apps.cases.models import Case
from fadu.core.law import violations
from fadu.core.law.provisions import catalogue
from fadu.web import charts

_MOST = 12
_STAGES = (
    ("立案到调查终结", "filed_on", "investigated_on"), ("调查终结到告知", "investigated_on", "notice_served_on"),
    ("告知到决定", "notice_served_on", "decided_on"), ("决定到送达", "decided_on", "decision_served_on"), ("立案到决定", "filed_on", "decided_on"),
)
_FINES = (
    (0, "不罚款"), (20_000, "不足2万元"), (100_000, "2万至10万元"), (200_000, "10万至20万元"), (1_000_000, "20万至100万元"), (None, "100万元以上"),
)


def years() -> list[int]:
    """Years in which cases were filed or decided, latest first."""
    found = {day.year for name in ("filed_on", "decided_on") for day in Case.standing.dates(name, "year")}
    return sorted(found, reverse=True)


def of(year: int) -> dict[str, Any]:
    """Numbers and their charts."""
    decided = list(
        Case.standing.filter(decided_on__year=year, outcome="处罚")
        .values_list("violation", "fine", "filed_on", "investigated_on", "notice_served_on", "decided_on", "decision_served_on")
    )
    total = Case.standing.filter(decided_on__year=year, outcome="处罚").aggregate(sum=Sum("fine"))["sum"] or Decimal(0)
    by_violation = _ranked(Counter(_violation(row[0]) for row in decided))
    by_statute = _ranked(Counter(_statute(row[0], row[5]) for row in decided))
    by_fine = [(name, sum(1 for row in decided if _band(row[1]) == name)) for _, name in _FINES]
    columns = ("filed_on", "investigated_on", "notice_served_on", "decided_on", "decision_served_on")
    days = [_days(name, [(row[2 + columns.index(first)], row[2 + columns.index(last)]) for row in decided]) for name, first, last in _STAGES]
    return {
        "filed": Case.standing.filter(filed_on__year=year).count(), "decided": len(decided), "fines": total,
        "no_penalty": Case.standing.filter(decided_on__year=year, outcome="不予处罚").count(),
        "tables": [
            _shown("按违法行为", "件", by_violation), _shown("按适用的法律", "件", by_statute), _shown("按罚款数额", "件", by_fine),
            _shown("各阶段用时（中位数）", "天", [(name, middle) for name, middle, _ in days if middle is not None]),
        ],
        "days": days,
    }


def _shown(name: str, unit: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    drawing = charts.ranking([charts.Part(label, value) for label, value in pairs], title=name, unit=unit) if pairs else ""
    return {"name": name, "unit": unit, "rows": pairs, "chart": drawing}


def _ranked(counted: Counter[str]) -> list[tuple[str, int]]:
    first = counted.most_common(_MOST)
    rest = sum(counted.values()) - sum(number for _, number in first)
    return [*first, ("其他", rest)] if rest else first


def _violation(id: str) -> str:
    return violations.catalogue().get(id, "没有填写违法行为代码")


def _statute(id: str, on: date) -> str:
    """The statute of the primary penalty provision on the day of the decision."""
    live = [one for one in catalogue().provisions.get(id, ()) if one.on(on)]
    return live[0].statute if live else "没有填写违法行为代码"


def _band(fine: Decimal | None) -> str:
    if not fine:
        return _FINES[0][1]
    return next(name for most, name in _FINES[1:] if most is None or fine < most)


def _days(name: str, pairs: list[tuple[date | None, date | None]]) -> tuple[str, int | float | None, int]:
    """Median of the days between two dates, over the cases that have both."""
    spans = [(last - first).days for first, last in pairs if first and last]
    middle = median(spans) if spans else None
    return name, middle if middle is None or middle != int(middle) else int(middle), len(spans)
