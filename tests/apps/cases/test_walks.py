"""Random walks: whatever order people try the steps in, no decision is reached without what the law wants before it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import transaction

from fadu.apps.cases.actions.keeping import bureau as bureau_now
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.asking import MINUTES_PARTS, NOTICE_PARTS, Ask, asks, elements_of
from fadu.apps.cases.planning.moving import step_of
from fadu.apps.cases.planning.works import works_of
from fadu.apps.cases.queries.matters import acts_of, state_of
from fadu.core import procedure
from fadu.core.refusal import Refusal
from tests.apps.cases.lives import CHIEF, CITY, COMPUTED, EXAMINER, LEAD, MEMBERS, REVIEWER, SECOND, TABLE, Life, begin, faults

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EARLY_ENDS = ("S11", "S12", "S21", "S22", "S23")  # ways out that every walk would take at once
# Work that is there already is seldom done anew, or review and discussion would never catch up with it.
REDONE = {"matrix": "matrix", "law": "law", "proposal": "sheet", "team": "team", "agenda": "agenda", "committee": "discussion"}
WHO = (LEAD, SECOND, EXAMINER, REVIEWER, CHIEF, MEMBERS[0])
FIXED: Mapping[str, Any] = {
    "lead": LEAD, "second": SECOND, "violation": "air.voc_not_enclosed", "conduct_from": date(2026, 3, 1), "conduct_ended_on": date(2026, 8, 30),
    "conduct_continuing": False, "fine": COMPUTED, "penalty_kinds": ["罚款"], "present": [CHIEF, *MEMBERS[:2]], "chair": CHIEF,
    "signers": [CHIEF, *MEMBERS[:2]], "invited": [CHIEF, *MEMBERS[:2]],
    "signed_by": CHIEF, "reviewer": REVIEWER, "notice_parts": list(NOTICE_PARTS), "collective_record": list(MINUTES_PARTS), "crime_suspected": False,
    "licence_name": "示例企业0119有限公司", "days": 30, "hearing_on": date(2026, 11, 20), "hearing_notified_on": date(2026, 11, 2),
    "f_region": "县内、不跨乡镇街或在园区内", "f_duration": "3个月以上不足6个月", "f_location": "生态保护红线外",
    "f_times_2y": "1次", "f_complaint_1y": "无", "conclusion": "同意拟处罚意见", "confiscated": None, "memo": None, "mitigation_basis": None,
    "hearing_requested": False, "public_interest": False, "weighty_rights": False, "complex_case": False, "fined_before_for_same_act": False,
    "objection_on": None, "points": None, "filing_extension": 0, "no_penalty_evidence": ["初次违法", "危害后果轻微", "及时改正"],
    "no_penalty_ground": "首违不罚", "issuer": CITY["issuer"], "seal": CITY["seal"], "issuer_level": "市局", "harm": None, "recused_members": None,
    "against": None, "abstaining": None, "minority": None, "life_health_or_finance": None, "appeal_pending": False,
    "told_on": date(2026, 9, 1), "challenged": SECOND, "challenged_role": "其他人员", "decided": date(2026, 9, 1), "decided_by": "负责人",
    "recused": False, "pause_from": date(2026, 9, 10), "pause_to": date(2026, 9, 12),
}


def answer(one: Ask, flip: bool) -> Any:
    """The answer that helps, or the other one."""
    if one.key in FIXED and not flip and (one.kind != "choice" or FIXED[one.key] in (None, *one.choices)):
        return FIXED[one.key]
    if one.kind == "yesno":
        return not flip
    if one.kind == "choice":
        return "审核通过" if "审核通过" in one.choices and not flip else one.choices[-1 if flip else 0]
    plain = {"text": "某", "long": "某", "money": Decimal(1000), "number": 30, "day": date(2026, 10, 1), "multi": [], "people": [], "person": LEAD}
    return plain.get(one.kind)


def test_no_walk_reaches_a_decision_without_what_comes_before_it(bureau: None) -> None:
    decided = 0
    for seed in range(3):
        with transaction.atomic():
            life = _walked(Random(seed))
            _lawful(life.matter)
            decided += bool(life.matter.facts.get("decided_on"))
            assert faults() == []
            transaction.set_rollback(True)
    assert decided >= 2, "walks that never get there prove nothing"


def _walked(chance: Random) -> Life:
    life = begin()
    for number in range(300):
        state = state_of(life.matter)
        leaving = procedure.procedures()["penalty"].leaving(state.stage)
        moves = [move for move in leaving if step_of("penalty", move) and move.target not in EARLY_ENDS]
        if chance.random() < 0.9:  # going back is tried, but not so often that nobody arrives
            moves = [move for move in moves if not (move.target == "S20" and move.source > "S20")]
        if not moves:
            break
        with suppress(Refusal):
            works = [work for work in works_of(state) if not state.file.get(REDONE.get(work.id, "")) or chance.random() < 0.1]
            _try(life, chance.choice([*moves, *moves, *moves, *works]), chance, number)
        life.matter = Matter.objects.get(pk=life.matter.pk)
        life.day = life.matter.last_on  # who was refused has lost no day
    return life


def _try(life: Life, chosen: Any, chance: Random, number: int) -> None:
    """One step or one piece of work, mostly as it should be done, sometimes wrongly or by the wrong person."""
    flips = chance.random() < 0.05
    own = {"decision_number": f"决{number}", "case_number": f"立{number}", "meeting_number": f"会{number}"}
    wait = chance.choice((0, 16)) if life.matter.stage in ("S50", "S55") else chance.choice((0,) * 12 + (1,))
    if isinstance(chosen, procedure.Move):
        step, right = step_of("penalty", chosen)  # type: ignore[misc]
        who = chance.choice(WHO) if chance.random() < 0.1 else _doer(right)
        life.step(chosen.id, who, wait=wait, **{one.key: answer(one, flips) for one in asks(step.asks)} | own)
        return
    questions = chosen.asks(state_of(life.matter), TABLE, bureau_now(), life.day)
    agenda = life.matter.file.get("agenda") or {}
    own |= {"meeting_on": life.day + timedelta(wait), "meeting_number": agenda.get("meeting", f"会{number}")}
    life.work(chosen.id, _doer(chosen.right), wait=wait, chosen=TABLE, **{one.key: answer(one, flips) for one in questions} | own)


def _doer(right: Any) -> str:
    offices = {"officer": EXAMINER if "reviewer" in right.roles else LEAD, "reviewer": REVIEWER, "committee": MEMBERS[0], "chief": CHIEF}
    return next(offices[role] for role in ("officer", "reviewer", "committee", "chief") if role in right.roles)


def _lawful(matter: Matter) -> None:
    """What was decided stands behind filing, two officers, evidence, notice, and where due review and discussion."""
    acts = acts_of(str(matter.uid))
    facts, file = matter.facts, matter.file
    if not facts.get("decided_on"):
        return
    names = " ".join(act.after for act in acts)
    assert '"move":"T03"' in names
    assert len(set(file["team"])) == 2
    assert elements_of(state_of(matter)).keys() <= file["matrix"].keys()
    assert facts["notice_served_on"] < facts["decided_on"]
    assert facts.get("legal_review_passed") is True or facts.get("collective_on")
    assert facts.get("collective_on"), "no local list was declared: without it nothing says that discussion is not due"
    assert date.fromisoformat(facts["decided_on"]) - date.fromisoformat(facts["filed_on"]) <= timedelta(151)
    assert file["decider"] not in file["team"]
