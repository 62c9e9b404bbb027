"""Investigators report to the collective discussion and do not vote (案卷评查否决第十八项)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    both = sorted(set(facts["voters"]) & set(facts["investigators"]))
    if both:
        yield Lack(f"调查人员{'、'.join(both)}参加了表决", "调查人员只列席汇报，重新表决")
