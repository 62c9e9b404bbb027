"""The five working days for objections have run out, or were waived in writing (《生态环境行政处罚办法》第四十四条).

A make-up workday that may or may not count is waited for: deciding early is fatal, a day later is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import _deadline


def check(facts: Facts) -> Iterator[Lack]:
    if not facts.flag("waived_in_writing"):
        yield from _deadline.not_yet_over("D07", facts.day("notice_served_on"), facts.day("act_on"))
