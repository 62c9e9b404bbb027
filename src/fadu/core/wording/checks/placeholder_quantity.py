"""A figure that was never filled in: 立案X起, XXX万元, X月X日, 立案   起."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "数字未填"
SOURCE = "占位符是起草时的记号，定稿应为数字"

_DATE = re.compile(r"(?<![A-Za-z])[Xx×*○]{1,4}\s?[年月日](?:\s?[Xx×*○]{1,4}\s?[月日])*|(?:19|20)\d?[Xx×*○]{1,2}年")
_BLANK = re.compile(
    r"(?<=[一-鿿])[ \u3000]{2,}(?=[万亿]?元|[件起份家次人个宗](?=[，。；、,]))|_{2,}(?=\s?[万亿]?[元件起份家次人个宗%])"
    r"|(?<=[一-鿿])[（(【\[]\s*[）)】\]](?=\s?(?:[万亿]?元|[件起份家次人个宗%]))"
)
_ADVICE = "填入台账中的数字；没有这项工作的写明“0”或删去"


def check(draft: Draft) -> Iterator[Problem]:
    """Placeholders where a number or a day should stand; names of books are left alone."""
    for fact in draft.facts:
        if fact.placeholder:
            yield Problem(fact.start, fact.end, Severity.ERROR, f"“{fact.text.strip()}”是占位符，数字未填", _ADVICE)
    for passage in draft.passages:
        for match in _DATE.finditer(passage.plain):
            yield passage.problem(match.span(), Severity.ERROR, "日期留空未填", "填入日期")
        for match in _BLANK.finditer(passage.plain):
            yield passage.problem(match.span(), Severity.ERROR, "数字留空未填", _ADVICE)

