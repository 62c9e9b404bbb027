"""Nobody asks the court to enforce what is under review or not yet due (《行政强制法》第五十三条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if facts.day("act_on") <= facts.day("perform_by"):  # first: a form that asks for the appeal need not be opened before
        yield Lack(f"履行期限到 {facts['perform_by']} 才届满", "期限届满后再进行")
    if facts["appeal_pending"]:
        yield Lack("当事人已申请复议或者提起诉讼", "等复议、诉讼结束")
