"""Sections of one report that number what is in them in two ways: 1. in one, （一） in the next."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.wording.draft import Draft, Passage
from fadu.core.wording.findings import Problem, Severity

TITLE = "编号体例不一"
SOURCE = "GB/T 9704—2012 党政机关公文格式 7.3.3：结构层次序数依次用“一、”“（一）”“1.”“（1）”"


def check(draft: Draft) -> Iterator[Problem]:
    """The first number under each 一、 is compared over the report. 一、 followed at once by 1. is a custom; two customs are not."""
    firsts: dict[int, Passage] = {}
    inside = False
    for passage in draft.body:
        mark = passage.mark
        if mark and mark.level == 1:
            inside = True
        elif mark and inside and mark.number in ("1", "一"):
            firsts.setdefault(mark.level, passage)
            inside = False
    if len(firsts) > 1 and 2 in firsts:
        odd = firsts[min(level for level in firsts if level != 2)]
        mark, usual = odd.mark, firsts[2].mark
        assert mark and usual
        reason = f"“一、”之下有的用“{mark.written}”，有的用“{usual.written}”"
        yield odd.problem(mark.span, Severity.WARNING, reason, "第二层统一用“（一）”")
    comma = next((one for one in draft.body if one.mark and one.mark.level == 3 and one.mark.written.endswith("、")), None)
    if comma and comma.mark:
        yield comma.problem(comma.mark.span, Severity.INFO, "第三层序数用“1.”，不用“1、”", comma.mark.written.replace("、", "."))
