"""Penalty decided, no crime, and an article that detains (《移送适用行政拘留环境违法案件暂行办法》第二条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack


def check(facts: Facts) -> Iterator[Lack]:
    if facts.day("decided_on") > facts.day("act_on"):
        yield Lack(f"处罚决定 {facts['decided_on']} 才作出", "先作出行政处罚决定")
    if facts["crime_suspected"]:
        yield Lack("涉嫌犯罪", "按涉嫌犯罪案件移送")
    if not facts["detention_basis"].strip():
        yield Lack("没有适用行政拘留的条款", "不移送")
