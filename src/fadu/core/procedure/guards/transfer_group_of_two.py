"""Two or more officers verify a suspected crime (310号令第五条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if len(set(facts["transfer_group"])) < 2:
        yield Lack(f"专案人员只有 {len(set(facts['transfer_group']))} 人", "指定两名以上执法人员组成专案组")
