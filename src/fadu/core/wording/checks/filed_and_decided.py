"""More decisions than cases filed, more decisions than notices: possible only with cases of the year before."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.wording.checks._figures import is_count, shown
from fadu.core.wording.checks._indicators import stated
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact

TITLE = "立案、告知与决定"
SOURCE = "《行政处罚法》第四十四条、第五十四条：先立案、告知，后决定；跨年案件例外"

_PAIRS = (("立案数", "处罚决定数"), ("告知书数", "处罚决定数"), ("立案数", "移送拘留数"))


def check(draft: Draft) -> Iterator[Problem]:
    """Information only: cases are carried over from year to year."""
    first: dict[str, Fact] = {}
    for name, fact in stated(draft):
        if is_count(fact):
            first.setdefault(name, fact)
    for more, less in _PAIRS:
        one, other = first.get(more), first.get(less)
        if one and other and one.period == other.period and one.value is not None and other.value is not None and other.value > one.value:
            reason = f"{less} {shown(other)} 多于{more} {shown(one)}，可能含上年结转"
            yield Problem(other.start, other.end, Severity.INFO, reason, "有结转的写明，没有的核对数字")
