"""One thing under two names in one text: 参学率 and 学习率, “双随机” with and without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "同一概念写法不一"
SOURCE = "一份文件里同一概念用同一名称"

_TABLE = resources.files("fadu.core.wording").joinpath("data", "terms.csv")


@cache
def _terms() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str], str], ...]:
    rows = pack.table(_TABLE, {"推荐": pack.needed, "异写": pack.needed, "说明": pack.text})[1]
    return tuple((row["推荐"], re.compile(re.escape(row["推荐"])), re.compile(row["异写"]), row["说明"]) for row in rows)


def check(draft: Draft) -> Iterator[Problem]:
    """The other name, where both are used; a text that uses one throughout has chosen."""
    text = draft.document.text
    for usual, wanted, other, note in _terms():
        match = other.search(text)
        if match and wanted.search(text):
            yield Problem(match.start(), match.end(), Severity.INFO, f"文中既有“{usual}”，又有“{match[0]}”" + (f"（{note}）" if note else ""), usual)
