"""Take a step of a matter's procedure: refused with the article and what is missing, or sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, changes, in_order, keep, locked, may, state_of
from fadu.apps.cases.actions.telling import tell
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.asking import ask
from fadu.apps.cases.planning.dating import impossible
from fadu.apps.cases.planning.effects import effect
from fadu.apps.cases.planning.moving import barred, step_of, taken
from fadu.apps.cases.queries.folding import State
from fadu.core import procedure
from fadu.core.refusal import Refusal
from fadu.events.cases import StepTaken


def take_step(*, uid: str, move: str, answers: Mapping[str, Any], on: date, actor: str, at: datetime, seen: int | None = None) -> Matter:
    """Take a move. `answers` by key of its questions, typed; what is not known is absent. Raises Refusal; then nothing is written."""
    with transaction.atomic():
        matter = locked(uid, seen)
        before, around = state_of(matter), bureau()
        wanted = procedure.procedures()[matter.procedure].moves.get(move)
        if wanted is None or wanted.source != before.stage or (built := step_of(matter.procedure, wanted)) is None:
            stage = procedure.procedures()[matter.procedure].stages[before.stage]
            raise Refusal(f"现在是“{stage.name}”，没有这一步", "请从案件页选择下一步")
        step, right = built
        may(actor, right, around)
        in_order(before, on, at)
        facts, file = sorted_answers(step.asks, answers)
        after = effect(move, before, taken(before, step, facts, file, on, me=actor), on)
        if wrong := next(impossible(facts, after, on), None):
            raise wrong
        if refused := barred(wanted, step, after, around, on):
            raise refused
        after = replace(after, stage=wanted.target, last_on=on)
        return _sealed(matter, before, after, wanted, on, actor, at, around)


def _sealed(matter: Matter, before: State, after: State, move: Any, on: date, actor: str, at: datetime, around: Any) -> Matter:
    facts, file, cleared = changes(before, after)
    event = StepTaken(
        subject=str(matter.uid), number=matter.number, on=on, facts=facts, file=file, cleared=cleared, move=move.id, name=move.name,
        came_from=move.source, target=move.target,
    )
    basis = "；".join(one.cited() for one in move.basis)
    keep(matter, before, after, event, actor=actor, at=at, basis=basis, around=around)
    tell(matter, after, move.id, on=on, actor=actor, at=at, around=around)
    return matter


def sorted_answers(keys: str, answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answers as facts of the vocabulary and as values of the file. Raises Refusal for a needed one that isn't there."""
    facts: dict[str, Any] = {}
    file: dict[str, Any] = {}
    for key in keys.split():
        question = ask(key)
        value = answers.get(question.key)
        if value in (None, "", []):
            if question.required:
                raise Refusal(f"没有填写“{question.label}”", f"请填写{question.label}")
            continue
        if question.is_fact:
            facts[question.key] = value
        else:
            file[question.key] = str(value) if question.kind == "money" else value.isoformat() if isinstance(value, date) else value
    return facts, file
