"""Blanks between Chinese characters, numbers and signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft, Passage
from fadu.core.wording.findings import Problem, Severity

TITLE = "多余空格"
SOURCE = "GB/T 15834—2011、GB/T 15835—2011：汉字、数字、标点之间不空格"

_STRAY = re.compile(
    r"(?<=[一-鿿])[ \u00a0]+(?=\d)|(?<=\d)[ \u00a0]+(?=[一-鿿%％])"
    r"|(?<=[，。；：、！？])[ \u00a0]+(?=[一-鿿“《\d])|(?<=[一-鿿])[ \u00a0]+(?=[，。；：、！？])"
)
_TOUCHING = re.compile(r"[一-鿿]\d|\d[一-鿿]")
_MANY = 0.5  # a text that mostly parts digits and characters by a blank does so on purpose


def check(draft: Draft) -> Iterator[Problem]:
    """Each blank; where they are the style of the whole text, that is said once. Titles are spaced at will."""
    inner = [passage for passage in draft.body if passage.index > 0 and re.search("[，。；,;]", passage.text)]
    found = [(passage, match) for passage in inner for match in _STRAY.finditer(passage.text) if not _is_layout(passage, match)]
    between = len(found)
    touching = sum(len(_TOUCHING.findall(passage.text)) for passage in draft.body)
    if found and between > _MANY * (between + touching) and between > 4:
        passage, match = found[0]
        span = match.start() - 1, match.end() + 1
        yield passage.problem(span, Severity.INFO, f"全文有 {between} 处数字与汉字之间空格", "统一删去")
        return
    for passage, match in found:
        begun, end = max(0, match.start() - 4), min(len(passage.text), match.end() + 2)
        better = passage.text[begun : match.start()] + passage.text[match.end() : end]
        yield passage.problem((begun, end), Severity.WARNING, "此处有多余的空格", better)


def _is_layout(passage: Passage, match: re.Match[str]) -> bool:
    """Blanks after the number of a heading and in a line that is all layout (日期、电话 in columns)."""
    mark = passage.mark
    return (mark is not None and match.start() <= mark.length) or match.end() - match.start() > 3
