"""Numbers of one level with brackets of two widths: (一) beside （三）."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.wording.draft import Draft, Passage
from fadu.core.wording.findings import Problem, Severity

TITLE = "编号半角全角混用"
SOURCE = "GB/T 9704—2012 党政机关公文格式 7.3.3：结构层次序数依次用“一、”“（一）”“1.”“（1）”"


def check(draft: Draft) -> Iterator[Problem]:
    """The fewer of the two within a document; two documents are never compared."""
    for level, marks in ((2, "(（"), (4, "(（"), (3, ".．")):
        half = [one for one in draft.body if one.mark and one.mark.level == level and marks[0] in one.mark.written]
        full = [one for one in draft.body if one.mark and one.mark.level == level and marks[1] in one.mark.written]
        if not half or not full:
            continue
        few = half if len(half) <= len(full) else full
        for passage in few:
            yield _problem(passage, full if few is half else half)


def _problem(passage: Passage, others: list[Passage]) -> Problem:
    mark, other = passage.mark, others[0].mark
    assert mark and other
    return passage.problem(mark.span, Severity.WARNING, f"同级编号有“{mark.written}”也有“{other.written}”", "统一为全文较多的一种")
