"""Every result of monitoring or appraisal is told to the party before the decision (《生态环境行政处罚办法》第二十九条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack, part


def check(facts: Facts) -> Iterator[Lack]:
    on = facts.day("act_on")
    for report in facts["lab_reports"]:
        name = part(report, "name", "监测报告名称")
        told = report.get("told_on")
        if told is None:
            yield Lack(f"{name}的结果没有告知当事人", "制作并送达监测（检测、鉴定）结果告知书")
        elif told > on:
            yield Lack(f"{name}的结果 {told} 才告知，晚于 {on}", "先告知结果再进行本步骤")
