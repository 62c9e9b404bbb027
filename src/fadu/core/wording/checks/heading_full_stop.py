"""A heading on a line of its own that ends in a full stop while its like do not."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "独立标题句号不一"
SOURCE = "GB/T 15834—2011 附录：独立成行的标题末尾一般不用句号"


def check(draft: Draft) -> Iterator[Problem]:
    """Only headings that stand alone are compared, level by level; a heading that the text runs on from keeps its full stop."""
    for level in (1, 2, 3, 4):
        alone = [one for one in draft.body if one.mark and one.mark.level == level and one.is_heading]
        stopped = [one for one in alone if one.said.endswith("。")]
        if stopped and len(stopped) < len(alone) - len(stopped):
            for passage in stopped:
                end = len(passage.text.rstrip())
                yield passage.problem((end - 1, end), Severity.WARNING, "同级标题都不带句号，这一个带", "删去句号")
