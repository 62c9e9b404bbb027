"""A county has no standing of its own (《生态环境损害赔偿管理规定》, 《生态环境法典》第一千零七十三条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack

_LEVELS = ("省级政府", "市地级政府", "指定的部门或者机构")


def check(facts: Facts) -> Iterator[Lack]:
    if facts["right_holder_level"] not in _LEVELS:
        yield Lack(f"“{facts['right_holder_level']}”不是赔偿权利人", "以省级、市地级政府或者其指定的部门、机构名义")
