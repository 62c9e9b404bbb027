"""What must be published, or withdrawn from where it was published, and by which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from fadu.apps.cases.models import Matter
from fadu.core.procedure import due
from fadu.core.procedure.limits import limit

_DECIDED = {"penalty": "decided_on", "penalty_simple": "decided_on", "daily_penalty": "decided_on", "production_limits": "limit_decided_on"}

_YEARS = 3


@dataclass(frozen=True)
class Duty:
    """A duty of publication: `kind` 公开 or 撤回, `since` the day that starts it, `by` its last safe day, with the rule and its article."""

    kind: str
    matter: str
    number: str
    title: str
    party: str
    since: date
    by: date | None
    rule: str
    article: str
    late: bool


def duties(on: date) -> list[Duty]:
    """Decisions to punish that are neither published nor kept from it, and overturned ones that still are; the most urgent first.

    Of the matters that began in the three years before a day: what is older was for its time to publish.
    """
    open_ = Q(facts__published_on__isnull=True) & (Q(facts__publication_barred__isnull=True) | Q(facts__publication_barred=False))
    decided = Q(facts__decided_on__isnull=False) | Q(facts__limit_decided_on__isnull=False)
    since = date(on.year - _YEARS, on.month, min(on.day, 28))
    punished = Matter.objects.filter(opened_on__gte=since, procedure__in=_DECIDED, file__outcome="处罚")
    found = [
        _duty("公开", "D25", one, one.facts[_DECIDED[one.procedure]], on)
        for one in punished.filter(open_ & decided).exclude(facts__overturned_on__isnull=False).select_related("case")
        if one.case is None or one.procedure not in ("penalty", "penalty_simple") or one.case.published_on is None
    ]
    fallen = punished.filter(facts__overturned_on__isnull=False, facts__withdrawn_on__isnull=True).select_related("case")
    found += [
        _duty("撤回", "D27", one, one.facts["overturned_on"], on) for one in fallen
        if one.facts.get("published_on") or (one.case is not None and one.case.published_on is not None)
    ]
    return sorted(found, key=lambda one: (one.by or date.max, one.number))


def _duty(kind: str, rule: str, matter: Matter, since: str, on: date) -> Duty:
    day = date.fromisoformat(since)
    by = due(rule, day).safe
    article = limit(rule).basis[0].cited()
    return Duty(kind, str(matter.uid), matter.number, matter.title, matter.party, day, by, rule, article, by is not None and by < on)
