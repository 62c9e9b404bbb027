"""A word typed twice: 开展开展, 的的; a verb that comes twice in one clause: 上报…上报120个."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "词语重复"
SOURCE = "行文简洁"

_TWICE = re.compile(r"([一-鿿]{2,8})\1")
_ONE = re.compile(r"([的了和与及在为对将把是])\1")
_VERB = re.compile(r"(上报|受理|查处|检查|下达|办理|完成|发现|立案|移送|印发|召开)(?:了)?[^，。；、：\d]{2,16}\1(?:了)?\d")
_REDUPLICATED = {"研究", "讨论", "商量", "学习", "了解", "沟通", "比较", "宣传", "家家", "年年"}


def check(draft: Draft) -> Iterator[Problem]:
    """Twins side by side; 件件、层层 and 研究研究 are Chinese."""
    for passage in draft.body:
        for match in _TWICE.finditer(passage.plain):
            word = match[1]
            if len(set(word)) > 1 and word not in _REDUPLICATED:
                yield passage.problem(match.span(), Severity.WARNING, f"“{word}”重复", word)
        for match in _ONE.finditer(passage.plain):
            if match[0] not in ("对对", "了了") and not re.match(r"为为|与与", match[0]):
                yield passage.problem(match.span(), Severity.WARNING, f"“{match[1]}”重复", match[1])
        for match in _VERB.finditer(passage.plain):
            yield passage.problem(match.span(), Severity.INFO, f"一句里两个“{match[1]}”", "删去一个")
