"""A matter's state as the review sees it: the type of file, the facts that guards take, and where each was entered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from fadu.apps.cases.planning.knowing import Bureau, known
from fadu.apps.cases.queries.folding import Act, State
from fadu.core import procedure
from fadu.core.filereview import CaseFile, Place
from fadu.core.refusal import Refusal

# Procedures with a type of file of their own; what others leave (hearing, court, publication …) lies in the file of the case.
TYPES = {"coercive_measures": "seizure", "daily_penalty": "daily", "detention_transfer": "detention", "crime_transfer": "crime"}
# What a parallel track shares with its case: the investigation, not the decision.
_SHARED = (
    "filed_on", "found_on", "discovered_on", "certificates_shown", "certificates_confirmed", "lab_reports", "last_new_evidence_on", "licence_name",
    "conduct_continuing", "conduct_ended_on", "harm", "life_health_or_finance", "device_evidence",
)
_SHARED_FILE = ("matrix", "investigated_on", "reports_complete", "examiner", "order_number")


def type_of(state: State) -> str:
    """The type of file in the rules' terms. Raises Refusal for a matter that the rules have no type for."""
    if state.procedure in TYPES:
        return TYPES[state.procedure]
    if state.procedure != "penalty":
        raise Refusal(f"评查细则没有“{procedure.procedures()[state.procedure].name}”这一类案卷", "随主案评查，请打开主案")
    return "no_penalty" if state.file.get("outcome") == "不予处罚" else "penalty"


def case_file(
    state: State, around: Bureau, on: date, *, acts: Sequence[Act] = (), parent: State | None = None,
    papers: Mapping[int, Sequence[Place]] | None = None, bound: bool = False,
) -> CaseFile:
    """The file of a matter on a day; `acts` are those of the matter and of its case, for the places. `bound`: it has catalogue and pages."""
    if parent is not None:
        state = _with(state, parent)
    facts = known(state, around, state.facts.get("decided_on") or on)
    file = {**state.file, "bound": True} if bound else state.file
    return CaseFile(type_of(state), facts, file, places(acts), papers or {}, elsewhere="gaps" in file or state.seen < 0)


def places(acts: Sequence[Act]) -> dict[str, Place]:
    """Each key of facts and file -> the act that entered it last."""
    found: dict[str, Place] = {}
    for act in sorted(acts, key=lambda one: one.index):
        said = json.loads(act.after)
        place = Place(act.index, said.get("name") or ("接续办理" if act.event == "MatterTakenOver" else "登记线索"), said["on"])
        found.update(dict.fromkeys((*said["facts"], *said["file"]), place))
    return found


def _with(state: State, parent: State) -> State:
    """A track with what it shares with its case; a detention is judged with the whole decision."""
    whole = state.procedure == "detention_transfer"
    facts = parent.facts if whole else {key: parent.facts[key] for key in _SHARED if key in parent.facts}
    file = parent.file if whole else {key: parent.file[key] for key in _SHARED_FILE if key in parent.file}
    return replace(state, facts={**facts, **state.facts}, file={**file, **state.file})
