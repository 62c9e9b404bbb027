"""A figure that the ledger counts differently."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.figures import plain
from fadu.core.wording.backing import backings
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "与台账不符"
SOURCE = "台账指标（fadu figures）"


def check(draft: Draft) -> Iterator[Problem]:
    """Only where the ledger's figures of the year are given."""
    for backing in backings(draft.plain, draft.facts, draft.held) if draft.held else ():
        if backing.differs and backing.held:
            fact = backing.fact
            reason = f"台账“{backing.held.name}”为 {plain(backing.held.value)}（{backing.figure}），这里写 {plain(fact.value)}{fact.unit}"
            yield Problem(fact.start, fact.end, Severity.ERROR, reason, "核对台账与文稿；口径不同的写明口径")
