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


def check(draft: Draft) -> Iterator[Problem]:
    """Each run of them, or, where the whole text is in traditional characters, that fact once."""
    table = {char: usual for char, usual in traditional().items() if char not in "後徵於"}
    runs = list(re.finditer(f"[{''.join(table)}]+", draft.document.text))
    count = sum(len(match[0]) for match in runs)
    if count > _FEW * len(draft.document.text):
        first = runs[0]
        yield Problem(first.start(), first.end(), Severity.WARNING, f"全文用繁体字（{count} 字）", "转换为规范汉字")
        return
    for match in runs:
        usual = "".join(table[char] for char in match[0])
        yield Problem(match.start(), match.end(), Severity.WARNING, f"“{match[0]}”是繁体字", usual)
