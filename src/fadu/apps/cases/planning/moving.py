"""Which steps are open to a matter, what stands against each, who may take it; and the clocks that run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fadu.apps.cases.planning.asking import Ask, asks
from fadu.apps.cases.planning.conditions import OF_THE_FORM, unmet
from fadu.apps.cases.planning.knowing import Bureau, known
from fadu.apps.cases.planning.step import RIGHTS, Step
from fadu.apps.cases.planning.steps import STEPS
from fadu.apps.cases.queries.folding import State
from fadu.core import procedure
from fadu.core.procedure import Move, Running
from fadu.core.procedure.facts import vocabulary
from fadu.core.refusal import Refusal
from fadu.web import policy


@dataclass(frozen=True)
class Lack:
    """What stands against a step. `fatal`: going on would void the procedure."""

    reason: str
    mend: str
    article: str
    fatal: bool = True


@dataclass(frozen=True)
class Offer:
    """A step that the procedure has from here: what its form asks, what stands against it beyond that, who takes it."""

    move: Move
    step: Step
    asks: tuple[Ask, ...]
    lacks: tuple[Lack, ...]
    right: policy.Policy

    @property
    def open(self) -> bool:
        return not self.lacks

    @property
    def basis(self) -> str:
        return "；".join(one.cited() for one in self.move.basis)


def step_of(name: str, move: Move) -> tuple[Step, policy.Policy] | None:
    """How a move is taken and who may; None where it is not built."""
    step = STEPS.get(name, {}).get(move.id)
    return (step, step.right or RIGHTS.get(move.actor.id, policy.HANDLE_CASE)) if step else None


def offers(state: State, bureau: Bureau, on: date) -> list[Offer]:
    """The steps out of the present stage, the open ones first."""
    found = [made for move in procedure.procedures()[state.procedure].leaving(state.stage) if (made := offer(state, move, bureau, on))]
    return sorted(found, key=lambda one: not one.open)


def offer(state: State, move: Move, bureau: Bureau, on: date) -> Offer | None:
    """One step. What the form will ask is not held against it."""
    built = step_of(state.procedure, move)
    if built is None:
        return None
    step, right = built
    questions = asks(step.asks)
    asked = {one.label for one in questions} | {procedure_name(one.key) for one in questions}
    trial = taken(state, step, {}, {}, on, me="")
    against: list[Lack] = []
    for barred in procedure.check(move, known(trial, bureau, on)):
        if not barred.missing or (barred.missing not in asked and not _follows(step, barred.missing)):
            against.append(Lack(barred.reason, barred.mend, barred.article, barred.fatal))
    if step.needs:
        names = " ".join(name for name in step.needs.split() if name not in OF_THE_FORM)
        against.extend(Lack(one.reason, one.mend, one.article) for one in unmet(names, trial, bureau, on))
    return Offer(move, step, questions, tuple(against), right)


def procedure_name(key: str) -> str:
    """What the vocabulary calls a fact; the key itself for what is none."""
    found = vocabulary().get(key)
    return found.name if found else key


# Facts that the form's answers bring with them, by the question.
_FOLLOW = {
    "reviewer": ("法制审核人员", "法制审核人员是否有法律职业资格"), "reports_complete": ("监测（检测、鉴定）报告",),
    "devices_none": ("自动监测和监控设备证据",),
    "recusals_complete": ("回避申请",), "pauses_complete": ("不计入办案期限的时间",),
}
_OF_ME = {"examiner": ("案件审查人员",), "presider": ("听证主持人",)}


def _follows(step: Step, missing: str) -> bool:
    following = [name for key in step.asks.split() for name in _FOLLOW.get(key.rstrip("?"), ())]
    return missing in following or missing in _OF_ME.get(step.me, ())


def taken(state: State, step: Step, facts: Mapping[str, Any], file: Mapping[str, Any], on: date, *, me: str) -> State:
    """The state with the answers of a step in it, before the move itself."""
    cleared = set(step.clears.split())
    kept = {key: value for key, value in state.facts.items() if key not in cleared}
    stamped = {key: on for key in step.stamps.split()}
    named = {step.me: me} if step.me and me else {}
    outcome = {"outcome": step.outcome} if step.outcome else {}
    return replace(state, facts={**kept, **stamped, **step.sets, **facts}, file={**state.file, **file, **named, **outcome})


def barred(move: Move, step: Step, state: State, bureau: Bureau, on: date) -> Refusal | None:
    """The first thing that stands against a step whose answers are in the state; all of them in its words."""
    found: list[Refusal] = [*procedure.check(move, known(state, bureau, on)), *unmet(step.needs, state, bureau, on)]
    if not found:
        return None
    first = found[0]
    reason = "；".join(dict.fromkeys(one.reason for one in found))
    mend = "；".join(dict.fromkeys(one.mend for one in found if one.mend))
    return Refusal(reason, mend, "；".join(dict.fromkeys(one.article for one in found if one.article)) or first.article)


def clocks(state: State, bureau: Bureau, on: date) -> list[Running]:
    """The clocks that run, by due day."""
    facts = known(state, bureau, on)
    if state.file.get("order_again_on") and state.stage == "R30":  # the second round of re-inspection runs from the second order
        facts = {**facts, "order_served_on": date.fromisoformat(state.file["order_again_on"])}
        facts.pop("rechecked_on", None)
    if procedure.procedures()[state.procedure].stages[state.stage].end:
        return []
    return procedure.clocks(procedure.procedures()[state.procedure], facts)


def nearest(state: State, bureau: Bureau, on: date) -> tuple[date | None, str]:
    """The earliest day by which somebody must act, and the id of its limit; what is only waited for presses nobody."""
    for one in clocks(state, bureau, on):
        if one.day is not None and one.limit.safety != "等满":
            return one.day, one.limit.id
    return None, ""
