"""The reviewer did not investigate or preside, and is qualified (《行政处罚法》第五十八条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    reviewer = facts["legal_reviewer"]
    if reviewer in facts["investigators"]:
        yield Lack(f"法制审核人员{reviewer}是本案调查人员", "另行指定法制审核人员")
    if reviewer == facts.get("hearing_presider"):
        yield Lack(f"法制审核人员{reviewer}是本案听证主持人", "另行指定法制审核人员")
    yield from facts.must("legal_reviewer_qualified", f"{reviewer}初次从事法制审核，没有法律职业资格", "由有资格的人员审核")
