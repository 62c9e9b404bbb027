"""Evidence of a device: reviewed, placed and marked by the rules, told to the party (《行政处罚法》第四十一条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack, part

_CONDITIONS = {"reviewed": "法制和技术审核", "record_reviewed": "记录内容审核", "marked": "标明并公布设置地点", "party_told": "告知当事人并可查询"}


def check(facts: Facts) -> Iterator[Lack]:
    for device in facts["device_evidence"]:
        name = part(device, "name", "监控设备名称")
        lacking = [text for key, text in _CONDITIONS.items() if not part(device, key, f"{name}的{text}")]
        if lacking:
            yield Lack(f"{name}没有{'、'.join(lacking)}", "补正；不能补正的不作为证据")
