"""What is published is publishable and redacted (《生态环境行政处罚办法》第六十三条、第六十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if facts["publication_barred"]:
        yield Lack("属于不予公开的情形", "不公开，记录理由")
    yield from facts.must("personal_data_removed", "没有隐去个人信息和商业秘密", "隐去后再公开")
