"""A sentence too long to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "句子过长"
SOURCE = "公文用语力求简短"
LONGEST = 180
LONGEST_CLAUSE = 70


def check(draft: Draft) -> Iterator[Problem]:
    """More than LONGEST characters without a full stop, or a clause of more than LONGEST_CLAUSE without any sign."""
    for start, sentence in draft.sentences():
        if len(sentence) > LONGEST:
            yield Problem(start, start + 12, Severity.INFO, f"这一句有 {len(sentence)} 字", "分成几句")
            continue
        at = 0
        for clause in _clauses(sentence):
            if len(clause) > LONGEST_CLAUSE:
                yield Problem(start + at, start + at + 12, Severity.INFO, f"{len(clause)} 字没有一个标点", "加标点，或分成几句")
            at += len(clause) + 1


def _clauses(sentence: str) -> list[str]:
    for sign in "；：、,;:（）()“”《》":
        sentence = sentence.replace(sign, "，")
    return sentence.split("，")
