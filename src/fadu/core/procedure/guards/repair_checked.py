"""The effect of the repair is assessed, or need not be (《关于深入推进生态环境损害赔偿制度改革若干具体问题的意见》)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if not facts.flag("repair_check_waived"):
        yield from facts.must("repair_effect_checked", "没有评估修复效果", "组织评估，或者写明可以不评估的情形")
