"""Sentences of one text that say nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.fingerprints import Index, shingles

TITLE = "近似重复"
SOURCE = "句子的三字组合六成以上相同"

SHORTEST = 18
_SIGNS = re.compile(r"[^一-鿿\d]")
_ALIKE = 0.6


def check(draft: Draft) -> Iterator[Problem]:
    """Each sentence against those before it, by an index of its triples, so that the work grows with the length of the text."""
    index = Index()
    for start, sentence in draft.sentences():
        words = _SIGNS.sub("", sentence)
        if len(words) < SHORTEST or sentence[-1] not in "。；！？":
            continue
        found = shingles(words)
        earlier = index.most_alike(found, _ALIKE)
        if earlier is not None:
            line = draft.document.place(earlier).line
            yield Problem(start, start + 20, Severity.INFO, f"与第 {line} 行的一句近似", "合并，或写出不同之处")
        index.add(start, found)
