"""Keep an act of a matter: seal the event, write the fold, bring the rows of the registers in step; one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from fadu.apps.cases.actions.rows import keep_rows
from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning.knowing import Bureau
from fadu.apps.cases.planning.moving import nearest
from fadu.apps.cases.queries import local, matters, people, precedents
from fadu.apps.cases.queries.folding import CASES, State, statute_of, untyped
from fadu.apps.record.actions import enter
from fadu.apps.registers.leaves import leaves
from fadu.core import procedure
from fadu.core.refusal import Refusal
from fadu.events.base import Event
from fadu.events.cases import StepTaken
from fadu.web import policy


class Moved(Refusal):
    """Somebody else acted on the matter after the form was opened."""

    def __init__(self, number: str) -> None:
        super().__init__(f"您打开以后，{number} 又有人办过一步", "请先看现在的状态，再决定；您填的还在下面")


def bureau() -> Bureau:
    """People, declared rules and earlier cases as they stand."""
    return Bureau(people.people(), local.local_rules(), precedents.earlier, precedents.similar, cache(leaves))


def locked(uid: str, seen: int | None) -> Matter:
    """The matter, locked until the act is done. Raises Moved where another act came after `seen` (None: whatever stands)."""
    matter = Matter.objects.select_for_update(of=("self",)).filter(uid=uid).first()
    if matter is None:
        raise Refusal("没有这个事项", "请从案件列表打开")
    if seen is not None and matter.seen != seen:
        raise Moved(matter.number)
    return matter


def may(actor: str, right: policy.Policy, around: Bureau) -> None:
    """Refuse who has not the right, whoever asks: page, command or test."""
    man = around.people.get(actor)
    if man is None or not right.allows(man.roles):
        raise Refusal(f"{around.label(actor)}没有“{right.label}”的权限", "由有这个岗位的人办理")


def in_order(state: State, on: date, at: datetime) -> None:
    """An act lies neither in the future nor before the one it follows."""
    if on > at.date():
        raise Refusal(f"办理日期 {on} 是将来的日期", "办了再登记")
    if state.last_on is not None and on < state.last_on:
        raise Refusal(f"办理日期 {on} 早于上一步 {state.last_on}", "请核对日期；补记以前的事实用台账的“更正”")


def changes(before: State, after: State) -> tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]:
    """What an act adds to facts and file, and which facts it ends."""
    facts = {key: value for key, value in after.facts.items() if key not in before.facts or before.facts[key] != value}
    file = {key: value for key, value in after.file.items() if before.file.get(key) != value}
    return facts, file, tuple(sorted(before.facts.keys() - after.facts.keys()))


def keep(
    matter: Matter, before: State, after: State, event: Event, *, actor: str, at: datetime, basis: str, around: Bureau, mode: str = "done",
) -> int:
    """Write rows, seal, save the fold; returns the index of the act. Called inside a transaction that holds the matter."""
    case = keep_rows(before, after, actor=actor, at=at, basis=basis, sealed_case=matter.case is not None)
    entry = enter(_with_case(event, case), actor=actor, at=at, basis=basis[:200], mode=mode)
    if case and matter.case is None:
        matter.case = Case.objects.get(uid=case)
    _fill(matter, after, entry.index, around)
    matter.save()
    return entry.index


def _with_case(event: Event, case: str) -> Event:
    """A step that filed the case names its row."""
    return replace(event, case=case) if case and isinstance(event, StepTaken) else event


def _fill(matter: Matter, state: State, seen: int, around: Bureau) -> None:
    assert state.last_on is not None
    file: Mapping[str, Any] = {key: value for key, value in state.file.items() if value is not None}
    matter.stage, matter.last_on, matter.seen = state.stage, state.last_on, seen
    matter.facts, matter.file = untyped(state.facts), untyped(file)
    matter.ended = procedure.procedures()[state.procedure].stages[state.stage].end
    matter.lead = (file.get("team") or [""])[0]
    matter.title, matter.party = file["cause"], file["party"]
    filed = str(file.get("case_number") or "") if state.procedure in CASES else ""
    matter.number = filed or state.number
    matter.statute = statute_of(state.facts)
    matter.due_on, matter.due_rule = nearest(state, around, state.last_on)


def state_of(matter: Matter) -> State:
    """The matter's row as a state."""
    return matters.state_of(matter)

