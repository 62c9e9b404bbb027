"""Fold equals row: every matter is what its acts leave, and the rows of the registers are what the matters say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.projecting import moved, project
from fadu.apps.cases.queries.folding import CASES, State, statute_of, untyped
from fadu.apps.cases.queries.matters import acts_of
from fadu.apps.record import registry
from fadu.apps.record.models import Entry
from fadu.apps.record.verifying import Fault
from fadu.core import procedure
from fadu.core.ledger.canonical import canonical, plain

Key = tuple[str, str]  # sheet and number of a row
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
    acts = acts_of(str(matter.uid))
    if not acts:
        yield Fault(where, "没有任何行为封存过这一事项")
        return
    state = State()
    written: list[tuple[int, Key, dict[str, Any]]] = []
    for act in acts:
        said = {"number": act.number, **json.loads(act.after)}
        if act.event == "MatterOpened":
            said["stage"] = said.get("stage") or starts[said["procedure"]]
        after = state.after(act.event, said, act.index)
        if act.event != "MatterTakenOver":
            before = _rows(state)
            written += [(act.index, key, moved(before.get(key, {}), values)) for key, values in _rows(after).items()]
        state = after
    if wrong := _differs(matter, state):
        yield Fault(where, f"现在的内容与封存的各步不符：{'、'.join(wrong)}")
    for key in dict.fromkeys(key for _, key, _ in written):
        yield from _row_faults(key, _uid(matter, key), [(index, values) for index, one, values in written if one == key])


def _rows(state: State) -> dict[Key, dict[str, Any]]:
    """What the registers say of a state; by which number a row names its case is the business of that case."""
    if not state.procedure:
        return {}
    return {(row.sheet, row.number): {name: plain(value) for name, value in row.values.items() if name != "case"} for row in project(state)}


def _uid(matter: Matter, key: Key) -> str:
    """The lasting id of a row that the matter wrote; "" where nobody did. A number that was corrected since leads nowhere, so the acts say it."""
    sheet, number = key
    if sheet == "案件" and matter.case is not None:
        return str(matter.case.uid)
    found = Entry.objects.filter(sheet=sheet, number=number, event="RowRecorded").order_by("-index").values_list("subject", flat=True)
    return str(found.first() or "")


def _row_faults(key: Key, uid: str, written: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    sheet, number = key
    table = registry.table(sheet)
    assert table is not None, sheet
    stored = next(table.read(table.rows().filter(uid=uid)), None) if uid else None
    if stored is None:
        if not uid:
            yield Fault(f"{sheet} {number}", "案件的步骤写过这一行，档案里没有它的记录")
        return  # a row that is gone is said by the state of the register
    expected: dict[str, Any] = {}
    named = {name for _, values in written for name in values}
    for _, values in sorted([*written, *_corrections(uid)], key=lambda one: one[0]):
        expected.update({name: value for name, value in values.items() if name in named})
    wrong = [name for name, value in expected.items() if plain(stored.snapshot[name]) != value]
    if wrong:
        yield Fault(f"{sheet} {number}", "与案件各步的封存不符：" + "、".join(table.sheet.header(name) for name in wrong))


def _corrections(uid: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """A correction by hand is an act like any other: what it changed is what is expected from there on."""
    rows = Entry.objects.filter(subject=uid, event="RowChanged", mode="recorded").order_by("index").values_list("index", "before", "after")
    for index, before, after in rows:
        old, new = json.loads(before or "{}"), json.loads(after or "{}")
        yield index, {name: value for name, value in new.items() if old.get(name) != value}


def _differs(matter: Matter, state: State) -> list[str]:
    number = state.file.get("case_number") if state.procedure in CASES and state.file.get("case_number") else state.number
    pairs = {
        "阶段": (matter.stage, state.stage), "事实": (canonical(matter.facts), canonical(untyped(state.facts))),
        "案卷": (canonical(matter.file), canonical(state.file)), "编号": (matter.number, number), "日期": (matter.last_on, state.last_on),
        "案由": (matter.title, state.file.get("cause")), "当事人": (matter.party, state.file.get("party")),
        "案件": (str(matter.case.uid) if matter.case and state.procedure in CASES else state.case, state.case),
        "最近一次封存": (matter.seen, state.seen), "程序": (matter.procedure, state.procedure),
        "终结": (matter.ended, procedure.procedures()[state.procedure].stages[state.stage].end),
        "主办人": (matter.lead, (state.file.get("team") or [""])[0]), "适用的法律": (matter.statute, statute_of(state.facts)),
    }
    return [name for name, (row, fold) in pairs.items() if row != fold]
