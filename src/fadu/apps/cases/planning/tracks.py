"""The parallel matters that a matter may open: from where, and what they take along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fadu.apps.cases.queries.folding import State
from fadu.core import procedure
from fadu.core.refusal import Refusal

_SERVED = ("S80", "S90", "S95", "S96", "S97")
_BEFORE_END = ("S05", "S10", "S20", "S21", "S30", "S40", "S45", "S46", "S50", "S55", "S60", "S65", "S70")


@dataclass(frozen=True)
class Track:
    """`parents`: procedure -> the stages that may open it; none named: any after filing that is no end. `fined`: only beside a decision to fine,
    `punished`: only beside one to punish. `start`: where it begins, if not at the first stage. `facts`, `file`: what it takes along beside people
    and party; `renamed`: facts that it knows under another name."""

    parents: Mapping[str, tuple[str, ...]]
    punished: bool = False
    fined: bool = False
    start: str = ""
    facts: str = ""
    file: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)


_SPOT = ("B10", "B20", "B25", "B27", "B30")
_DECIDED = {
    "penalty": ("S75", *_SERVED), "penalty_simple": _SPOT, "daily_penalty": ("R60", "R70", "R80", "R85", "R87", "R90"),
    "production_limits": ("L40", "L50", "L60", "L70", "L80", "L90", "L95"),
}
_APPEALED = {
    "penalty": _SERVED, "penalty_simple": _SPOT, **{kind: _DECIDED[kind][1:] for kind in ("daily_penalty", "production_limits")},
}
_LAW = "law_cited law_applicable"
_KNOWN = {"served_on": "knew_on"}
_ORIGINAL = {"decided_on": "original_decided_on"}

TRACKS: Mapping[str, Track] = {
    "evidence_preservation": Track({"penalty": _BEFORE_END}),
    "coercive_measures": Track({"penalty": ()}, facts=_LAW),
    "daily_penalty": Track({"penalty": ("S75", "S80", "S90", "S95")}, punished=True, fined=True, facts=_LAW, renamed=_ORIGINAL),
    "production_limits": Track({"penalty": ()}, facts=f"{_LAW} conduct_continuing conduct_ended_on", file="law law_steps matrix"),
    "substitute_performance": Track({"penalty": ()}),
    "hearing": Track(
        {"daily_penalty": ("R40",), "production_limits": ("L20",)}, facts="notice_served_on notice_offers_hearing penalty_kinds fine",
    ),
    "detention_transfer": Track({"penalty": ("S75", *_SERVED)}, punished=True, facts=f"{_LAW} decided_on", renamed=_ORIGINAL),
    "crime_transfer": Track({"penalty": ()}, facts=_LAW),
    "court_enforcement": Track(
        {"penalty": ("S96",), "penalty_simple": ("B27",), "daily_penalty": ("R87",)}, start="N20",
        facts="reminder_served_on court_applied_on", file="court transfer_number",
    ),
    "reconsideration": Track(_APPEALED, punished=True, facts="decided_on", renamed=_KNOWN),
    "litigation": Track(_APPEALED, punished=True, facts="decided_on review_served_on", renamed=_KNOWN),
    "publication": Track(
        {**_DECIDED, "coercive_measures": ("Q20", "Q40", "Q50")}, facts="decided_on overturned_on",
        renamed={"limit_decided_on": "other_decision_on", "measure_taken_on": "other_decision_on"},
    ),
}
_WITH_PEOPLE = ("cause", "party", "party_kind", "facility", "credit_code", "team", "case_number", "violation", "violation_name")


def barred(track: str, state: State) -> Refusal | None:
    """Why a matter can't open a track now; None where it can."""
    found = TRACKS.get(track)
    if found is None or state.procedure not in found.parents:
        return Refusal("没有这种平行事项", "请从案件页选择")
    name, stages = procedure.procedures()[track].name, found.parents[state.procedure]
    here = procedure.procedures()[state.procedure].stages
    if not stages and not state.file.get("case_number"):
        return Refusal(f"立案以后才能办“{name}”", "先立案", "《生态环境行政处罚办法》第十九条")
    ended = not stages and here[state.stage].end
    if ended or (stages and state.stage not in stages) or (found.punished and state.file.get("outcome") != "处罚"):
        return Refusal(f"现在是“{here[state.stage].name}”，不能办“{name}”", f"到“{here[stages[0]].name}”再办" if stages else "已经终结的不再开办")
    if track == "litigation" and state.procedure == "penalty_simple" and "review_served_on" not in state.facts:
        return Refusal("对当场作出的处罚决定不服的，应当先申请行政复议", "先办“行政复议”", "《行政复议法》第二十三条")
    if found.fined and not state.facts.get("fine"):
        return Refusal("原处罚不是罚款", "按日连续处罚以罚款处罚为前提", "《生态环境法典》第一千零六十条")
    return None


def open_from(state: State) -> list[tuple[str, str]]:
    """The tracks that a matter can open now: id and name."""
    return [(id, procedure.procedures()[id].name) for id in TRACKS if barred(id, state) is None]


def taken_along(track: str, state: State, reason: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Facts and file that a track begins with."""
    found = TRACKS[track]
    facts = {key: state.facts[key] for key in found.facts.split() if key in state.facts}
    facts |= {name: state.facts[key] for key, name in found.renamed.items() if key in state.facts}
    fine = state.facts.get("fine") if state.file.get("changed_fine") is None else state.file["changed_fine"]
    file = {key: state.file.get(key) for key in (*_WITH_PEOPLE, *found.file.split())}
    before = list(state.file.get("appeals") or ()) if track in ("reconsideration", "litigation") else None
    return facts, {**file, "grounds": reason, "original_fine": None if fine is None else str(fine), "appeals_before": before}
