"""、 between book titles or quotations, which need none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "书名号、引号之间的顿号"
SOURCE = "GB/T 15834—2011 标点符号用法 4.5.3.5：标有引号或书名号的并列成分之间通常不用顿号"

_BETWEEN = re.compile(r"(?<=[》”])、(?=[《“])")


def check(draft: Draft) -> Iterator[Problem]:
    """A custom rather than a mistake: information."""
    for passage in draft.passages:
        for match in _BETWEEN.finditer(passage.text):
            yield passage.problem((match.start() - 1, match.end() + 1), Severity.INFO, "并列的书名号（引号）之间通常不用顿号", "删去顿号")
