"""What the registers say of a matter: the rows at workbook grain that follow from its state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.apps.cases.queries.folding import CASES, State

_MEASURES = ("coercive_measures", "daily_penalty", "production_limits")
_TRANSFERS = {"detention_transfer": "行政拘留", "crime_transfer": "涉嫌犯罪"}


@dataclass(frozen=True)
class Projected:
    """A row of a register: sheet, number, and the fields that the matter gives."""

    sheet: str
    number: str
    values: Mapping[str, Any]


def project(state: State) -> list[Projected]:
    """The rows that the state gives, those first that others name."""
    if state.procedure in CASES:
        return _penalty(state)
    case = state.file.get("case_number")
    if state.procedure in _MEASURES and state.file.get("measure_number"):
        return [Projected("配套措施", state.file["measure_number"], _measure(state, case)), *_court(state), *_appeals(state)]
    if state.procedure in _TRANSFERS and state.file.get("transfer_number") and state.facts.get("transferred_on"):
        return [Projected("移送", state.file["transfer_number"], _transfer(state, case))]
    return []


def moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that an act changed, as values."""
    return {name: value for name, value in after.items() if name not in before or before[name] != value}


def _penalty(state: State) -> list[Projected]:
    file = state.file
    if not file.get("case_number"):
        return []
    return [Projected("案件", file["case_number"], _case(state)), *_court(state), *_appeals(state)]


def _appeals(state: State) -> list[Projected]:
    file = state.file
    return [
        Projected("复议诉讼", number, {
            "case": file["case_number"], "category": one["category"], "accepted_on": _day(one["accepted_on"]), "forum": one["forum"],
            "result": one.get("result"), "resulted_on": _day(one.get("resulted_on")),
        })
        for number, one in (file.get("appeals") or {}).items()
    ]


def _court(state: State) -> list[Projected]:
    """The application to the court."""
    file, applied = state.file, state.facts.get("court_applied_on")
    if not file.get("transfer_number") or applied is None:
        return []
    court = file.get("court_stage") or {}
    values = {
        "case": file["case_number"], "category": "申请强制执行", "transferred_on": applied, "receiver": file["court"],
        "receipt_on": _day(court.get("accepted_on")), "result": court.get("says"),
    }
    return [Projected("移送", file["transfer_number"], values)]


def _case(state: State) -> dict[str, Any]:
    facts, file = state.facts, state.file
    team = [*(file.get("team") or ()), None, None]
    outcome = file.get("outcome", "在办")
    ended = {"remark": f"终止调查：{facts['ground']}"} if outcome == "终止调查" else {}
    outcome = "撤销立案" if ended else outcome  # the workbook has no word of its own for it; the remark says it
    fined = outcome == "处罚"
    told = facts.get("notice_served_on") is not None and "hearing_requested" in facts
    return {
        "cause": file["cause"], "violation": file.get("violation"), "facility": file.get("facility"), "party": file["party"],
        "party_kind": file["party_kind"], "source": file.get("source"), "source_number": file.get("source_number"),
        "conduct_from": _day(file.get("conduct_from")), "conduct_until": facts.get("conduct_ended_on"), "filed_on": facts["filed_on"],
        "authority": facts.get("issuer") or file.get("authority"), "lead_officer": team[0], "second_officer": team[1],
        "order_number": file.get("order_number"), "order_served_on": facts.get("order_served_on"),
        "investigated_on": _day(file.get("investigated_on")), "notice_number": file.get("notice_number"),
        "notice_served_on": facts.get("notice_served_on"), "statement_made": bool(facts.get("objection_on")) if told else None,
        "hearing_held": bool(facts.get("hearing_held")) if told else None, "reviewed_on": facts.get("legal_review_on"),
        "reviewer": file.get("reviewer") if facts.get("legal_review_on") else None, "meeting": file.get("meeting"),
        "extended_on": _day(file.get("extended_on")), "outcome": outcome, "no_penalty_ground": facts.get("no_penalty_ground"),
        "decider": file.get("decider"), "decision_number": file.get("decision_number"), "decided_on": facts.get("decided_on"),
        "service_method": f"{facts['service_method']}送达" if facts.get("service_method") else None, "decision_served_on": facts.get("served_on"),
        "penalty_kinds": "、".join(facts.get("penalty_kinds") or ()) or None if fined else None, "fine": facts.get("fine") if fined else None,
        "urged_on": facts.get("reminder_served_on"), "paid_on": facts.get("paid_on"), "published_on": facts.get("published_on"),
        "closed_on": facts.get("closed_on"), **ended,
    }


def _measure(state: State, case: str | None) -> dict[str, Any]:
    facts = state.facts
    if state.procedure == "coercive_measures":
        return {"case": case, "measure": "查封扣押", "decided_on": facts["measure_taken_on"], "lifted_on": facts.get("released_on"), "amount": None}
    if state.procedure == "production_limits":
        return {
            "case": case, "measure": state.file["limit_kind"], "decided_on": facts["limit_decided_on"], "lifted_on": facts.get("lifted_on"),
            "amount": None,
        }
    return {"case": case, "measure": "按日连续处罚", "decided_on": facts["decided_on"], "lifted_on": None, "amount": facts.get("fine")}


def _transfer(state: State, case: str | None) -> dict[str, Any]:
    facts, file = state.facts, state.file
    receipt = facts.get("police_accepted_on") or facts.get("police_answered_on")
    results = (
        ("detention_decided_on", f"作出拘留决定：{file.get('result', '')}"), ("police_returned_on", f"退回：{file.get('reason', '')}"),
        ("items_handed_on", "已立案，物品材料已移交"), ("filing_notice_on", "公安机关立案"),
        ("refusal_notice_on", f"不予立案：{file.get('reason', '')}"),
    )
    result = next((words for key, words in results if facts.get(key)), None)
    return {
        "case": case, "category": _TRANSFERS[state.procedure], "transferred_on": facts["transferred_on"], "receiver": file["receiver"],
        "receipt_on": receipt, "result": result,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def yuan(text: str | None) -> Decimal | None:
    """An amount of the file."""
    return Decimal(text) if text else None
