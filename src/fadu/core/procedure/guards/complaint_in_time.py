"""A petition is finished in sixty days, thirty more once approved (《信访工作条例》第三十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    yield from _deadline.exceeded("XF03", facts.day("complaint_accepted_on"), facts.day("act_on"), extend=facts["complaint_extension"])
