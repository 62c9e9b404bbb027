"""Fold equals row: every matter is what its acts leave, and the rows of the registers are what the matters say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning.projecting import moved, project
from fadu.apps.cases.queries.folding import CASES, EVENTS, Act, State, untyped
from fadu.apps.record import registry
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import Fault
from fadu.core import procedure
from fadu.core.ledger.canonical import canonical, plain

_CHUNK = 1000
_FIRST = {"MatterOpened", "MatterTakenOver"}


def matter_faults() -> Iterator[Fault]:
    """Matters altered, added or removed behind the ledger's back, and rows that no longer say what their matter says."""
    starts = {one.id: one.start for one in procedure.procedures().values()}
    sealed = set(Entry.objects.filter(event__in=_FIRST).values_list("subject", flat=True))
    last = 0
    while matters := list(Matter.objects.select_related("case", "parent").filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        for matter in matters:
            sealed.discard(str(matter.uid))
            yield from _faults_of(matter, starts)
        last = matters[-1].pk
    for subject in sealed:
        yield Fault(f"事项 {subject}", "封存过，但这一事项不见了")


def _faults_of(matter: Matter, starts: dict[str, str]) -> Iterator[Fault]:
    where = f"事项 {matter.number}"
    acts = list(_entries(matter))
    if not acts:
        yield Fault(where, "没有任何行为封存过这一事项")
        return
    state = State()
    expected: dict[str, Any] = {}
    for event, act in acts:
        if event not in EVENTS:
            _corrected(act, expected)
            continue
        said = {"number": act.number, **json.loads(act.after)}
        if event == "MatterOpened":
            said["stage"] = said.get("stage") or starts[said["procedure"]]
        after = state.after(event, said, act.index)
        if event != "MatterTakenOver":
            expected.update(moved(_values(state), _values(after)))
        state = after
    if wrong := _differs(matter, state):
        yield Fault(where, f"现在的内容与封存的各步不符：{'、'.join(wrong)}")
    if state.procedure in CASES and matter.case is not None:
        yield from _row_faults(matter.case, expected)


def _entries(matter: Matter) -> Iterator[tuple[str, Act]]:
    subjects = [str(matter.uid)]
    if matter.procedure in CASES and matter.case is not None:
        subjects.append(str(matter.case.uid))
    for index, event, number, before, after, mode in (
        Entry.objects.filter(subject__in=subjects).order_by("index").values_list("index", "event", "number", "before", "after", "mode")
    ):
        if event in EVENTS:
            yield event, Act(index, event, number, after or "{}")
        elif event == "RowChanged" and mode == "recorded":
            yield event, Act(index, event, before or "{}", after or "{}")


def _corrected(act: Act, expected: dict[str, Any]) -> None:
    """A correction by hand is an act like any other: what it changed is what is expected from there on."""
    before, after = json.loads(act.number), json.loads(act.after)
    expected.update({name: value for name, value in after.items() if name in expected and before.get(name) != value})


def _values(state: State) -> dict[str, Any]:
    return {name: plain(value) for row in project(state) if row.sheet == "案件" for name, value in row.values.items()} if state.procedure else {}


def _differs(matter: Matter, state: State) -> list[str]:
    number = state.file.get("case_number") if state.procedure in CASES and state.file.get("case_number") else state.number
    pairs = {
        "阶段": (matter.stage, state.stage), "事实": (canonical(matter.facts), canonical(untyped(state.facts))),
        "案卷": (canonical(matter.file), canonical(state.file)), "编号": (matter.number, number), "日期": (matter.last_on, state.last_on),
        "案由": (matter.title, state.file.get("cause")), "当事人": (matter.party, state.file.get("party")),
        "案件": (str(matter.case.uid) if matter.case and state.procedure in CASES else state.case, state.case),
        "最近一次封存": (matter.seen, state.seen), "程序": (matter.procedure, state.procedure),
        "终结": (matter.ended, procedure.procedures()[state.procedure].stages[state.stage].end),
        "主办人": (matter.lead, (state.file.get("team") or [""])[0]),
    }
    return [name for name, (row, fold) in pairs.items() if row != fold]


def _row_faults(case: Case, expected: dict[str, Any]) -> Iterator[Fault]:
    table = registry.table("案件")
    assert table is not None
    stored = next(table.read(table.rows().filter(pk=case.pk)), None)
    if stored is None:
        return  # said by the state of the register
    wrong = [name for name, value in expected.items() if plain(stored.snapshot[name]) != value]
    if wrong:
        yield Fault(f"案件 {case.number}", "与案件各步的封存不符：" + "、".join(table.sheet.header(name) for name in wrong))
