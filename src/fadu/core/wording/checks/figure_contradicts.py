"""One indicator with two values in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.core.wording.checks._figures import family, is_sure, shown
from fadu.core.wording.checks._indicators import stated
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact

TITLE = "同一指标前后数字不一"
SOURCE = "一份文件里同一指标、同一期间只有一个数"


_SENTENCE_END = re.compile(r"[。\n]")
_AT_LARGE = re.compile(r"^(?:\d{4}年|全年|全[省市县区州局]|我[局市县区]|本年度?|累计|共|依法|一共|目前|现有)+")


def check(draft: Draft) -> Iterator[Problem]:
    """Figures of one indicator, said of the same thing in the same period, in a yearly report. A rounded one (13.28万) is compared by what
    it may stand for. What stands behind 其中 and the fines of daily penalties are a part of all and are left alone."""
    first: dict[tuple[str, str, str, object], Fact] = {}
    for name, fact in stated(draft) if draft.is_yearly_report else ():
        said = draft.plain[max(0, fact.start - 60) : fact.start]
        if not is_sure(fact) or fact.value is None or "按日" in said[-40:] or "其中" in _SENTENCE_END.split(said)[-1]:
            continue
        of = _AT_LARGE.sub("", fact.what)
        before = first.setdefault((name, of, family(fact.unit), fact.period), fact)
        assert before.value is not None
        if abs(before.value - fact.value) > before.half + fact.half:
            line = draft.document.place(before.start).line
            reason = f"“{name}”这里是 {shown(fact)}，第 {line} 行是 {shown(before)}"
            yield Problem(fact.start, fact.end, Severity.WARNING, reason, "核对哪个数对；口径不同的写明口径")
