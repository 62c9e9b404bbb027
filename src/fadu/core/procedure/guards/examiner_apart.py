"""Who examines a case did not investigate it (《生态环境行政处罚办法》第三十八条; 查处分离)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if facts["examiner"] in facts["investigators"]:
        yield Lack(f"案件审查人员{facts['examiner']}是本案调查人员", "另行指定案件审查人员")
