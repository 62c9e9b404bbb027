"""The fold: a matter's state from its acts. Pure: the same function makes the row and verifies it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fadu.core.ledger.canonical import plain
from fadu.core.procedure.facts import vocabulary

CASES = ("penalty", "penalty_simple")  # the procedures whose matter is a case of the register
EVENTS = ("MatterOpened", "MatterTakenOver", "StepTaken", "WorkDone")


@dataclass
class State:
    """Where a matter stands: stage, known facts (typed as guards take them), what else is in the file (plain values), its last act."""

    procedure: str = ""
    number: str = ""
    stage: str = ""
    opened_on: date | None = None
    last_on: date | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    file: dict[str, Any] = field(default_factory=dict)
    parent: str = ""
    case: str = ""
    seen: int = -1

    def after(self, event: str, said: Mapping[str, Any], index: int) -> State:
        """The state that an act leaves. `said` are its sealed values, dates and amounts as text."""
        facts = {key: known for key, known in self.facts.items() if key not in said.get("cleared", ())}
        facts.update((key, typed(key, value)) for key, value in said["facts"].items())
        on = date.fromisoformat(said["on"])
        file = {key: value for key, value in {**self.file, **said["file"]}.items() if value is not None}
        return State(
            said.get("procedure", self.procedure), said["number"], said.get("target") or said.get("stage") or self.stage,
            self.opened_on or on, on, facts, file, said.get("parent", self.parent), said.get("case") or self.case, index,
        )


@dataclass(frozen=True)
class Act:
    """One sealed act of a matter: its event, index, number of the matter, sealed values (canonical JSON)."""

    index: int
    event: str
    number: str
    after: str


def fold(acts: Iterable[Act], starts: Mapping[str, str]) -> State:
    """The state after all acts; `starts` is the first stage of each procedure."""
    state = State()
    for act in acts:
        said = {"number": act.number, **json.loads(act.after)}
        if act.event == "MatterOpened":
            said["stage"] = said.get("stage") or starts[said["procedure"]]
        state = state.after(act.event, said, act.index)
    return state


def statute_of(facts: Mapping[str, Any]) -> str:
    """The name of the statute that was applied: the first 《…》 of what is cited, "" where nothing is."""
    name, closed, _ = str(facts.get("law_cited") or "").partition("《")[2].partition("》")
    return name if closed else ""


def typed(key: str, value: Any) -> Any:
    """A fact as guards take it, from its plain form. KeyError for one outside of the vocabulary."""
    form = vocabulary()[key].form
    if value is None or isinstance(value, bool):
        return value
    if form == "日期":
        return date.fromisoformat(value)
    if form == "时刻":
        return datetime.fromisoformat(value)
    if form == "金额":
        return Decimal(value)
    if form == "清单":
        return [{name: _part(name, part) for name, part in entry.items()} for entry in value]
    return [Decimal(one) for one in value] if key == "penalty_amounts" else value


def untyped(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as JSON keeps them; the inverse of `typed`."""
    return {key: plain(value) for key, value in facts.items()}


def _part(name: str, value: Any) -> Any:
    is_day = name in ("from", "to") or name.endswith(("_on", "_from", "_until"))
    return date.fromisoformat(value) if is_day and isinstance(value, str) else value
