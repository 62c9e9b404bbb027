"""The law applied is the one that the test of old and new law gives (《行政处罚法》第三十七条, 《生态环境法典》第一千零五十七条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if facts["law_cited"] != facts["law_applicable"]:
        yield Lack(f"适用{facts['law_cited']}，从旧兼从轻的结果是{facts['law_applicable']}", "改正适用的法律，并核对事先告知")
