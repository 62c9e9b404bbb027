"""Whole lives of cases, each ending with a verified ledger and changed figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fadu.apps.cases.models import Case
from tests.apps.cases.lives import CHIEF, CITY, COMPUTED, EXAMINER, Life, begin, faults, figures

pytestmark = pytest.mark.django_db
COUNTED = ("case.filed", "case.penalty_decisions", "case.fines_yuan", "case.closed", "case.no_penalty", "case.hearings", "case.court_enforcement")


def changed(before: dict[str, object]) -> dict[str, object]:
    now = figures(*COUNTED)
    return {name: value for name, value in now.items() if value != before[name]}


def to_review(life: Life) -> Life:
    return life.filed().investigated().examined().noticed().unopposed()


def to_performance(life: Life) -> Life:
    return to_review(life).reviewed().discussed().step("T20", EXAMINER).decided().served().step("T30")


def test_an_ordinary_fine_from_clue_to_archive(bureau: None) -> None:
    before = figures(*COUNTED)
    life = to_performance(begin())
    life.work("payment", wait=5, amount=COMPUTED, receipt="缴款书1号")
    life.step("T34", wait=1, closing_reason="已履行").step("T36", wait=3, archive_number="2026-901")
    assert life.matter.ended
    case = Case.objects.get(number="永环蓝立〔2026〕901号")
    assert (case.outcome, case.fine, case.decider.number, case.meeting.number) == ("处罚", COMPUTED, CHIEF, "AS202690")
    assert changed(before) == {"case.filed": 1, "case.penalty_decisions": 1, "case.fines_yuan": COMPUTED, "case.closed": 1}
    assert faults() == []


def test_no_penalty_is_discussed_decided_with_education_and_closed(bureau: None) -> None:
    before = figures(*COUNTED)
    life = begin().filed().investigated(penalty_kinds=[]).examined()
    life.noticed().unopposed().reviewed().discussed("不予处罚").step("T20", EXAMINER)
    life.step(
        "T24", CHIEF, wait=1, decision_number="永环蓝不罚〔2026〕901号", no_penalty_ground="首违不罚", education_given=True, pauses_complete=True,
        no_penalty_evidence=["初次违法", "危害后果轻微", "及时改正"], **life.office,
    )
    life.served("T28").step("T40", wait=1, closing_reason="不予处罚").step("T36", archive_number="2026-902")
    assert Case.objects.get(number="永环蓝立〔2026〕901号").outcome == "不予处罚"
    assert changed(before) == {"case.filed": 1, "case.no_penalty": 1, "case.closed": 1}
    assert faults() == []


def test_a_hearing_lowers_the_fine(bureau: None) -> None:
    before = figures(*COUNTED)
    life = begin().filed().investigated().examined().noticed()
    life.step("T14", wait=3).proposed(Decimal(25000))
    life.day = date(2026, 10, 24)
    life.reviewed("T16", hearing_notified_on=date(2026, 10, 8), hearing_on=date(2026, 10, 23), hearing_report="当事人主动整改，建议从轻")
    life.discussed().step("T20", EXAMINER).decided().served().step("T30")
    assert Case.objects.get(number="永环蓝立〔2026〕901号").hearing_held is True
    assert changed(before) == {"case.filed": 1, "case.penalty_decisions": 1, "case.fines_yuan": 25000, "case.hearings": 1}
    assert faults() == []


def test_who_does_not_pay_is_reminded_and_taken_to_court(bureau: None) -> None:
    before = figures(*COUNTED)
    life = to_performance(begin())
    life.day = date(2027, 4, 20)
    life.step("T32", CHIEF, appeal_pending=False)
    life.step("T33", CHIEF, wait=25, appeal_pending=False, court="蓝山县人民法院", transfer_number="YS202790")
    life.step("T35", wait=60, closing_reason="法院执行完毕")
    assert changed(before) == {"case.filed": 1, "case.penalty_decisions": 1, "case.fines_yuan": COMPUTED}
    assert figures("case.court_enforcement", "case.closed", year=2027) == {"case.court_enforcement": 1, "case.closed": 1}
    assert faults() == []


def test_an_act_before_the_code_is_decided_after_it_by_the_old_law_of_the_same_range(bureau: None) -> None:
    life = begin(date(2026, 8, 3))
    life.office = CITY
    life.filed(ended=date(2026, 7, 31)).investigated(ended=date(2026, 7, 31)).examined()
    assert life.matter.facts["law_cited"] == "《大气污染防治法》第一百零八条第一项"
    life.noticed().unopposed().reviewed().discussed().step("T20", EXAMINER).decided().served()
    assert faults() == []
