"""Are frames and draws what was sealed, and does each draw follow from its frames, plan and seed?"""

from __future__ import annotations

from collections.abc import Iterator

from fadu.apps.inspections import queries, store
from fadu.apps.record.verifying import Fault
from fadu.core import sampling
from fadu.core.refusal import Refusal


def draw_faults() -> Iterator[Fault]:
    """Files that are gone, altered or not sealed, and draws that can't be repeated."""
    sealed = set()
    for act in queries.acts(("FrameFrozen", "DrawMade")):
        sealed.add(act.said["sha256"])
        where = f"{act.number}（档案第 {act.index} 条）"
        try:
            text = store.read(act.said["sha256"])
        except Refusal as refusal:
            yield Fault(where, refusal.reason)
            continue
        if act.event == "DrawMade":
            yield from (Fault(where, line) for line in sampling.replay(text))
    for digest in store.digests():
        if digest not in sealed:
            yield Fault(f"抽取文件 {digest}", "没有任何行为封存过它")
