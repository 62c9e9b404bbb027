"""A half-width comma or bracket in a text that otherwise writes full-width ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "半角标点混用"
SOURCE = "GB/T 15834—2011 标点符号用法 5.1：中文用全角标点"

_HALF = re.compile(r"(?<=[一-鿿”》）%])([,;:?!])(?=[一-鿿“《（])")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def check(draft: Draft) -> Iterator[Problem]:
    """Only where full-width signs are the rule: a text that writes half-width ones throughout was converted, not mistyped."""
    text = draft.document.text
    full = sum(text.count(sign) for sign in _FULL.values())
    found = [(passage, match) for passage in draft.body for match in _HALF.finditer(passage.text)]
    if len(found) * 4 > full:
        return
    for passage, match in found:
        yield passage.problem(match.span(), Severity.WARNING, f"中文里用了半角“{match[1]}”", _FULL[match[1]])
