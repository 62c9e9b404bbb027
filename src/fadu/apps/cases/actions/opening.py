"""A clue becomes a matter; a case opens a parallel track."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, in_order, keep, locked, may, state_of
from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning.steps import TRACKS
from fadu.apps.cases.queries.folding import State
from fadu.core import procedure
from fadu.core.refusal import Refusal
from fadu.core.workbook import identifiers
from fadu.events.cases import MatterOpened
from fadu.web import policy

_INHERITED = ("cause", "party", "party_kind", "facility", "credit_code", "team", "case_number", "violation")


def open_clue(
    *, cause: str, party: str, party_kind: str, source: str, found_on: date, actor: str, at: datetime, credit_code: str = "",
    facility: str = "", source_number: str = "", summary: str = "",
) -> Matter:
    """Register a clue (线索). Raises Refusal for a wrong credit code or a day that has not come."""
    around = bureau()
    may(actor, policy.HANDLE_CASE, around)
    if credit_code and (wrong := identifiers.credit_code(credit_code)):
        raise Refusal(f"统一社会信用代码：{wrong[0]}", wrong[1])
    file: dict[str, Any] = {
        "cause": cause.strip(), "party": party.strip(), "party_kind": party_kind, "source": source, "credit_code": credit_code or None,
        "facility": facility or None, "source_number": source_number or None, "summary": summary.strip() or None,
    }
    with transaction.atomic():
        number = _next("线索", found_on.year)
        facts = {"found_on": found_on, "discovered_on": found_on}
        return _open("penalty", number, facts, file, on=found_on, actor=actor, at=at, basis="《生态环境行政处罚办法》第十八条")


def open_track(*, uid: str, seen: int, track: str, on: date, reason: str, actor: str, at: datetime) -> Matter:
    """Open a parallel track of a case: seizure, daily penalty, transfer to the police."""
    with transaction.atomic():
        parent = locked(uid, seen)
        state, around = state_of(parent), bureau()
        may(actor, policy.HANDLE_CASE, around)
        if refused := track_barred(track, state):
            raise refused
        if on > at.date() or (state.facts.get("filed_on") and on < state.facts["filed_on"]):
            raise Refusal(f"开始日期 {on} 早于立案或者在将来", "请核对日期")
        if not reason.strip():
            raise Refusal("没有写明情形", "写明法定情形和事实")
        name = procedure.procedures()[track].name
        count = parent.tracks.filter(procedure=track).count() + 1
        kept = ("law_cited", "law_applicable")
        facts: dict[str, Any] = {key: state.facts[key] for key in kept if key in state.facts}
        if state.facts.get("decided_on"):
            facts |= {"original_decided_on": state.facts["decided_on"], "decided_on": state.facts["decided_on"]}
        if track == "daily_penalty":
            facts.pop("decided_on", None)
        file = {key: state.file.get(key) for key in _INHERITED} | {"grounds": reason.strip(), "original_fine": _text(state.facts.get("fine"))}
        return _open(track, f"{parent.number}·{name}{count}", facts, file, on=on, actor=actor, at=at, basis="", parent=parent)


def track_barred(track: str, state: State) -> Refusal | None:
    """Why a case can't open a track now; None where it can."""
    if track not in TRACKS or state.procedure != "penalty":
        return Refusal("没有这种平行事项", "请从案件页选择")
    name = procedure.procedures()[track].name
    if not state.file.get("case_number"):
        return Refusal(f"立案以后才能办“{name}”", "先立案", "《生态环境行政处罚办法》第十九条")
    if TRACKS[track] and (state.stage not in TRACKS[track] or state.file.get("outcome") != "处罚"):
        return Refusal(f"作出处罚决定以后才能办“{name}”", "先作出处罚决定")
    if track == "daily_penalty" and not state.facts.get("fine"):
        return Refusal("原处罚不是罚款", "按日连续处罚以罚款处罚为前提", "《生态环境法典》第一千零六十条")
    return None


def _open(
    kind: str, number: str, facts: Mapping[str, Any], file: Mapping[str, Any], *, on: date, actor: str, at: datetime, basis: str,
    parent: Matter | None = None,
) -> Matter:
    start = procedure.procedures()[kind].start
    kept = {key: value for key, value in file.items() if value is not None}
    if missing := [name for name in ("cause", "party", "party_kind") if not kept.get(name)]:
        raise Refusal(f"没有填写{'、'.join(missing)}", "请填写案由、当事人")
    matter = Matter(uid=uuid4(), number=number, procedure=kind, parent=parent, case=parent.case if parent else None, opened_on=on, file={}, facts={})
    state = State(kind, number, start, on, on, dict(facts), kept, str(parent.uid) if parent else "")
    in_order(State(), on, at)
    event = MatterOpened(
        subject=str(matter.uid), number=number, on=on, facts=facts, file=kept, procedure=kind, parent=str(parent.uid) if parent else "",
    )
    keep(matter, State(kind), state, event, actor=actor, at=at, basis=basis, around=bureau())
    return matter


def _next(word: str, year: int) -> str:
    """The next number of a kind in a year; the head of the ledger is locked by the act that follows, uniqueness by the table."""
    taken = Matter.objects.filter(procedure="penalty", opened_on__year=year).count()
    while True:
        taken += 1
        number = f"{word}〔{year}〕{taken}号"
        if not Matter.objects.filter(number=number).exists() and not Case.objects.filter(number=number).exists():
            return number


def _text(amount: Any) -> str | None:
    return None if amount is None else str(amount)
