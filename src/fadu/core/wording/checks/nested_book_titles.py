"""Book titles within book titles: the inner one takes 〈〉."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "书名号嵌套"
SOURCE = "GB/T 15834—2011 标点符号用法 4.15.3.4：书名号里还需用书名号时，里面一层用单书名号"

_REASON = "书名号里的书名号应为单书名号"
_NESTED = re.compile(r"《[^《》]*(《[^《》]*》)[^《》]*》")
_ANGLES = re.compile(r"《[^《》<>＜＞]*([<＜][^<>＜＞《》]*[>＞])[^《》<>＜＞]*》")


def check(draft: Draft) -> Iterator[Problem]:
    """《…《…》…》 is wrong, 《…<…>…》 is written with signs that are no punctuation."""
    for passage in draft.passages:
        for match in _NESTED.finditer(passage.text):
            inner = match[1]
            yield passage.problem(match.span(1), Severity.WARNING, _REASON, f"〈{inner[1:-1]}〉")
        for match in _ANGLES.finditer(passage.text):
            yield passage.problem(match.span(1), Severity.INFO, _REASON, f"〈{match[1][1:-1]}〉")

