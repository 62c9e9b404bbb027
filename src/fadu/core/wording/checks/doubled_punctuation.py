"""Punctuation that was typed twice: 。。 ，、"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "标点重复"
SOURCE = "GB/T 15834—2011 标点符号用法"

_TWICE = re.compile(r"[，、；：][ ]?[，。、；：]+|。[ ]?[。，、；：]+|[！？][，、；：]")


def check(draft: Draft) -> Iterator[Problem]:
    """Two signs side by side of which one is too many."""
    for passage in draft.passages:
        for match in _TWICE.finditer(passage.text):
            yield passage.problem(match.span(), Severity.WARNING, f"标点“{match[0]}”重复", "保留其中一个")
