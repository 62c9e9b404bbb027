"""What guards may know of a matter at a moment: its own facts, and those that follow from the file, the people and the bureau's rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fadu.apps.cases.planning.applying import on_the_day
from fadu.apps.cases.queries.folding import State
from fadu.apps.cases.queries.people import Man
from fadu.apps.cases.queries.precedents import Past
from fadu.apps.registers.leaves import Leave
from fadu.core.procedure import due
from fadu.core.procedure.rules.issuing import issuing
from fadu.core.procedure.rules.local import LocalRules
from fadu.core.refusal import Refusal

_SOON = timedelta(31)  # a leave that begins so soon is handed over for
# A place in the file that names people -> the fact that guards read.
_NAMED = {"examiner": "examiner", "reviewer": "legal_reviewer", "presider": "hearing_presider"}


@dataclass(frozen=True)
class Bureau:
    """Who is here, what the bureau declared, how its own earlier cases are found (`queries.precedents`), and the leaves around a day."""

    people: Mapping[str, Man]
    local: LocalRules | None = None
    earlier: Callable[[State, date, date | None], Sequence[Past]] = lambda state, before, since: ()
    similar: Callable[[State, Mapping[str, str], date], Sequence[Past]] = lambda state, findings, on: ()
    leaves: Callable[[date], Sequence[Leave]] = lambda on: ()

    def label(self, number: str) -> str:
        """Name and number; the number alone for somebody who isn't in the register."""
        man = self.people.get(number)
        return man.label if man else number

    def away(self, on: date) -> dict[str, Leave]:
        """Who is on leave on a day, by 工号."""
        return {one.person: one for one in self.leaves(on) if one.touches(on, on)}

    def coming(self, on: date) -> list[Leave]:
        """The leaves that run on a day or begin soon after it."""
        return [one for one in self.leaves(on) if one.touches(on, on + _SOON)]

    def leave_of(self, number: str, on: date) -> Leave | None:
        """The leave that somebody is on, or the next one that begins soon."""
        return next((one for one in self.coming(on) if one.person == number), None)

    def told(self, leave: Leave) -> str:
        """A leave in words, with who takes over."""
        return f"{leave.words}，由{self.label(leave.stand_in)}接手" if leave.stand_in else leave.words


def known(state: State, bureau: Bureau, on: date) -> dict[str, Any]:
    """Facts for the guards on a day. What isn't known is absent."""
    file = state.file
    facts = {**state.facts, "act_on": on}
    if team := file.get("team"):
        facts["investigators"] = [bureau.label(number) for number in team]
        facts["officers"] = [_certified(bureau, number) for number in team]
    for place, fact in _NAMED.items():
        if number := file.get(place):
            facts[fact] = bureau.label(number)
    if reviewer := bureau.people.get(file.get("reviewer", "")):
        facts["legal_reviewer_qualified"] = reviewer.qualified
    if "voters" in file:
        facts["voters"] = [bureau.label(number) for number in file["voters"]]
    if party := file.get("party"):
        facts["party_names"] = [party]
        facts["party_kind"] = "单位" if file.get("party_kind") == "单位" else "公民"
    if bureau.local:
        facts["local_rules"] = bureau.local
    facts |= _answered(file, state.facts)
    if "decided_on" not in state.facts or state.facts["decided_on"] == on:
        facts |= on_the_day(file.get("law"), facts.get("conduct_ended_on"), on)  # the law of the day of the decision, asked again each time
    facts |= _money(state, on)
    return {key: value for key, value in facts.items() if value is not None}


def defaults(state: State, bureau: Bureau, on: date) -> dict[str, Any]:
    """What a form begins with: who signs on a day, by the declared names and the law of that day, or who filed the case; the planned meeting."""
    return {**_signing(state, bureau, on), **_meeting(state)}


def _meeting(state: State) -> dict[str, Any]:
    planned = state.file.get("agenda")
    if not planned:
        return {}
    return {"meeting_number": planned["meeting"], "chair": planned["chair"]}


def _signing(state: State, bureau: Bureau, on: date) -> dict[str, Any]:
    try:
        found = issuing(on, bureau.local)
    except Refusal:
        found = None
    if found is None:
        filed = state.file.get("authority")
        return {"issuer": filed, "seal": filed} if filed and "issuer" not in state.facts else {}
    return {"issuer": found.name, "seal": found.name, "authority": found.name, "issuer_level": "分局" if found.signer == "branch" else "市局"}


def _certified(bureau: Bureau, number: str) -> dict[str, Any]:
    man = bureau.people.get(number)
    if man is None:
        return {"name": number}
    days = {"certificate_from": man.certificate_from, "certificate_until": man.certificate_until}
    return {"name": man.label, **{key: day for key, day in days.items() if day is not None}}


def _answered(file: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Lists are known once somebody said that they are complete."""
    found: dict[str, Any] = {}
    for answer, key in (("reports_complete", "lab_reports"), ("recusals_complete", "recusal_requests"), ("pauses_complete", "decision_pauses")):
        if file.get(answer):
            found[key] = facts.get(key) or []
    if file.get("devices_none"):
        found["device_evidence"] = []
    found["decision_extension"] = facts.get("decision_extension", 0)
    return found


def _money(state: State, on: date) -> dict[str, Any]:
    """Amounts, and the days that follow from service: to perform by, the end of the time to sue, the first day of the surcharge."""
    found: dict[str, Any] = {}
    if "penalty_kinds" in state.facts:
        amounts = [state.facts.get("fine"), Decimal(state.file["confiscated"]) if state.file.get("confiscated") else None]
        found["penalty_amounts"] = [one for one in amounts if one]
    served = state.facts.get("served_on")
    if served is not None and state.facts.get("fine"):
        by = perform_by(state)
        found["perform_by"] = by
        reviewed = state.facts.get("review_served_on")  # after reconsideration fifteen days (《行政诉讼法》第四十五条)
        found["suit_ends_on"] = due("D62", reviewed).due if reviewed else due("D61", served).due
        if by is not None and on > by and "paid_on" not in state.facts:
            found["surcharge_from"] = by + timedelta(1)
    return found


def perform_by(state: State) -> date | None:
    """The last day to pay: that of the decision, or of the deferral that was approved."""
    served = state.facts.get("served_on")
    if served is None:
        return None
    last = due("D14", served).due
    deferred = state.facts.get("deferred_until")
    return max(filter(None, (last, deferred)), default=None)
