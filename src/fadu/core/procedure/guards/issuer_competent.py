"""Issuer and seal agree, and a branch acts in its own name only since the Code (《生态环境法典》第五十三条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.law.authority import may_sign
from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    issuer, seal, level, on = facts["issuer"], facts["seal"], facts["issuer_level"], facts.day("act_on")
    if issuer != seal:
        yield Lack(f"决定机关为{issuer}，印章为{seal}", "由决定机关盖章")
    if level not in ("市局", "分局"):
        yield Lack(f"不认识的决定机关“{level}”", "应为 市局 或者 分局")
    if level == "分局" and not may_sign("branch", on):
        yield Lack(f"{on} 分局还不能以自己的名义作出决定", "以市局名义作出")
