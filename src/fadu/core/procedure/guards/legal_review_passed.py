"""Where legal review is due it has passed, and was repeated after new evidence (《行政处罚法》第五十八条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack, Unknown
from fadu.core.procedure.rules.legal_review import legal_review


def check(facts: Facts) -> Iterator[Lack]:
    passed = facts.get("legal_review_passed")
    if passed is False:
        yield Lack("法制审核没有通过", "按审核意见补充调查或者改正后重新审核")
        return
    if passed is None:
        yield from _due_and_missing(facts)
        return
    reviewed, evidence = facts.day("legal_review_on"), facts.get("last_new_evidence_on")
    if evidence and reviewed <= evidence:
        yield Lack(f"{evidence} 取得新证据，法制审核在 {reviewed}", "取得新证据后重新进行法制审核")


def _due_and_missing(facts: Facts) -> Iterator[Lack]:
    verdict = legal_review(
        public_interest=facts["public_interest"], weighty_rights=facts["weighty_rights"], heard=facts.flag("hearing_held"),
        complex_case=facts["complex_case"], traits=facts.get("case_traits") or (), on=facts.day("act_on"), local=facts.get("local_rules"),
    )
    if verdict.holds is None:
        raise Unknown("；".join(verdict.missing))
    if verdict.holds:
        yield Lack(f"应当法制审核而没有进行：{'；'.join(verdict.reasons)}", "法制审核通过后再作决定")
