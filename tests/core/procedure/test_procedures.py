"""The procedures as graphs: nothing mandatory can be skipped, nothing is a dead end, and everything named exists."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fadu.core import procedure
from fadu.core.pack import BadPack
from fadu.core.procedure import model
from fadu.core.procedure.documents import documents, roles
from fadu.core.procedure.guards import guards
from fadu.core.procedure.instruments import GRADES
from fadu.core.procedure.limits import limits

ALL = procedure.procedures()
FOLDER = Path(model.__file__).parent / "data" / "procedures"


def reached(one: procedure.Procedure, start: str, without: frozenset[str] = frozenset()) -> set[str]:
    """The stages that some path leads to, never setting foot on `without`."""
    seen = {start} - without
    todo = list(seen)
    while todo:
        for move in one.leaving(todo.pop()):
            if move.target not in seen | without:
                seen.add(move.target)
                todo.append(move.target)
    return seen


@pytest.mark.parametrize("one", ALL.values(), ids=lambda one: one.id)
def test_every_stage_is_reached_and_can_reach_an_end(one: procedure.Procedure) -> None:
    assert reached(one, one.start) == set(one.stages)
    ends = {stage.id for stage in one.stages.values() if stage.end}
    assert [stage for stage in one.stages if not reached(one, stage) & ends] == []


@pytest.mark.parametrize(("one", "rule"), [(one, rule) for one in ALL.values() for rule in one.mandatory], ids=lambda each: getattr(each, "id", ""))
def test_no_path_skips_a_mandatory_stage(one: procedure.Procedure, rule: model.Mandatory) -> None:
    assert rule.before in reached(one, one.start)
    assert rule.before not in reached(one, one.start, frozenset(rule.stages))


@pytest.mark.parametrize(("one", "gate"), [(one, gate) for one in ALL.values() for gate in one.gates], ids=lambda each: getattr(each, "id", ""))
def test_every_way_into_a_gated_stage_stands_behind_its_guards(one: procedure.Procedure, gate: model.Gate) -> None:
    into = [move for move in one.moves.values() if move.target in gate.into and move.source not in gate.into]
    assert into
    for move in into:
        assert set(gate.guards) <= {guard.id for guard in move.guards}, move.id


@pytest.mark.parametrize("one", ALL.values(), ids=lambda one: one.id)
def test_every_step_has_an_article_with_a_known_confidence(one: procedure.Procedure) -> None:
    for move in one.moves.values():
        assert move.basis
        assert all(each.grade in GRADES and each.instrument.source for each in move.basis)
    assert not set(one.stages) & set(one.moves), "an id names one thing"


def test_the_parts_of_the_sources_are_all_there() -> None:
    moves = [id for one in ALL.values() for id in one.moves if id.startswith("T")]
    assert {f"T{number:02}" for number in range(1, 49)} <= set(moves)
    stages = {id for one in ALL.values() for id in one.stages}
    assert {f"S{number}" for number in "00 05 10 11 12 20 21 22 23 30 40 50 55 60 65 70 75 76 80 85 90 95 96 97 99".split()} <= stages
    assert {f"G{number:02}" for number in range(1, 35)} <= set(guards())
    assert list(documents()) == list(range(1, 75))


def test_everything_that_exists_is_used() -> None:
    moves = [move for one in ALL.values() for move in one.moves.values()]
    assert {guard.id for move in moves for guard in move.guards} == set(guards())
    named = {clock.limit.id for one in ALL.values() for clock in one.clocks} | {rule.id for one in ALL.values() for rule in one.rules}
    named |= {"HP01", "HP02"}  # approvals are rows of a register, not matters with a procedure
    assert {id.partition(".")[0] for id in limits()} <= {id.partition(".")[0] for id in named}
    papers = {paper.number for one in ALL.values() for stage in one.stages for paper in procedure.papers(one, stage)}
    assert papers == set(documents())
    acting = {move.actor.id for move in moves} | {role.id for one in ALL.values() for stage in one.stages.values() for role in stage.actor}
    assert set(roles()) - acting == {"procuratorate", "bank"}, "they receive and act outside our procedures"


def test_legal_review_can_not_be_passed_by_on_the_way_to_a_decision() -> None:
    """Removing every move that stands behind the guard of legal review leaves no way to a decision; the same for the discussion."""
    penalty = ALL["penalty"]
    for guard in ("G13", "G14"):
        open_moves = [move for move in penalty.moves.values() if guard not in {each.id for each in move.guards}]
        seen, todo = {penalty.start}, [penalty.start]
        while todo:
            here = todo.pop()
            for move in open_moves:
                if move.source == here and move.target not in seen:
                    seen.add(move.target)
                    todo.append(move.target)
        assert not seen & {"S75", "S76"}


OFFICERS = [
    {"name": name, "certificate_from": date(2022, 11, 1), "certificate_until": date(2027, 10, 31)} for name in ("甲", "乙")
]


@pytest.fixture
def story(local_none: Any) -> list[tuple[str, dict[str, Any]]]:
    """An ordinary case, move by move with what each adds to the facts."""
    return [
        ("T01", {"act_on": date(2026, 9, 1), "officers": OFFICERS, "certificates_shown": True, "certificates_confirmed": True,
                 "inspection_approved": True, "inspection_item_listed": True}),
        ("T02", {"found_on": date(2026, 9, 1), "filing_extension": 0}),
        ("T03", {"act_on": date(2026, 9, 8), "filed_on": date(2026, 9, 8), "breach_suspected": True, "punishable": True, "own_jurisdiction": True,
                 "conduct_continuing": False, "conduct_ended_on": date(2026, 8, 30), "discovered_on": date(2026, 9, 1)}),
        ("T10", {"act_on": date(2026, 10, 12), "investigators": ["甲", "乙"], "device_evidence": [], "party_names": ["示例公司"],
                 "licence_name": "示例公司", "lab_reports": [{"name": "监测报告", "told_on": date(2026, 9, 20), "sampling_record": True,
                                                        "point_match": True, "accredited": True, "signed": True}]}),
        ("T11", {"examiner": "丙"}),
        ("T13", {"act_on": date(2026, 10, 19), "recusal_requests": [], "notice_parts": ["事实", "理由", "依据", "拟处罚内容", "权利"],
                 "notice_served_on": date(2026, 10, 19), "notice_service_proof": True, "notice_offers_hearing": True, "issuer": "示例分局",
                 "seal": "示例分局", "issuer_level": "分局"}),
        ("T15", {"act_on": date(2026, 10, 27), "hearing_requested": False}),
        ("T19", {"act_on": date(2026, 10, 28), "public_interest": False, "weighty_rights": False, "complex_case": False,
                 "local_rules": local_none, "penalty_kinds": ["罚款"], "penalty_amounts": [100000], "fine": 100000, "fine_min": 50000,
                 "fine_max": 200000, "noticed_fine": 100000, "decision_extension": 0, "decision_pauses": [],
                 "fined_before_for_same_act": False, "law_cited": "法典", "law_applicable": "法典"}),
        ("T27", {"decided_on": date(2026, 10, 28), "service_method": "直接", "service_receipt": True}),
        ("T30", {"served_on": date(2026, 10, 29)}),
        ("T34", {"paid_on": date(2026, 11, 5), "closing_reason": "已履行"}),
        ("T36", {"closed_on": date(2026, 11, 6)}),
    ]


def test_a_case_walks_from_clue_to_archive_and_no_step_is_open_before_its_facts_are_there(story: list[tuple[str, dict[str, Any]]]) -> None:
    penalty = ALL["penalty"]
    stage, facts = penalty.start, {}
    for id, more in story:
        move = penalty.moves[id]
        assert move.source == stage
        if move.guards and more and id != "T11":
            without = {key: known for key, known in facts.items() if key != "act_on"}
            assert procedure.check(move, without), f"{id} open without what it needs"
        facts |= more
        option = next(one for one in procedure.moves_from(penalty, stage, facts) if one.move.id == id)
        assert [barred.reason for barred in option.barred] == []
        stage = move.target
    assert penalty.stages[stage].end


def test_the_clocks_of_a_case_run_until_their_end_is_known(story: list[tuple[str, dict[str, Any]]]) -> None:
    facts: dict[str, Any] = {}
    for id, more in story:
        facts |= more
        if id == "T13":
            break
    running = {one.limit.id: one for one in procedure.clocks(ALL["penalty"], facts)}
    assert set(running) == {"D07", "D08", "D10"}
    assert running["D10"].answer.due == date(2026, 12, 7)
    facts["decision_pauses"] = [{"from": date(2026, 9, 10), "to": date(2026, 9, 19), "ground": "监测"}]
    assert procedure.clocks(ALL["penalty"], facts)[-1].answer.due == date(2026, 12, 17)
    facts |= {"decided_on": date(2026, 10, 28), "hearing_requested_on": date(2026, 10, 20)}
    assert [one.limit.id for one in procedure.clocks(ALL["penalty"], facts)] == ["D11"]


def test_a_refusal_carries_guard_article_mend_and_whether_it_is_fatal() -> None:
    penalty = ALL["penalty"]
    (option,) = [one for one in procedure.moves_from(penalty, "S50", {"notice_served_on": date(2026, 9, 18), "act_on": date(2026, 9, 25)})
                 if one.move.id == "T15"]
    early = next(barred for barred in option.barred if barred.guard == "G12")
    assert early.fatal
    assert "《生态环境行政处罚办法》第四十四条" in early.article
    assert early.mend == "2026-09-28 以后再进行"
    unknown = next(barred for barred in option.barred if barred.guard == "G51")
    assert unknown.missing == "当事人是否申请听证"
    assert not option.open


def test_an_unknown_stage_or_fact_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        procedure.moves_from(ALL["penalty"], "S77", {})
    with pytest.raises(KeyError, match="weather"):
        procedure.check(ALL["penalty"].moves["T01"], {"weather": "晴"})


def test_the_papers_of_a_stage_are_its_own_and_those_of_the_moves_into_it() -> None:
    assert [paper.number for paper in procedure.papers(ALL["penalty"], "S80")] == [17, 38, 39, 40]


def broken(tmp_path: Path, old: str, new: str) -> Path:
    text = (FOLDER / "hearing.json").read_text("utf-8")
    assert old in text
    file = tmp_path / "hearing.json"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"id": "H01", "from": "H00"', '"id": "H01", "from": "H99"', "H99 不存在"),
        ('"guards": ["G11"]', '"guards": ["G99"]', "H01 缺少或者不认识 'G99'"),
        ('"basis": ["CF:64", "B30:47"]', '"basis": []', "H01 没有依据"),
        ('"basis": ["CF:64", "B30:47"]', '"basis": ["XX:1"]', "不认识的依据"),
        ('"limit": "D08"', '"limit": "D99"', "没有期限 D99"),
        ('"since": "notice_served_on"', '"since": "noticed"', "不在词表内"),
        ('"id": "H05"', '"id": "H00"', "重复"),
        ('"documents": [33]', '"documents": [99]', "99"),
        ('"start": "H00"', '"start": "H77"', "开始的阶段"),
        ('"id": "hearing"', '"id": "listening"', "与文件名不一致"),
        ('"moves": [', '"moves": [[', "不是 JSON"),
        ('"rules": []', '"rule": []', "缺少“rules”"),
        ('"before": "H30"', '"before": "H31"', "阶段 H31 不存在"),
        ('"版本": "2026-11-22", ', "", "表头缺“版本”"),
    ],
)
def test_a_wrong_procedure_is_refused_with_file_line_and_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    file = broken(tmp_path, old, new)
    with pytest.raises(BadPack) as refused:
        model.load(file)
    assert refused.value.file == "hearing.json"
    assert 1 <= refused.value.line <= len(file.read_text("utf-8").splitlines())
    assert reason in refused.value.fault


def test_the_packs_of_procedures_are_not_signed_yet_and_say_so() -> None:
    assert not any(one.pack.reviewed for one in ALL.values())
    assert all(json.loads((FOLDER / f"{id}.json").read_text("utf-8"))["pack"]["复核"] == "" for id in ALL)
