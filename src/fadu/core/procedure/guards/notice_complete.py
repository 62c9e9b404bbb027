"""The notice states facts, reasons, basis, intended penalty and rights, and its service is proved (《行政处罚法》第四十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.procedure.facts import Facts, Lack

_PARTS = ("事实", "理由", "依据", "拟处罚内容", "权利")


def check(facts: Facts) -> Iterator[Lack]:
    lacking = [one for one in _PARTS if one not in facts["notice_parts"]]
    if lacking:
        yield Lack(f"事先告知书没有写明{'、'.join(lacking)}", "补齐后重新告知")
    facts.day("notice_served_on")
    yield from facts.must("notice_service_proof", "事先告知书没有送达凭证", "取得送达回证；没有送达的重新送达")
