"""What the figures of all stages count from: cases by whichever of their dates lies in the period, read in one query."""

from fadu.apps.cases.models import Case
from fadu.apps.record.figures import Counter, Dated

SYSTEM = "行政处罚"
_DAYS = (
    "filed_on", "order_served_on", "notice_served_on", "reviewed_on", "decided_on", "urged_on", "paid_on", "published_on", "closed_on",
)
CASES = Dated(Case.standing.all, *_DAYS)


def by(day: str) -> Counter:
    """Figures of the cases of which this date lies in the period."""
    return Counter(SYSTEM, "案件", CASES, day)
