"""The record of the collective discussion is complete (《生态环境行政处罚办法》第五十二条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack

_PARTS = ("时间地点", "主持人", "出席人员", "案情汇报", "各人意见", "结论", "签名")


def check(facts: Facts) -> Iterator[Lack]:
    facts.day("collective_on")
    lacking = [one for one in _PARTS if one not in facts["collective_record"]]
    if lacking:
        yield Lack(f"集体讨论记录缺{'、'.join(lacking)}", "补齐记录并签名")
