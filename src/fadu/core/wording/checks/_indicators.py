"""Which of the bureau's indicators a figure is, by the words before it (indicators.csv)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.wording.draft import Draft
from fadu.core.wording.reading import Fact, Role

_TABLE = resources.files("fadu.core.wording").joinpath("data", "indicators.csv")
_ASIDE = re.compile(r"其中|分别|上年|去年|同期|平均|累计|历年|计划|目标|任务|县|区|市|镇|第[一二三四]季度|上半年")


@cache
def _indicators() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    rows = pack.table(_TABLE, {"指标": pack.needed, "写法": pack.needed, "不得含": pack.text})[1]
    return tuple((row["指标"], re.compile(row["写法"]), re.compile(row["不得含"]) if row["不得含"] else None) for row in rows)


def indicator_of(fact: Fact) -> str:
    """The indicator that a level states for the whole bureau, "" where it is none or speaks of a part."""
    if fact.role is not Role.LEVEL or _ASIDE.search(fact.what):
        return ""
    for name, pattern, without in _indicators():
        if pattern.search(fact.what) and not (without and without.search(fact.what)):
            return name
    return ""


def stated(draft: Draft) -> Iterator[tuple[str, Fact]]:
    """Every figure that states an indicator."""
    for fact in draft.facts:
        name = indicator_of(fact)
        if name:
            yield name, fact
