"""Sentences taken over from last year's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.fingerprints import Index, shingles

TITLE = "照抄上年"
SOURCE = "与上年报告逐句比较：三字组合八成五以上相同"

SHORTEST = 20
_SIGNS = re.compile(r"[^一-鿿]")
_ALIKE = 0.85


def check(draft: Draft) -> Iterator[Problem]:
    """Only where last year's report is given; digits are left out, so that a changed number does not hide a copied sentence."""
    if draft.before is None:
        return
    index = Index()
    for start, sentence in Draft(draft.before).sentences():
        index.add(start, shingles(_SIGNS.sub("", sentence)))
    sentences = [(start, words) for start, sentence in draft.sentences() if len(words := _SIGNS.sub("", sentence)) >= SHORTEST]
    copied = [start for start, words in sentences if index.most_alike(shingles(words), _ALIKE) is not None]
    for start in copied:
        reason = f"与上年报告的一句几乎相同（全文 {len(sentences)} 句中有 {len(copied)} 句）"
        yield Problem(start, start + 20, Severity.INFO, reason, "写今年的事")
