"""The declared procedures against what a live matter can do: every stage, move, guard and clock is within reach, or its place is named here."""

from __future__ import annotations

from fadu.apps.cases.planning.asking import ask
from fadu.apps.cases.planning.steps import STEPS
from fadu.apps.cases.planning.tracks import TRACKS
from fadu.apps.cases.planning.works import WORKS
from fadu.core import procedure
from fadu.core.procedure.guards import guards
from fadu.core.procedure.limits import limits

ALL = procedure.procedures()
BEGUN = ("penalty", "penalty_simple", *TRACKS)  # a clue, or what hangs on a matter
ELSEWHERE = {
    "inspection": "apps/inspections", "complaint": "apps/complaints", "damage_compensation": "apps/damages", "credit_publicity": "the credit site",
    "enterprise_disclosure": "the enterprise",
}
# Moves that a case takes under another id, and facts that neither a form nor the day of a move gives.
SAME = {"N01": "T32", "N02": "T33", "N03": "T41"}
GIVEN = {
    "found_on": "opening", "discovered_on": "opening", "paid_on": "payment", "cash_handed_on": "cash", "decision_pauses": "pause",
    "decision_extension": "extension", "release_requested_on": "release", "release_answered_on": "release", "review_pauses": "review_time",
    "review_extension": "review_time", "payment_extension": "T31", "sued_on": "A01", "overturned_on": "A07", "withdrawn_on": "A11",
    "surcharge_from": "knowing", "suit_ends_on": "knowing", "knew_on": "tracks", "original_decided_on": "tracks", "other_decision_on": "tracks",
    "published_on": "publication", "hearing_requested_on": "hearing",
}


def built(id: str) -> dict[str, procedure.Move]:
    return {move: ALL[id].moves[move] for move in STEPS[id]}


def numbers(ids: tuple[str, ...]) -> set[str]:
    """The limits of procedures, the variants of one as one."""
    found = {one.limit.id for id in ids for one in ALL[id].clocks} | {one.id for id in ids for one in ALL[id].rules}
    return {id.partition(".")[0] for id in found}


def test_every_procedure_of_the_bureau_is_begun_here_or_has_its_home_named() -> None:
    assert set(ALL) == {*BEGUN, *ELSEWHERE}
    assert set(STEPS) == set(BEGUN)


def test_every_move_is_built_and_every_stage_within_reach() -> None:
    for id in BEGUN:
        moves = built(id)
        assert set(ALL[id].moves) - set(moves) == (set(SAME) if id == "court_enforcement" else set()), id
        start = TRACKS[id].start if id in TRACKS and TRACKS[id].start else ALL[id].start
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            for move in moves.values():
                if move.source == here and move.target not in seen:
                    seen.add(move.target)
                    todo.append(move.target)
        assert set(ALL[id].stages) - seen == ({"N00", "N10"} if id == "court_enforcement" else set()), id
    for move, other in SAME.items():
        assert {one.id for one in ALL["court_enforcement"].moves[move].guards} == {one.id for one in ALL["penalty"].moves[other].guards} - {"G26"}


def test_the_counted_parts_of_the_law_are_live() -> None:
    """25 stages, 48 moves, 34 guards, 72 limits: those that the sources number."""
    moves = {move for id in BEGUN for move in built(id)}
    assert {f"T{number:02}" for number in range(1, 49)} <= moves
    stages = {stage for id in BEGUN for stage in ALL[id].stages}
    counted = "S00 S05 S10 S11 S12 S20 S21 S22 S23 S30 S40 S50 S55 S60 S65 S70 S75 S76 S80 S85 S90 S95 S96 S97 S99".split()
    assert len(counted) == 25
    assert set(counted) <= stages
    asked = {guard.id for id in BEGUN for move in built(id).values() for guard in move.guards}
    assert {f"G{number:02}" for number in range(1, 35)} <= asked
    other = {guard.id for id in ELSEWHERE for move in ALL[id].moves.values() for guard in move.guards}
    assert asked | other == set(guards())
    of_cases, elsewhere = (numbers(BEGUN), numbers(tuple(ELSEWHERE)))
    numbered = {f"D{number:02}" for number in range(1, 73)}
    assert numbered <= of_cases | elsewhere
    assert numbered - of_cases == {"D29", "D30", "D31", "D32", "D33"}, "publicity of the credit site and duties of enterprises"
    of_rows = {"HP01", "HP02"}  # 环评审批 is a register, its rows have limits and no procedure
    assert {id.partition(".")[0] for id in limits()} == of_cases | elsewhere | of_rows


def test_every_clock_can_start_and_stop() -> None:
    """The facts of each clock come from a form, from the day of a move, from a piece of work, or from the matter above."""
    for id in BEGUN:
        steps = STEPS[id].values()
        known = {key.rstrip("?") for step in steps for key in f"{step.stamps} {step.asks}".split()} | {key for step in steps for key in step.sets}
        known |= {*TRACKS[id].facts.split(), *TRACKS[id].renamed.values()} if id in TRACKS else set()
        for clock in ALL[id].clocks:
            for fact in filter(None, (clock.since, *clock.until, clock.pauses, clock.extend)):
                assert fact in known or fact in GIVEN, f"{id} {clock.limit.id}: nobody gives {fact}"


def test_every_question_and_place_that_is_named_exists() -> None:
    for id in BEGUN:
        for move, step in STEPS[id].items():
            assert all(ask(key).label for key in step.asks.split()), move
    for place in GIVEN.values():
        moves = {move for id in BEGUN for move in built(id)}
        assert place in WORKS or place in moves or place in ALL or place in ("opening", "knowing", "tracks"), place
    stages = {stage for id in BEGUN for stage in ALL[id].stages}
    assert {stage for work in WORKS.values() for stage in work.stages} <= stages
    assert {stage for track in TRACKS.values() for some in track.parents.values() for stage in some} <= stages
