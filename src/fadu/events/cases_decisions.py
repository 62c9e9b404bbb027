"""Facts about decisions that give other offices a duty: to publish, to correct what was published, to look into damage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.events.base import Event


@dataclass(frozen=True, kw_only=True)
class DecisionServed(Event):
    """A decision took effect on the party. `subject` is the matter's lasting id, `procedure` its kind; to be published within seven working days
    of `decided_on` (《生态环境行政处罚办法》第六十五条), unless it may not be."""

    number: str
    procedure: str
    decision: str
    decided_on: date
    served_on: date


@dataclass(frozen=True, kw_only=True)
class DecisionChanged(Event):
    """A decision was changed, revoked, or found unlawful or void on `on`; what was published is withdrawn within three days with reasons
    (《行政处罚法》第四十八条第二款)."""

    number: str
    procedure: str
    decision: str
    result: str
    on: date
    fine: str = ""


@dataclass(frozen=True, kw_only=True)
class DamageClueFound(Event):
    """A case shows damage to the environment: to be checked within thirty days of `found_on` (《生态环境损害赔偿管理规定》第十七条)."""

    number: str
    case: str
    party: str
    summary: str
    found_on: date
