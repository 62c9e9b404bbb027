"""A clue becomes a matter; a case opens a parallel track."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau, in_order, keep, locked, may, state_of
from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.planning.tracks import TRACKS, barred, taken_along
from fadu.apps.cases.queries.folding import State
from fadu.core import procedure
from fadu.core.refusal import Refusal
from fadu.core.workbook import identifiers
from fadu.events.cases import MatterOpened
from fadu.web import policy

_OF_A_CLUE = ("cause", "party", "party_kind", "facility", "credit_code", "team", "source", "source_number", "summary")
_STARTS = {"penalty": "线索", "penalty_simple": "当场"}


def open_clue(
    *, cause: str, party: str, party_kind: str, source: str, found_on: date, actor: str, at: datetime, credit_code: str = "",
    facility: str = "", source_number: str = "", summary: str = "", kind: str = "penalty",
) -> Matter:
    """Register a clue (线索); `kind`: it goes by the ordinary procedure or on the spot. Raises Refusal for a wrong credit code or a day to come."""
    around = bureau()
    may(actor, policy.HANDLE_CASE, around)
    if credit_code and (wrong := identifiers.credit_code(credit_code)):
        raise Refusal(f"统一社会信用代码：{wrong[0]}", wrong[1])
    file: dict[str, Any] = {
        "cause": cause.strip(), "party": party.strip(), "party_kind": party_kind, "source": source, "credit_code": credit_code or None,
        "facility": facility or None, "source_number": source_number or None, "summary": summary.strip() or None,
    }
    if kind not in _STARTS:
        raise Refusal(f"没有“{kind}”这种程序", "应为普通程序或者当场处罚")
    with transaction.atomic():
        number = _next(_STARTS[kind], found_on.year)
        facts = {"found_on": found_on, "discovered_on": found_on}
        return _open(kind, number, facts, file, on=found_on, actor=actor, at=at, basis="《生态环境行政处罚办法》第十八条")


def open_track(*, uid: str, seen: int, track: str, on: date, reason: str, actor: str, at: datetime) -> Matter:
    """Open a parallel track of a case: seizure, daily penalty, transfer to the police."""
    with transaction.atomic():
        parent = locked(uid, seen)
        state, around = state_of(parent), bureau()
        may(actor, policy.HANDLE_CASE, around)
        if refused := barred(track, state):
            raise refused
        if on > at.date() or (state.opened_on and on < max(state.opened_on, state.facts.get("filed_on") or state.opened_on)):
            raise Refusal(f"开始日期 {on} 早于立案或者在将来", "请核对日期")
        if not reason.strip():
            raise Refusal("没有写明情形", "写明法定情形和事实")
        name, count = procedure.procedures()[track].name, parent.tracks.filter(procedure=track).count() + 1
        facts, file = taken_along(track, state, reason.strip())
        return _open(
            track, f"{parent.number}·{name}{count}", facts, file, on=on, actor=actor, at=at, basis="", parent=parent, stage=TRACKS[track].start,
        )


def open_ordinary(simple: Matter, *, on: date, actor: str, at: datetime) -> Matter:
    """An on-the-spot matter that turns out to need the ordinary procedure goes on as a clue; called inside the act that ends it."""
    state = state_of(simple)
    file = {key: state.file.get(key) for key in _OF_A_CLUE}
    facts = {key: state.facts[key] for key in ("found_on", "discovered_on")}
    return _open("penalty", _next("线索", on.year), facts, file, on=on, actor=actor, at=at, basis="《行政处罚法》第五十四条", parent=simple)


def _open(
    kind: str, number: str, facts: Mapping[str, Any], file: Mapping[str, Any], *, on: date, actor: str, at: datetime, basis: str,
    parent: Matter | None = None, stage: str = "",
) -> Matter:
    start = stage or procedure.procedures()[kind].start
    kept = {key: value for key, value in file.items() if value is not None}
    if missing := [name for name in ("cause", "party", "party_kind") if not kept.get(name)]:
        raise Refusal(f"没有填写{'、'.join(missing)}", "请填写案由、当事人")
    matter = Matter(uid=uuid4(), number=number, procedure=kind, parent=parent, case=parent.case if parent else None, opened_on=on, file={}, facts={})
    state = State(kind, number, start, on, on, dict(facts), kept, str(parent.uid) if parent else "")
    in_order(State(), on, at)
    event = MatterOpened(
        subject=str(matter.uid), number=number, on=on, facts=facts, file=kept, procedure=kind, parent=str(parent.uid) if parent else "",
        stage=stage,
    )
    keep(matter, State(kind), state, event, actor=actor, at=at, basis=basis, around=bureau())
    return matter


def _next(word: str, year: int) -> str:
    """The next number of a kind in a year; the head of the ledger is locked by the act that follows, uniqueness by the table."""
    taken = Matter.objects.filter(procedure__in=_STARTS, opened_on__year=year).count()
    while True:
        taken += 1
        number = f"{word}〔{year}〕{taken}号"
        if not Matter.objects.filter(number=number).exists() and not Case.objects.filter(number=number).exists():
            return number
