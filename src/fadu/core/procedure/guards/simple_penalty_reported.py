"""An on-the-spot penalty is reported within three working days (《生态环境行政处罚办法》第六十八条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    yield from _deadline.exceeded("D05", facts.day("decided_on"), facts.day("reported_on"))
