"""The chain of a sample: record, point, accreditation, signatures (《生态环境行政处罚办法》第二十九条; 案卷评查否决第六项)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack, part

_LINKS = {"sampling_record": "采样记录", "point_match": "点位一致", "accredited": "资质标识", "signed": "签名"}


def check(facts: Facts) -> Iterator[Lack]:
    for report in facts["lab_reports"]:
        name = part(report, "name", "监测报告名称")
        lacking = [link for key, link in _LINKS.items() if not part(report, key, f"{name}的{link}")]
        if lacking:
            yield Lack(f"{name}缺{'、'.join(lacking)}", "补正或者重新监测；不能补正的不作为证据")
