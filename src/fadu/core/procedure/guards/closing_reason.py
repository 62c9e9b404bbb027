"""A case is closed for one of the reasons that close it (《生态环境行政处罚办法》第七十七条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack

_REASONS = ("已履行", "法院执行完毕", "法院终结执行", "不予处罚", "没有需要履行的内容", "终止调查", "撤销立案", "移送")


def check(facts: Facts) -> Iterator[Lack]:
    if facts["closing_reason"] not in _REASONS:
        yield Lack(f"“{facts['closing_reason']}”不是结案的条件", f"应为{'、'.join(_REASONS)}")
