"""What a move leaves in the file beside the answers of its form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from fadu.apps.cases.planning.appealing import OVERTURNED
from fadu.apps.cases.planning.paying import instalments, paid_so_far
from fadu.apps.cases.queries.folding import State
from fadu.core.procedure import due
from fadu.core.procedure.rules.daily_penalty import Round, daily_penalty

Effect = Callable[[State, State, date], State]


def effect(move: str, before: State, state: State, on: date) -> State:
    """The state with what this move adds; `state` holds the answers. Raises Refusal where an arithmetic does."""
    made = _EFFECTS.get(move)
    return made(before, state, on) if made else state


def _file(state: State, **values: Any) -> State:
    return replace(state, file={**state.file, **values})


def _investigated(before: State, state: State, on: date) -> State:
    return _file(state, investigated_on=on.isoformat())


def _noticed(before: State, state: State, on: date) -> State:
    """The fine of the notice is the one that statement and hearing may only lower."""
    told = _file(state, points=None, answers=None)
    return replace(told, facts={**told.facts, "noticed_fine": told.facts["fine"]}) if told.facts.get("fine") is not None else told


def _heard(before: State, state: State, on: date) -> State:
    lines = state.file.get("points") or ""
    return _file(state, points=[line.strip() for line in lines.splitlines() if line.strip()] if isinstance(lines, str) else lines)


def _back(before: State, state: State, on: date) -> State:
    return _file(state, points=None, answers=None, review=None, investigated_on=None, presider=None, agenda=None, party_group=None)


def _refiled(before: State, state: State, on: date) -> State:
    return _file(state, review=None)


def _order_again(before: State, state: State, on: date) -> State:
    return _file(state, order_again_on=on.isoformat())


def _rechecked(before: State, state: State, on: date) -> State:
    """A re-inspection that finds the discharge unlawful still ends a round; the sum is counted anew over all rounds."""
    again = state.file.get("order_again_on")
    served = date.fromisoformat(again) if again else state.facts["order_served_on"]
    state = replace(state, facts={**state.facts, "order_served_on": served})
    if not state.facts.get("still_unlawful"):
        return state
    rounds = [*(state.file.get("rounds") or ()), {"served_on": served.isoformat(), "rechecked_on": on.isoformat()}]
    counted = daily_penalty(
        Decimal(state.file["original_fine"]), [Round(date.fromisoformat(r["served_on"]), date.fromisoformat(r["rechecked_on"])) for r in rounds]
    )
    state = _file(state, rounds=rounds, sheet=list(counted.steps))
    return replace(state, facts={**state.facts, "fine": counted.total, "penalty_kinds": ["罚款"]})


def _deferred(before: State, state: State, on: date) -> State:
    """The plan as days and amounts; what was paid before it counts for none of its instalments."""
    served, until = state.facts.get("served_on"), state.facts["deferred_until"]
    by = due("D14", served).due if served else None
    state = _file(state, instalments=instalments(state.file["plan"]), paid_before_plan=str(paid_so_far(state)))
    return replace(state, facts={**state.facts, "payment_extension": (until - by).days}) if by and until > by else state


def _sued(before: State, state: State, on: date) -> State:
    return replace(state, facts={**state.facts, "sued_on": state.facts["applied_on"]})


def _judged(before: State, state: State, on: date) -> State:
    """A judgment that is final takes effect on what was published."""
    overturned = state.file.get("appeal_result") in OVERTURNED
    return replace(state, facts={**state.facts, "overturned_on": on}) if overturned else state


def _performed(before: State, state: State, on: date) -> State:
    return replace(state, facts={**state.facts, "withdrawn_on": on}) if state.facts.get("overturned_on") else state


def _limit(before: State, state: State, on: date) -> State:
    return replace(state, facts={**state.facts, "penalty_kinds": [state.file["limit_kind"]]})


def _limit_back(before: State, state: State, on: date) -> State:
    return _file(state, points=None, answers=None, review=None)


_EFFECTS: dict[str, Effect] = {
    "T10": _investigated, "T13": _noticed, "T51": _noticed, "T55": _noticed, "T26": _noticed, "R06": _noticed, "L02": _noticed,
    "T15": _heard, "T49": _heard, "R07": _heard, "L03": _heard, "T12": _back, "T22": _back, "T52": _back, "L07": _limit_back,
    "T17": _refiled, "T50": _refiled, "R08": _refiled, "L04": _refiled, "T31": _deferred, "L01": _limit,
    "R02": _rechecked, "R05": _rechecked, "R04": _order_again, "A01": _sued, "A07": _judged, "A08": _judged, "A11": _performed,
}
