"""On-the-spot penalty: facts certain, a legal basis, a warning or a fine within the cap (《行政处罚法》第五十一条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack
from fadu.core.procedure.rules.kinds import by_party
from fadu.core.procedure.values import value


def check(facts: Facts) -> Iterator[Lack]:
    yield from facts.must("facts_certain", "违法事实不确凿", "适用普通程序")
    yield from facts.must("has_legal_basis", "没有法定依据", "不得处罚")
    other = [kind for kind in facts["penalty_kinds"] if kind not in ("警告", "罚款")]
    if other:
        yield Lack(f"{'、'.join(other)}不能当场处罚", "适用普通程序")
    if "罚款" in facts["penalty_kinds"]:
        cap = value(f"simple_cap.{by_party(facts['party_kind'])}", facts.day("act_on"))
        if facts["fine"] > cap.number:
            yield Lack(f"罚款 {facts['fine']} 元超过当场处罚上限 {cap.number} 元", "适用普通程序")
