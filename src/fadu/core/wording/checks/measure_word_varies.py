"""One indicator counted in two measure words: 查封X件, 查封X起."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.wording.checks._indicators import stated
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Fact

TITLE = "同一指标量词不一"
SOURCE = "一份文件里同一指标用同一量词"

_WORDS = {"件", "起", "宗", "例", "份", "个"}


def check(draft: Draft) -> Iterator[Problem]:
    """Also of figures that are not filled in; different indicators and different texts are never compared."""
    first: dict[str, Fact] = {}
    for name, fact in stated(draft):
        if fact.unit in _WORDS:
            before = first.setdefault(name, fact)
            if before.unit != fact.unit:
                reason = f"“{name}”前面用“{before.unit}”，这里用“{fact.unit}”"
                yield Problem(fact.start, fact.end, Severity.INFO, reason, f"统一用“{before.unit}”")
