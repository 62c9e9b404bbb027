"""A figure that nothing in the ledger backs."""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.wording.backing import backings
from fadu.core.wording.draft import Draft
from fadu.core.wording.findings import Problem, Severity

TITLE = "台账无依据"
SOURCE = "台账指标（fadu figures）"


def check(draft: Draft) -> Iterator[Problem]:
    """Information: figures that the ledger does not count, and figures of which it has no value for the year."""
    for backing in backings(draft.plain, draft.facts, draft.held) if draft.held else ():
        fact = backing.fact
        paragraph = draft.document.paragraph(fact.start)
        if fact.placeholder or (paragraph and paragraph.place == "表格"):  # the cells of a table don't say what they count
            continue
        if not backing.figure:
            yield Problem(fact.start, fact.end, Severity.INFO, "没有认出这是台账的哪个指标", "指明依据；台账不记的数备好依据材料")
        elif backing.held is None or backing.held.value is None:
            yield Problem(fact.start, fact.end, Severity.INFO, f"台账有这个指标（{backing.figure}），但本年度没有数", "补台账，或备好依据材料")
