"""Are frames and draws what was sealed, does each draw follow from its frames, plan and seed; is each visit whole, and its row what it came to?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fadu.apps.inspections import looks, queries, store
from fadu.apps.inspections.visits import grounds, reading
from fadu.apps.record.verifying import Fault
from fadu.core import sampling
from fadu.core.refusal import Refusal
from fadu.core.visits import chain
from fadu.core.visits.kinds import PROBLEMS

_PER_READ = 200  # visits


def draw_faults() -> Iterator[Fault]:
    """Files that are gone, altered or not sealed, and draws that can't be repeated."""
    sealed = set()
    for act in queries.acts(("FrameFrozen", "DrawMade", "VisitRated")):
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


def visit_faults() -> Iterator[Fault]:
    """Visits whose chain does not hold, and rows that say another thing than the visit that made them."""
    ids = list(reversed(reading.opened()))
    for place in range(0, len(ids), _PER_READ):
        found = reading.visits(ids[place : place + _PER_READ])
        made = {act.subject: act.said for act in queries.acts(("RowRecorded",), *(one.concluded.said["row"] for one in found if one.concluded))}
        for visit in found:
            yield from chain_faults(visit)
            if visit.concluded and not _same(visit, made.get(visit.concluded.said["row"], {})):
                yield Fault(f"检查 {visit.number}", "登记簿里这一行最初的内容不是现场记录得出的")
            if visit.concluded and visit.concluded.said.get("discharged", told := grounds.discharged(visit)) != told:
                yield Fault(f"检查 {visit.number}", "一并办结的事不是现场记录得出的")
    yield from look_faults()


def look_faults() -> Iterator[Fault]:
    """Looks off site whose row says another thing than the act that made it."""
    found = queries.acts((looks.LOOKED,))
    made = {act.subject: act.said for act in queries.acts(("RowRecorded",), *(one.said["row"] for one in found))} if found else {}
    for act in found:
        said, row = act.said, made.get(act.said["row"], {})
        told = {"number": act.number, "inspected_on": said["on"], "facility": said["facility"], "method": "非现场",
                "batch": said["under"] if said["discharges"] else None}
        if any(row.get(name) != value for name, value in told.items()):
            yield Fault(f"非现场检查 {act.number}", "登记簿里这一行最初的内容不是这次检查得出的")


def chain_faults(visit: reading.Visit) -> Iterator[Fault]:
    """Entries that are not what their digest says, or don't follow the one before."""
    where, before = f"检查 {visit.number}", visit.start
    for place, act in enumerate(visit.entries, 1):
        said = act.said
        if (said["seq"], said["previous"]) != (place, before):
            yield Fault(where, f"第 {place} 条接不上前一条")
        if chain.follow({**{name: said[name] for name in chain.COVERED if name != "visit"}, "visit": visit.id}) != said["digest"]:
            yield Fault(where, f"第 {place} 条的内容与它的摘要不符")
        before = said["digest"]


def _same(visit: reading.Visit, row: Mapping[str, Any]) -> bool:
    """Was the row made of what the visit came to? What was corrected later is an act of its own."""
    told = {
        "number": visit.number, "inspected_on": visit.on.isoformat(), "facility": visit.said["facility"],
        "found_problem": visit.state.outcome in PROBLEMS,
    }
    return all(row.get(name) == value for name, value in told.items())
