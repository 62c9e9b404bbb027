"""Traditional characters in a text that is otherwise in standard ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading.folding import traditional

TITLE = "繁简混用"
SOURCE = "《国家通用语言文字法》第九条：国家机关以普通话和规范汉字为公务用语用字"

_FEW = 0.1
_STANDARD_TOO = "後徵於昇瞭甦氾迺剋濛"  # of names and in 瞭望, 宫商角徵羽: the list of standard characters has them as well


def check(draft: Draft) -> Iterator[Problem]:
    """Each run of them; where a whole paragraph is in traditional characters, that once."""
    table = {char: usual for char, usual in traditional().items() if char not in _STANDARD_TOO}
    pattern = re.compile(f"[{''.join(table)}]+")
    for passage in draft.passages:
        runs = list(pattern.finditer(passage.text))
        count = sum(len(match[0]) for match in runs)
        if count > _FEW * len(passage.text) and count > 2:
            yield passage.problem(runs[0].span(), Severity.WARNING, f"本段用繁体字（{count} 字）", "转换为规范汉字")
            continue
        for match in runs:
            usual = "".join(table[char] for char in match[0])
            yield passage.problem(match.span(), Severity.WARNING, f"“{match[0]}”是繁体字", usual)
