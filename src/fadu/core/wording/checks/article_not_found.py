"""Citations of articles that the law does not have."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.law.citations import find
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.names import bare, look_up

TITLE = "引用的条文不存在"
SOURCE = "法律法规名录的条数"


def check(draft: Draft) -> Iterator[Problem]:
    """Only where the number of articles is known."""
    for passage in draft.passages:
        for found in find(passage.text):
            match = look_up(bare(found.citation.statute))
            if match is None or match.statute.articles is None:
                continue
            beyond = [place.article for place in found.citation.places if place.article > match.statute.articles]
            if beyond:
                reason = f"《{match.statute.short}》共 {match.statute.articles} 条，没有第 {beyond[0]} 条"
                yield passage.problem((found.start, found.end), Severity.ERROR, reason, "核对条号")
