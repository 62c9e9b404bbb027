"""A place beyond the number ranked: 在14个县区中排名第15."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.wording.checks._figures import lines
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity
from fadu.core.wording.reading import Role
from fadu.core.wording.reading.roles import clause_of, ranked_among

TITLE = "名次超出范围"
SOURCE = "名次在 1 与参加排名的个数之间"


def check(draft: Draft) -> Iterator[Problem]:
    """Only where the same clause says how many are ranked."""
    for line in lines(draft):
        for fact in line.facts:
            if fact.role is not Role.RANK or fact.value is None:
                continue
            among = ranked_among(clause_of(line.before(fact, 40)))
            if among is not None and not 1 <= fact.value <= among:
                yield Problem(fact.start, fact.end, Severity.ERROR, f"一共 {among} 个，不会有第 {fact.value} 名", "核对名次和个数")
