"""The fine lies in the statutory range, below it only with a ground, and objections never made it heavier (《行政处罚法》第三十二条、第四十五条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if "罚款" not in facts["penalty_kinds"]:
        return
    fine, low, high = facts["fine"], facts["fine_min"], facts["fine_max"]
    if fine > high:
        yield Lack(f"罚款 {fine} 元超过法定最高 {high} 元", "在法定幅度内确定罚款")
    if fine < low and not facts.get("mitigation_basis"):
        yield Lack(f"罚款 {fine} 元低于法定最低 {low} 元，没有减轻处罚的依据", "写明减轻处罚的法定依据，或者在幅度内确定罚款")
    if fine > facts["noticed_fine"]:
        yield Lack(f"罚款 {fine} 元高于告知的 {facts['noticed_fine']} 元", "不得因陈述申辩加重；有新事实需要加重的重新告知")
