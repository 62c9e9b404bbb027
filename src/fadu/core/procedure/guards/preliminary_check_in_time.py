"""A lead is checked within thirty days (《生态环境损害赔偿管理规定》第十七条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    yield from _deadline.exceeded("SP01", facts.day("lead_found_on"), facts.day("act_on"))
