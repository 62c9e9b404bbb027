"""Claims that nothing happened, which need a record: 全年无行政诉讼."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "零值断言待核"
SOURCE = "没有发生的事也要有台账依据（零报告）"

_MATTER = (
    r"(?:行政复议|行政诉讼|行政纷争|行政应诉|败诉|信访|重复访|越级访|集体访|投诉|举报|听证|国家赔偿|违法|违纪|违规|追责|追究|事故"
    r"|突发环境事件|环境污染事件|问责|滥用职权)"
)
_NONE = r"(?:未发生|未发现|未出现|没有出现|没有发生|没有|(?<![有毫])无(?!害|组织|人机|废|纸|法))"
_CLAIM = re.compile(rf"{_NONE}[^，。；]{{0,14}}?{_MATTER}[^，。；]{{0,12}}")


def check(draft: Draft) -> Iterator[Problem]:
    """No mistake, but someone must be able to say what it rests on."""
    for passage in draft.body:
        for match in _CLAIM.finditer(passage.plain):
            yield passage.problem(match.span(), Severity.INFO, "说没有发生，请核对有无零报告或台账依据", "有依据的保留")
