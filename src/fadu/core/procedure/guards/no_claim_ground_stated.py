"""Not claiming compensation states its ground (《生态环境损害赔偿管理规定》第十八条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack

_GROUNDS = ("已经赔偿或者修复", "生效裁判已处理", "显著轻微且不需要赔偿", "责任人灭失且无财产", "合法排放", "其他法定情形")


def check(facts: Facts) -> Iterator[Lack]:
    if facts["no_claim_ground"] not in _GROUNDS:
        yield Lack(f"“{facts['no_claim_ground']}”不是不启动索赔的情形", f"应为{'、'.join(_GROUNDS)}")
