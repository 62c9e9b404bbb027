"""What the case office does when others tell of something."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fadu.apps.cases.actions.opening import open_clue
from fadu.events.base import Event
from fadu.events.visits import ProblemHandedOver

# The kind of an inspection -> where a case of the register says it comes from.
_SOURCES: Mapping[str, str] = {
    "双随机": "双随机抽查", "专项检查": "专项检查", "日常巡查": "日常巡查", "信访核查": "信访举报", "自动监控核查": "自动监控", "案件复查": "其他",
}


def on_problem_handed_over(event: Event) -> None:
    """A problem found on a visit becomes a clue, in the name of who handed it over. Raises Refusal where that person may not handle cases."""
    assert isinstance(event, ProblemHandedOver)
    open_clue(
        cause=event.cause, party=event.party, party_kind=event.party_kind, source=_SOURCES[event.category], found_on=event.found_on,
        credit_code=event.credit_code, facility=event.facility, source_number=event.number, summary=f"{event.number} 发现的第 {event.problem} 个问题",
        actor=event.by, at=datetime.fromisoformat(event.at),
    )
