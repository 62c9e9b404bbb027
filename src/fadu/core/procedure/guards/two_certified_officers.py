"""At least two officers, each with a certificate valid on the day (《行政处罚法》第四十二条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack, part


def check(facts: Facts) -> Iterator[Lack]:
    on = facts.day("act_on")
    officers = facts["officers"]
    if len({part(one, "name", "执法人员姓名") for one in officers}) < 2:
        yield Lack(f"执法人员只有 {len(officers)} 人", "由两名以上执法人员进行")
    for one in officers:
        since = part(one, "certificate_from", f"{one['name']}的执法证有效期起")
        until = part(one, "certificate_until", f"{one['name']}的执法证有效期止")
        if not since <= on <= until:
            yield Lack(f"{one['name']}的执法证（{since} 至 {until}）在 {on} 无效", "换有效持证的执法人员，或者核对执法证登记")
