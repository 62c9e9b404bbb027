"""A hearing that was asked for is held, unless withdrawn or forfeited; one that may still be asked for is waited for (《行政处罚法》第六十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.guards import hearing_period_over


def check(facts: Facts) -> Iterator[Lack]:
    if facts["hearing_requested"]:
        if not facts.flag("hearing_held") and not facts.flag("hearing_withdrawn"):
            yield Lack("当事人申请了听证，没有举行", "举行听证")
    elif facts["notice_offers_hearing"]:
        yield from hearing_period_over.check(facts)
