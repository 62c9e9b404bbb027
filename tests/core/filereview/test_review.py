"""The rules of file review as data, what facts alone settle of them, and the published formula."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.core import filereview
from fadu.core.filereview import CaseFile, Marks, Place, State
from fadu.core.filereview.editions import read
from fadu.core.filereview.marks import formula
from fadu.core.pack import BadPack
from fadu.core.refusal import Refusal

ON = date(2026, 9, 1)
EDITION = filereview.edition(ON)
DATA = Path(filereview.__file__).parent / "data"


def good(**more: Any) -> CaseFile:
    """A case of 2024 whose facts show nothing wrong."""
    officers = [{"name": name, "certificate_from": date(2020, 1, 1), "certificate_until": date(2030, 1, 1)} for name in ("甲", "乙")]
    facts = {
        "officers": officers, "investigators": ["甲", "乙"], "examiner": "丙", "filed_on": date(2024, 6, 3),
        "last_new_evidence_on": date(2024, 6, 10),
        "discovered_on": date(2024, 6, 1), "conduct_continuing": False, "conduct_ended_on": date(2024, 5, 20), "party_names": ["某厂"],
        "licence_name": "某厂", "party_kind": "单位", "lab_reports": [], "notice_served_on": date(2024, 6, 20), "notice_service_proof": True,
        "notice_parts": ["事实", "理由", "依据", "拟处罚内容", "权利"], "notice_offers_hearing": True, "hearing_requested": False,
        "recusal_requests": [], "penalty_kinds": ["罚款"], "penalty_amounts": [Decimal(20000)], "fine": Decimal(20000), "fine_min": Decimal(20000),
        "fine_max": Decimal(200000), "noticed_fine": Decimal(20000), "public_interest": False, "weighty_rights": False, "complex_case": False,
        "legal_review_passed": True, "legal_review_on": date(2024, 7, 5), "decided_on": date(2024, 7, 10), "issuer": "市局", "seal": "市局",
        "issuer_level": "市局", "law_cited": "A", "law_applicable": "A", "decision_pauses": [], "decision_extension": 0, "service_receipt": True,
        "served_on": date(2024, 7, 12), "paid_on": date(2024, 7, 20), "closed_on": date(2024, 8, 1), "certificates_confirmed": True,
    }
    known = {key: value for key, value in {**facts, **more}.items() if value is not None}
    return CaseFile("penalty", known, {"matrix": {"a": "b"}, "investigated_on": "2024-06-12"})


def states(case: CaseFile) -> dict[str, State]:
    return {one.id: one.state for one in filereview.review(case, EDITION, ON).items}


def test_a_sound_case_has_no_fatal_item_and_people_still_have_theirs() -> None:
    found = filereview.review(good(), EDITION, ON)
    assert found.fatal == ()
    assert states(good())["4"] is State.MANUAL, "who is the right party is for a person"
    assert found.ceiling == 100 and found.floor < 60 and found.manual > 10


# The number of the item, and the one fact that makes it fatal.
BROKEN = (
    ("1", {"seal": "市局执法支队"}), ("1", {"issuer_level": "分局", "issuer": "分局", "seal": "分局"}),
    ("2", {"officers": [{"name": "甲", "certificate_from": date(2020, 1, 1), "certificate_until": date(2024, 1, 1)}] * 2}),
    ("3", {"licence_name": "某店"}), ("10", {"law_cited": "B"}), ("12", {"fine": Decimal(10000)}), ("12", {"fine": Decimal(30000)}),
    ("14", {"notice_service_proof": False}), ("14", {"notice_parts": ["事实"]}), ("14", {"decided_on": date(2024, 6, 25)}),
    ("17", {"penalty_amounts": [Decimal(600000)], "fine_max": Decimal(1000000), "fine": Decimal(600000), "noticed_fine": Decimal(600000)}),
    ("18", {"collective_on": date(2024, 7, 8), "voters": ["甲"]}), ("19", {"legal_review_passed": False}),
    ("19", {"legal_review_on": date(2024, 6, 9)}), ("20", {"conduct_ended_on": date(2015, 1, 1), "harm": False}), ("21", {"examiner": "乙"}),
)


@pytest.mark.parametrize(("number", "facts"), BROKEN)
def test_a_fact_that_breaks_an_item_is_found_with_its_reason_and_the_score_is_nought(number: str, facts: dict[str, Any]) -> None:
    found = filereview.review(good(**facts), EDITION, ON)
    assert number in {one.id for one in found.fatal}
    assert next(one for one in found.fatal if one.id == number).reason
    assert found.ceiling == found.floor == 0


@given(st.sets(st.sampled_from(sorted(good().facts))))
def test_what_is_not_known_is_never_taken_for_fine(missing: set[str]) -> None:
    whole, less = states(good(seal="别的")), states(good(seal="别的", **dict.fromkeys(missing - {"seal"})))
    assert {number for number, state in less.items() if state is State.CLEAR} <= {number for number, state in whole.items() if state is State.CLEAR}


def test_a_document_is_lost_where_the_rules_say_so_and_left_to_people_elsewhere() -> None:
    bare = good(notice_served_on=None)
    marks = {one.name: one for one in filereview.review(bare, EDITION, ON).marks}
    assert marks["事先（听证）告知书"].high == 0 and marks["事先（听证）告知书"].state is State.FOUND
    assert marks["调查询问笔录"].state is State.MANUAL, "n/a where the party refused: not ours to say"
    assert marks["听证笔录"].high is None, "nobody asked for a hearing"
    assert marks["结案审批表"].high == 3
    assert {one.name: one for one in filereview.review(good(closed_on=None), EDITION, ON).marks}["结案审批表"].high is None


def test_the_decision_out_of_time_costs_its_part_and_a_receipt_that_is_not_there_its_points() -> None:
    late = filereview.review(good(decided_on=date(2024, 12, 1)), EDITION, ON)
    assert next(one for one in late.marks if one.name == "行政处罚决定书").high == 14
    bare = filereview.review(good(service_receipt=False), EDITION, ON)
    assert next(one for one in bare.base if one.id == "B4").state is State.FOUND
    assert bare.ceiling == 98


def test_where_a_thing_stands_is_said() -> None:
    place = Place(12, "作出决定", "2024-07-10")
    case = replace(good(seal="别的机关"), places={"decided_on": place}, papers={38: [Place(14, "行政处罚决定书 1号")]})
    found = filereview.review(case, EDITION, ON)
    assert found.fatal[0].where == (place,)
    assert next(one for one in found.marks if one.name == "行政处罚决定书").where[0].act == 14


def test_statements_that_nobody_answered_are_fatal() -> None:
    case = replace(good(objection_on=date(2024, 6, 22)), file={"points": ["没有过错"], "answers": {}})
    assert states(case)["15"] is State.FOUND
    assert states(replace(case, file={"points": ["没有过错"], "answers": {"没有过错": "不采纳，理由"}}))["15"] is State.CLEAR


def test_seizure_and_daily_penalty_are_reviewed_by_their_own_items() -> None:
    seized = CaseFile("seizure", {"measure_taken_on": date(2024, 6, 1), "seizure_pauses": [], "seizure_extension": 0, "items_related": False})
    assert states(seized)["13"] is State.FOUND and states(seized)["25"] is State.FOUND, "never released"
    assert states(seized)["14"] is State.NA
    daily = {"order_served_on": date(2024, 6, 1), "rechecked_on": date(2024, 7, 20), "original_decided_on": date(2024, 8, 2)}
    found = states(CaseFile("daily", {**daily, "decided_on": date(2024, 8, 1)}))
    assert found["23"] is State.FOUND and found["24"] is State.FOUND and found["22"] is State.MANUAL


def test_no_edition_is_known_for_an_early_day() -> None:
    with pytest.raises(Refusal, match="没有已知的案卷评查细则"):
        filereview.edition(date(2024, 5, 30))


def full(**lost: Decimal | None) -> Marks:
    return Marks(documents={one.name: lost.get(one.name, one.points) for one in EDITION.scored["penalty"]})


def test_the_sum_follows_the_published_formula() -> None:
    assert filereview.total(full(), EDITION, "penalty") == 100
    # 50 + 50 × 85 ÷ 100 − 3 − 2
    assert filereview.total(replace(full(行政处罚决定书=Decimal(0)), base=("B1", "B2")), EDITION, "penalty") == Decimal("87.5")
    # what does not apply leaves the sum: 50 + 50 × (85 − 5) ÷ 85
    assert filereview.total(full(**{"行政处罚决定书": None, "其他证据": Decimal(3)}), EDITION, "penalty") == Decimal("97.06")
    assert filereview.total(replace(full(), fatal={14: "没有送达回证"}), EDITION, "penalty") == 0
    everything = tuple(one.id for one in EDITION.base)
    assert filereview.total(replace(full(), base=everything), EDITION, "penalty") == 80, "at most twenty"
    assert sum(one.points for one in EDITION.base) == 20
    assert formula(Decimal(0), Decimal(0), Decimal(0), is_fatal=False) == 50


def test_marks_that_cannot_be_are_refused_and_named() -> None:
    for marks, word in (
        (replace(full(), documents={}), "立案审批表"), (full(立案审批表=Decimal(3)), "应在 0 至 2"),
        (replace(full(), fatal={14: " "}), "没有写明理由"),
        (replace(full(), fatal={22: "x"}), "否决项第 22 项"), (replace(full(), base=("B99",)), "B99"),
        (Marks(documents={**full().documents, "别的": Decimal(1)}), "没有“别的”"),
        (Marks(documents=dict.fromkeys(full().documents)), "没有一份文书适用"),
    ):
        with pytest.raises(Refusal, match=word):
            filereview.total(marks, EDITION, "penalty")


def test_data_that_do_not_agree_are_refused_with_file_and_line(tmp_path: Path) -> None:
    for name, old, new, word in (
        ("scored.csv", "penalty,立案审批表,2", "penalty,立案审批表,3", "细则为 100 分"),
        ("fatal.csv", "G21@decided_on", "G99@decided_on", "没有前置条件"),
        ("fatal.csv", "G21@decided_on", "G21@decided", "不是词表里的日期"), ("scored.csv", "no_reports", "no_report", "没有条件"),
        ("base.csv", "B1,3", "B1,-3", "应大于零"),
    ):
        folder = tmp_path / "data"
        (folder / "2024").mkdir(parents=True, exist_ok=True)
        for path in [*DATA.glob("*.csv"), *DATA.glob("2024/*.csv")]:
            text = path.read_text("utf-8")
            (folder / path.relative_to(DATA)).write_text(text.replace(old, new, 1) if path.name == name else text, "utf-8")
        with pytest.raises(BadPack, match=word):
            read(folder)


def test_what_was_not_entered_of_a_case_that_ran_elsewhere_is_for_people_and_of_one_that_ran_here_was_not_done() -> None:
    large = {"penalty_amounts": [Decimal(600000)], "fine": Decimal(600000), "fine_max": Decimal(1000000), "noticed_fine": Decimal(600000)}
    here = good(**large, notice_offers_hearing=None, legal_review_on=date(2024, 7, 5))
    assert states(here)["17"] is State.FOUND and states(here)["14"] is State.FOUND
    there = states(replace(here, elsewhere=True))
    assert there["17"] is State.MANUAL and there["14"] is State.MANUAL
    assert states(replace(good(seal="别的"), elsewhere=True))["1"] is State.FOUND, "what was entered still speaks"
    late = replace(good(decided_on=date(2024, 6, 25), waived_in_writing=False), elsewhere=True)
    assert states(late)["14"] is State.FOUND
