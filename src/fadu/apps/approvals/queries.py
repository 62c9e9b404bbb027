"""The time that an approval may take, by the kind of its document (环评适用依据); and what was exempted or promised without its list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fadu.apps.approvals.models import Approval
from fadu.apps.registers.queries import grounds
from fadu.core.procedure import Limit, due, limit

LIMITS = {"报告书": "HP01", "报告表": "HP02"}
NEAR = 10  # days ahead of a limit from which it is warned of
ON_A_LIST = ("豁免", "告知承诺")


@dataclass(frozen=True)
class Timed:
    """An approval that is under way. Without `due` the kind of its document, or the day of acceptance, is not known: `lacks` says which."""

    uid: str
    number: str
    project: str
    kind: str
    accepted: date | None
    due: date | None
    days: int | None
    lacks: str = ""

    @property
    def state(self) -> str:
        """已超期, 临期, 在办, or 算不出."""
        if self.days is None:
            return "算不出"
        return "已超期" if self.days < 0 else "临期" if self.days <= NEAR else "在办"

    @property
    def over(self) -> int:
        """Days since it was due."""
        return max(0, -(self.days or 0))


def last_day(kind: str, accepted: date, outside: int) -> date | None:
    """The last day for deciding; `outside` days (hearing, expert review, assessment) don't count (《行政许可法》第四十五条)."""
    return due(LIMITS[kind], accepted + timedelta(days=outside)).due if kind in LIMITS else None


def under_way(today: date) -> list[Timed]:
    """Approvals that are not closed: those without a known limit first, then the most urgent. Two queries."""
    rows = list(Approval.standing.filter(mode="审批", closed_on=None).order_by("accepted_on", "number"))
    known = grounds(row.number for row in rows)
    found = []
    for row in rows:
        ground = known.get(row.number)
        kind = ground.kind if ground else ""
        by = last_day(kind, row.accepted_on, ground.outside) if ground and row.accepted_on else None
        lacks = "" if by else "受理日期" if row.accepted_on is None else "文件类别（报告书或报告表）"
        found.append(Timed(str(row.uid), row.number, row.project, kind, row.accepted_on, by, (by - today).days if by else None, lacks))
    return sorted(found, key=lambda one: (one.due or date.min, one.number))


def pressing(today: date) -> list[Timed]:
    """Those whose limit is near or over."""
    return [one for one in under_way(today) if one.days is not None and one.days <= NEAR]


@dataclass(frozen=True)
class Unlisted:
    """A project that was exempted or promised, of which no row says under which entry of which list."""

    uid: str
    number: str
    project: str
    mode: str


def unlisted(year: int) -> list[Unlisted]:
    """Those closed in a year."""
    rows = list(Approval.standing.filter(mode__in=ON_A_LIST, closed_on__year=year).order_by("-closed_on", "number"))
    known = grounds(row.number for row in rows)
    return [Unlisted(str(row.uid), row.number, row.project, row.mode) for row in rows if row.number not in known]


def judged(rows: Iterable[tuple[int, str, date, date]]) -> dict[int, bool]:
    """Of rows (pk, number, accepted, closed), those of which the limit is known: were they closed in time?"""
    rows = list(rows)
    known = grounds(number for _, number, _, _ in rows)
    found = {}
    for pk, number, accepted, closed in rows:
        ground = known.get(number)
        by = last_day(ground.kind, accepted, ground.outside) if ground else None
        if by is not None:
            found[pk] = closed <= by
    return found


def allowed() -> Sequence[tuple[str, Limit]]:
    """The kinds of document with the limit of each."""
    return [(kind, limit(rule)) for kind, rule in LIMITS.items()]


def basis() -> Collection[str]:
    """The articles behind the limits, with how sure they are."""
    return list(dict.fromkeys(one.cited() for _, rule in allowed() for one in rule.basis))
