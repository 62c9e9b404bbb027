"""Random walks over every parallel matter: whatever people try in whatever order is refused or sealed, shown, and verified."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau as bureau_now
from fadu.apps.cases.casepage import page
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.asking import Ask, asks
from fadu.apps.cases.planning.moving import step_of
from fadu.apps.cases.planning.tracks import TRACKS
from fadu.apps.cases.planning.works import works_of
from fadu.apps.cases.queries.matters import acts_of, state_of
from fadu.core import procedure
from fadu.core.refusal import Refusal
from tests.apps.cases.lives import CHIEF, LEAD, SECOND, TABLE, Life, begin, faults
from tests.apps.cases.test_journeys import to_performance
from tests.apps.cases.test_tracks import NOTICE
from tests.apps.cases.test_walks import _doer as doer
from tests.apps.cases.test_walks import answer as usual

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEPS = 25


def opened(kind: str) -> Life:
    """A matter of a kind at its first stage, beside the case that it needs."""
    if kind == "penalty_simple":
        return begin(kind=kind).team()
    if kind == "hearing":
        limits = begin().filed().track("production_limits")
        traits = {"livelihood_exempt": False, "public_interest": False, "weighty_rights": False, "complex_case": False}
        limits.step("L01", CHIEF, limit_kind="限制生产", reason="超标", **traits)
        return limits.step("L02", notice_number="永环蓝限告〔2026〕1号", **NOTICE).track(kind)
    stages = TRACKS[kind].parents["penalty"]
    if not stages or "S20" in stages:
        return begin().filed().track(kind)
    case = to_performance(begin())
    if kind == "court_enforcement":
        case.day = date(2027, 4, 20)
        case.step("T32", CHIEF, appeal_pending=False)
        case.step("T33", CHIEF, wait=25, appeal_pending=False, court="蓝山县人民法院", transfer_number="YS202790")
    return case.track(kind)


def answer(one: Ask, chance: Random, life: Life) -> Any:
    """Mostly what helps; sometimes nothing, another choice, a day that can't be."""
    if chance.random() < 0.03:
        return None
    if one.kind == "moment":
        return datetime.combine(life.day, time(10), UTC)
    if one.kind == "day" and one.key not in ("conduct_from", "conduct_ended_on", "hearing_on"):
        return life.day + timedelta(chance.choice((0, 0, 0, 0, -1, -5, 20)))
    if one.kind == "choice" and chance.random() < 0.7:
        return chance.choice(one.choices)
    fixed = {"number": chance.choice((0, 1, 3, 30)), "people": [LEAD, SECOND]}
    return fixed.get(one.kind) or usual(one, chance.random() < 0.1)


@pytest.mark.parametrize("kind", ["penalty_simple", *TRACKS])
def test_every_attempt_is_refused_or_sealed_and_what_is_left_is_shown_and_verified(bureau: None, kind: str) -> None:
    life, chance, around = opened(kind), Random(kind), bureau_now()
    for number in range(STEPS):
        state = state_of(life.matter)
        leaving = list(procedure.procedures()[kind].leaving(state.stage))
        if not leaving:
            break
        assert page(life.matter, around, life.day).stage
        with suppress(Refusal), transaction.atomic():
            attempt(life, chance.choice([*leaving * 3, *works_of(state)]), chance, number)
        life.matter = Matter.objects.get(pk=life.matter.pk)
        assert life.matter.last_on is not None
        life.day = life.matter.last_on
    assert len(acts_of(str(life.matter.uid))) > 1, "walks that never leave prove nothing"
    assert faults() == []


def attempt(life: Life, chosen: Any, chance: Random, number: int) -> None:
    """One step or one piece of work."""
    own, wait = {"decision_number": f"决{number}", "case_number": f"立{number}", "measure_number": f"措{number}"}, chance.choice((0, 0, 1, 3, 8))
    if isinstance(chosen, procedure.Move):
        step, right = step_of(state_of(life.matter).procedure, chosen)  # type: ignore[misc]
        asked = {one.key: answer(one, chance, life) for one in asks(step.asks)}
        life.step(chosen.id, doer(right), wait=wait, **{**asked, **{key: value for key, value in own.items() if key in asked}})
        return
    questions = chosen.asks(state_of(life.matter), TABLE, bureau_now(), life.day)
    life.work(chosen.id, doer(chosen.right), wait=wait, chosen=TABLE, **{one.key: answer(one, chance, life) for one in questions})
