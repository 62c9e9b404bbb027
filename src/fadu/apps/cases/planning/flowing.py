"""What a parallel matter tells the matter that it hangs on, by its moves. Pure; the act is sealed on both in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fadu.apps.cases.planning.appealing import told
from fadu.apps.cases.queries.folding import State

Told = tuple[dict[str, Any], dict[str, Any]]
Flow = Callable[[State, State, date], Told]  # the track after its step, the matter above, the day


def flow(track: State, move: str, parent: State, on: date) -> Told | None:
    """Facts and file for the matter above; None where the move concerns the track alone."""
    made = _FLOWS.get(move)
    return made(track, parent, on) if made else None


def _accepted(track: State, parent: State, on: date) -> Told:
    category = "行政复议" if track.procedure == "reconsideration" else "行政诉讼"
    return told(parent, track.file["appeal_number"], category=category, forum=track.file["forum"], on=on)


def _resulted(track: State, parent: State, on: date) -> Told:
    return told(
        parent, track.file["appeal_number"], result=track.file["appeal_result"], changed=track.file.get("changed_fine"), on=on,
        served_on=track.facts.get("review_served_on") if track.procedure == "reconsideration" else None,
    )


def _withdrawn(track: State, parent: State, on: date) -> Told:
    """What was published is corrected."""
    return {"withdrawn_on": on}, {}


def _corrected(track: State, parent: State, on: date) -> Told:
    return ({"withdrawn_on": on} if track.facts.get("withdrawn_on") else {}), {}


def _published(track: State, parent: State, on: date) -> Told:
    return {"published_on": on}, {}


def _not_public(track: State, parent: State, on: date) -> Told:
    return {"publication_barred": True}, {}


def _court(**says: str) -> Flow:
    def flowed(track: State, parent: State, on: date) -> Told:
        return {}, {"court_stage": {**(parent.file.get("court_stage") or {}), **says, "on": on.isoformat()}}

    return flowed


def _court_accepted(track: State, parent: State, on: date) -> Told:
    return {}, {"court_stage": {**(parent.file.get("court_stage") or {}), "accepted_on": on.isoformat(), "says": "法院受理", "on": on.isoformat()}}


def _court_done(track: State, parent: State, on: date) -> Told:
    """The court has enforced or ended it; what it brought in is paid."""
    end = track.file["court_outcome"]
    stage = {**(parent.file.get("court_stage") or {}), "says": end, "outcome": end, "on": on.isoformat()}
    file: dict[str, Any] = {"court_stage": stage}
    if track.file.get("court_paid"):
        entry = {"on": on.isoformat(), "amount": track.file["court_paid"], "receipt": "法院执行到位"}
        file["payments"] = [*(parent.file.get("payments") or ()), entry]
    return {}, file


def _heard(track: State, parent: State, on: date) -> Told:
    kept = ("hearing_requested", "hearing_requested_on", "hearing_held", "hearing_withdrawn", "hearing_on")
    facts = {key: track.facts[key] for key in kept if key in track.facts}
    file = {key: track.file[key] for key in ("presider", "hearing_report") if track.file.get(key)}
    return facts, {**file, "hearing_asked": bool(track.facts.get("hearing_requested"))}


_LOST = _court(says="不能强制执行", outcome="不能强制执行")
_FLOWS: Mapping[str, Flow] = {
    "V01": _accepted, "A01": _accepted, "V07": _resulted, "V08": _resulted, "V13": _resulted, "V14": _resulted,
    "A07": _resulted, "A08": _resulted, "A13": _resulted, "A14": _resulted, "V09": _withdrawn, "T39": _withdrawn, "A11": _corrected,
    "T29": _published, "O01": _not_public,
    "N04": _court_accepted, "N05": _court(says="裁定不予受理"), "N07": _LOST,
    "N08": _court_accepted, "N09": _LOST, "N11": _court(says="裁定强制执行"),
    "N12": _court(says="裁定不予执行"), "N14": _LOST, "N15": _court(says="裁定强制执行"), "N16": _court_done,
    "H01": _heard, "H02": _heard, "H06": _heard, "H07": _heard, "H08": _heard,
}
