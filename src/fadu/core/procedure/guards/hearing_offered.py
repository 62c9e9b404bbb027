"""The right to a hearing is offered where it must be, and asked for in time (《行政处罚法》第六十三条、第六十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack, Unknown
from fadu.core.procedure.guards import _deadline
from fadu.core.procedure.rules.hearing import hearing


def check(facts: Facts) -> Iterator[Lack]:
    if not facts.flag("notice_offers_hearing"):
        verdict = hearing(
            party=facts["party_kind"], penalties=facts["penalty_kinds"], amounts=facts["penalty_amounts"], on=facts.day("act_on"),
            local=facts.get("local_rules"),
        )
        if verdict.holds is None:
            raise Unknown("；".join(verdict.missing))
        if verdict.holds:
            yield Lack(f"应当告知听证权利而没有告知：{'；'.join(verdict.reasons)}", "在事先告知书中告知听证权利，重新送达")
    requested = facts.get("hearing_requested_on")
    if requested:
        yield from _deadline.exceeded("D08", facts.day("notice_served_on"), requested)
