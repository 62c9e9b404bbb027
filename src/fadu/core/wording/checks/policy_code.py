"""Numbers by which a province names its plans: 广东 “1310”具体部署."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "政策代号"
SOURCE = "省委公开文件中的代号（信度 M，按多份公开报告互校）"

_CODES = ((re.compile(r"省委[“\"]?(\d{4})[”\"]?具体部署"), "1310", "广东省委的具体部署代号为“1310”"),)


def check(draft: Draft) -> Iterator[Problem]:
    """A code that differs from the one the province published."""
    for passage in draft.body:
        for pattern, code, reason in _CODES:
            for match in pattern.finditer(passage.plain):
                if match[1] != code:
                    yield passage.problem(match.span(1), Severity.WARNING, reason, code)
