"""Citations of articles that the law does not have."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.law.citations import find
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.names import article_counts, bare, look_up

TITLE = "引用的条文不存在"
SOURCE = "法律法规名录的条数；名录未载的凭记忆（信度 M）"


def check(draft: Draft) -> Iterator[Problem]:
    """Beyond the articles that the book of law knows of is an error, beyond those that were only recalled a warning; else nothing is said."""
    for passage in draft.passages:
        for found in find(passage.text):
            match = look_up(bare(found.citation.statute))
            if match is None:
                continue
            known, recalled = match.statute.articles, article_counts().get(match.statute.short)
            most = known or recalled
            beyond = [place.article for place in found.citation.places if most and place.article > most]
            if beyond:
                reason = f"《{match.statute.short}》共 {most} 条，没有第 {beyond[0]} 条"
                yield passage.problem((found.start, found.end), Severity.ERROR if known else Severity.WARNING, reason, "核对条号")
