"""The title of a yearly report that lacks 情况: 法治政府建设的报告."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "标题用语"
SOURCE = "通行标题：××局关于××年度法治政府建设情况的报告；××年法治政府建设年度报告"

_TITLE = re.compile(r"法治(?:政府)?建设的?报告\s*$")


def check(draft: Draft) -> Iterator[Problem]:
    """Information: 情况的报告, 年度报告, 工作报告 and 总结 are all in use."""
    for passage in draft.body[:3]:
        match = _TITLE.search(passage.plain)
        if match and passage.ends_open and len(passage.said) < 60:
            yield passage.problem(match.span(), Severity.INFO, "标题缺“情况”", "法治政府建设情况的报告")
