"""The hearing is presided over by somebody who did not investigate (《行政处罚法》第六十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if facts["hearing_presider"] in facts["investigators"]:
        yield Lack(f"听证主持人{facts['hearing_presider']}是本案调查人员", "另行指定主持人")
