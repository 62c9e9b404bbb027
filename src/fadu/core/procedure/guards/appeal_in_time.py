"""Reconsideration is asked for in time (《行政复议法》第二十条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    yield from _deadline.exceeded("D57", facts.day("knew_on"), facts.day("applied_on"))
