"""Where collective discussion is due it was held, and again after objections or a hearing that followed it (《行政处罚法》第五十七条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack, Unknown
from fadu.core.procedure.rules.collective import collective


def check(facts: Facts) -> Iterator[Lack]:
    held = facts.get("collective_on")
    if held is None:
        verdict = collective(
            penalties=facts["penalty_kinds"], amounts=facts["penalty_amounts"], complex_case=facts["complex_case"],
            head_wants_it=facts.flag("head_wants_collective"), traits=facts.get("case_traits") or (), on=facts.day("act_on"),
            local=facts.get("local_rules"),
        )
        if verdict.holds is None:
            raise Unknown("；".join(verdict.missing))
        if verdict.holds:
            yield Lack(f"应当集体讨论而没有讨论：{'；'.join(verdict.reasons)}", "由机关负责人集体讨论后再作决定")
        return
    later = [day for day in (facts.get("objection_on"), facts.get("hearing_on") if facts.flag("hearing_held") else None) if day and day > held]
    if later:
        yield Lack(f"集体讨论在 {held}，当事人其后于 {max(later)} 陈述申辩或者听证", "重新集体讨论")
