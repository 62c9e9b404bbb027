"""Parallel matters: each to its end, with what it tells the case, a verified ledger, and the refusals of its own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fadu.apps.cases.models import Appeal, Case, Matter, Measure
from fadu.apps.cases.planning.asking import NOTICE_PARTS
from fadu.apps.cases.planning.paying import owed
from fadu.apps.cases.queries.matters import state_of
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal
from tests.apps.cases.lives import CHIEF, EXAMINER, LEAD, SECOND, Life, begin, faults, figures
from tests.apps.cases.test_journeys import COMPUTED, SHOWN, changed_of, ends, to_performance

pytestmark = pytest.mark.django_db
NOTICE: dict[str, Any] = {
    "notice_parts": list(NOTICE_PARTS), "notice_offers_hearing": True, "signed_by": CHIEF, "notice_method": "直接", "notice_proof": "回证5号",
    "notice_service_proof": True,
}
SERVED = {"service_method": "直接", "service_proof": "回证6号", "service_signer": "法定代表人，当日", "service_receipt": True}


def on_the_spot(**more: Any) -> Life:
    life = begin(kind="penalty_simple").team()
    given = {
        "case_number": "永环蓝当〔2026〕1号", "decision_number": "永环蓝当罚〔2026〕1号", "conduct_text": "未按规定张贴标识", "law_cited": "示例条文",
        "facts_certain": True, "has_legal_basis": True, "penalty_kinds": ["罚款"], "fine": Decimal(2000), "conduct_continuing": False,
        "conduct_ended_on": life.day, "harm": False, "fined_before_for_same_act": False, "spot_heard": True, "authority": life.office["issuer"],
        "receipt_signed": True, "cash_taken_on": life.day, **SHOWN, **more,
    }
    return life.step("T37", **given)


def test_a_small_fine_is_decided_on_the_spot_reported_and_closed(bureau: None) -> None:
    before = figures("case.filed", "case.penalty_decisions", "case.fines_yuan", "case.closed")
    with pytest.raises(Refusal, match="超过当场处罚上限"):
        on_the_spot(fine=Decimal(3001))
    with pytest.raises(Refusal, match="听取陈述申辩"):
        on_the_spot(spot_heard=False)
    life = on_the_spot()
    assert {ends(life, "D05"), ends(life, "D06")} == {date(2026, 9, 4), date(2026, 9, 3)}
    life.work("cash", wait=1, handed=life.day).step("B02", wait=1).work("payment", amount=Decimal(2000), receipt="票据1号")
    life.step("B03", closing_reason="已履行").step("B04", archive_number="2026-当1")
    row = Case.objects.get(number="永环蓝当〔2026〕1号")
    assert (row.outcome, row.fine, row.decider.number, row.decision_served_on) == ("处罚", Decimal(2000), LEAD, date(2026, 9, 1))
    assert changed_of(before) == {"case.filed": 1, "case.penalty_decisions": 1, "case.fines_yuan": 2000, "case.closed": 1}
    assert faults() == []


def test_an_unpaid_fine_of_the_spot_is_reviewed_before_any_suit_and_goes_to_the_court(bureau: None) -> None:
    life = on_the_spot().step("B02", wait=1)
    with pytest.raises(Refusal, match="应当先申请行政复议"):
        life.track("litigation")
    assert life.track("reconsideration").matter.stage == "V00"
    assert ends(life, "D19") == date(2027, 6, 1)
    life.day = date(2027, 3, 2)
    life.step("B05", CHIEF, appeal_pending=False)
    life.step("B06", CHIEF, wait=20, appeal_pending=False, court="蓝山县人民法院", transfer_number="YS202799")
    court = life.track("court_enforcement").step("N04", wait=3, court_received_on=life.day + timedelta(1)).step("N11", wait=3, ruling_number="裁1")
    court.step("N16", wait=30, court_outcome="法院执行完毕", court_paid=Decimal(4000))
    life.after(court).step("B08", closing_reason="法院执行完毕")
    assert life.matter.stage == "B30"
    assert faults() == []


def test_what_is_too_grave_for_the_spot_goes_on_as_an_ordinary_clue(bureau: None) -> None:
    life = begin(kind="penalty_simple").team().step("B01", reason="需要监测")
    assert life.matter.ended
    clue = Matter.objects.get(parent=life.matter)
    assert (clue.procedure, clue.stage, clue.file["team"]) == ("penalty", "S00", [LEAD, SECOND])
    assert faults() == []


def test_limits_of_production_with_a_hearing_of_their_own(bureau: None) -> None:
    before = figures("case.measure.limit")
    case = begin().filed().investigated()
    life = case.track("production_limits", "超标排放")
    asked = {"reason": "超标", "public_interest": False, "weighty_rights": True, "complex_case": False}
    with pytest.raises(Refusal, match="不得停产"):
        life.step("L01", CHIEF, limit_kind="限制生产", livelihood_exempt=True, **asked)
    life.step("L01", CHIEF, limit_kind="限制生产", livelihood_exempt=False, **asked)
    life.step("L02", notice_number="永环蓝限告〔2026〕1号", wait=1, **NOTICE)
    hearing = life.track("hearing", "当事人申请")
    hearing.step("H01", wait=3)
    with pytest.raises(Refusal, match="是本案调查人员"):
        hearing.step("H03", LEAD, hearing_on=hearing.day + timedelta(20), hearing_place="会议室")
    hearing.step("H03", EXAMINER, hearing_on=hearing.day + timedelta(20), hearing_place="会议室")
    life.after(hearing)
    with pytest.raises(Refusal, match="当事人已申请听证"):
        life.step("L03", wait=20, waived_in_writing=False, hearing_requested=False)
    life.day = hearing.day
    with pytest.raises(Refusal, match="没有举行"):
        life.step("L03", wait=20, waived_in_writing=False, hearing_requested=True)
    hearing.step("H04", EXAMINER, wait=20, remark="如期举行").step("H07", EXAMINER, wait=1, hearing_report="建议限产")
    life.after(hearing).step("L03", waived_in_writing=False, hearing_requested=True)
    life.reviewed("L04").discussed(meeting_number="AS202692").step("L06", EXAMINER)
    life.step("L11", CHIEF, wait=1, measure_number="CS202695", decision_number="永环蓝限〔2026〕1号", **life.office)
    assert ends(life, "D43") is not None
    life.step("L12", wait=1, **SERVED)
    with pytest.raises(Refusal, match="延长 4 个月"):
        life.step("L14", CHIEF, limit_extension=4, reason="整改未完")
    life.step("L14", CHIEF, limit_extension=3, reason="整改未完")
    life.step("L13", wait=10, rectification_plan="方案").step("L15", wait=30, rectified_on=life.day + timedelta(20))
    life.step("L16", wait=20, still_unlawful=False, **SHOWN)
    with pytest.raises(Refusal, match="没有发现再次违法"):
        life.step("L18", CHIEF, reason="报政府")
    life.step("L17", remark="整改到位")
    row = Measure.objects.get(number="CS202695")
    assert (row.measure, row.lifted_on) == ("限制生产", life.day - timedelta(20))
    assert changed_of(before) == {"case.measure.limit": 1}
    assert faults() == []


def test_substitute_performance_reminds_first_unless_it_must_be_removed_at_once(bureau: None) -> None:
    case = begin().filed()
    life = case.track("substitute_performance", "逾期不清除危险废物")
    decided = {"decision_number": "永环蓝代〔2026〕1号", "performer": "某环保公司", "estimate": "清运，预算三万元", **life.office, **SERVED}
    life.step("X01", CHIEF, **decided).step("X02", CHIEF, wait=1, service_proof="回证7号")
    with pytest.raises(Refusal, match="不足三个工作日"):
        life.step("X03", wait=1, items="清运记录")
    life.day += timedelta(7)
    life.step("X03", items="清运记录").step("X06", amount=Decimal(28000), cost_basis="合同和票据").step("X07", CHIEF, receipt_number="票9号")
    assert life.matter.ended
    case.day = life.day
    at_once = case.track("substitute_performance", "堵塞河道").step("X04", performer="本机关", reason="需要立即清除", items="清除记录")
    assert at_once.matter.stage == "X30"
    assert faults() == []


def test_preserved_evidence_is_decided_on_in_seven_working_days_or_falls_free(bureau: None) -> None:
    clue = begin().team().step("T01", inspection_approved=True, inspection_item_listed=True, **SHOWN)
    life = clue.track("evidence_preservation", "证据可能灭失").step("E01", CHIEF, items="台账三册")
    assert ends(life, "D03") == date(2026, 9, 10)
    with pytest.raises(Refusal, match="还没有届满"):
        life.step("E06", wait=3, remark="退还")
    life.day = date(2026, 9, 14)
    with pytest.raises(Refusal, match="已超过"):
        life.step("E05", CHIEF, disposal="送检、鉴定", reason="检测")
    assert life.step("E06", remark="退还").matter.ended
    assert faults() == []


def test_a_suit_lowers_the_fine_and_no_surcharge_grows_while_it_runs(bureau: None) -> None:
    life = to_performance(begin())
    life.day += timedelta(20)
    started = owed(state_of(life.matter), life.day - timedelta(1))[1]
    assert started > 0
    suit = life.track("litigation", "当事人起诉")
    with pytest.raises(Refusal, match="届满"):
        Life(suit.matter, date(2027, 9, 1)).step("A01", appeal_number="SS1", forum="某法院", applied_on=date(2027, 9, 1))
    suit.step("A01", appeal_number="（2026）湘1127行初1号", forum="蓝山县人民法院", applied_on=suit.day)
    suit.step("A03", CHIEF, wait=10, answer_extension=0)
    life.after(suit)
    assert owed(state_of(life.matter), life.day + timedelta(60))[1] == started
    with pytest.raises(Refusal, match="不低于原罚款"):
        suit.step("A04", wait=60, appeal_result="变更", changed_fine=Decimal(30000))
    suit.step("A04", appeal_result="变更", changed_fine=Decimal(20000)).step("A07", wait=16, remark="没有上诉")
    assert Entry.objects.filter(event="DecisionChanged", subject=str(life.matter.uid)).count() == 1
    life.after(suit)
    row = Appeal.objects.get(number="（2026）湘1127行初1号")
    assert (row.category, row.result, life.matter.facts["overturned_on"]) == ("行政诉讼", "变更", suit.day.isoformat())
    assert owed(state_of(life.matter), life.day)[0] == 20000
    with pytest.raises(Refusal, match="已经登记过"):
        life.track("litigation", "再诉").step("A01", appeal_number="（2026）湘1127行初1号", forum="某院", applied_on=life.day)
    with pytest.raises(Refusal, match="怎样撤回"):
        suit.step("A11", CHIEF, wait=1, remark="已履行")
    suit.step("A11", CHIEF, remark="已履行", correction="没有公开过")
    assert faults() == []


def test_what_was_paid_beyond_a_lowered_fine_goes_back(bureau: None) -> None:
    life = to_performance(begin())
    life.work("payment", wait=1, amount=COMPUTED, receipt="缴款书1号")
    review = life.track("reconsideration", "复议")
    review.step("V01", appeal_number="FY202697", forum="县政府", applied_on=review.day, review_received_on=review.day)
    review.step("V03", wait=1, simplified=False).step("V05", wait=30, remark="决定").step("V08", appeal_result="变更", changed_fine=Decimal(20000))
    life.after(review)
    with pytest.raises(Refusal, match=f"多出 {COMPUTED - 20000} 元"):
        life.step("T34", closing_reason="已履行")
    with pytest.raises(Refusal, match="多缴的是"):
        life.work("refund", amount=Decimal(9001), receipt="退1号")
    life.work("refund", amount=Decimal(9000), receipt="退1号").step("T34", closing_reason="已履行")
    assert life.matter.stage == "S97"
    assert faults() == []


def test_an_upheld_decision_is_sued_over_in_fifteen_days(bureau: None) -> None:
    life = to_performance(begin())
    review = life.track("reconsideration", "复议")
    review.step("V01", appeal_number="FY202691", forum="县政府", applied_on=review.day, review_received_on=review.day)
    review.step("V03", wait=1, simplified=True)
    with pytest.raises(Refusal, match="已超过"):
        review.step("V04", CHIEF, wait=20)
    review.step("V05", wait=10, remark="逾期答复").step("V07", appeal_result="维持")
    life.after(review)
    suit = life.track("litigation", "不服复议决定")
    late = Life(suit.matter, suit.day + timedelta(16))
    with pytest.raises(Refusal, match="复议后起诉"):
        late.step("A01", appeal_number="SS202601", forum="某法院", applied_on=late.day)
    assert suit.step("A02", reason="撤回起诉").matter.ended
    assert faults() == []


def test_instalments_add_up_to_what_is_owed_and_the_surcharge_waits_for_the_last(bureau: None) -> None:
    life = to_performance(begin())
    last = life.day + timedelta(60)
    middle = life.day + timedelta(30)
    with pytest.raises(Refusal, match="看不懂"):
        life.step("T31", CHIEF, deferred_until=last, plan="年底付清")
    with pytest.raises(Refusal, match="分期合计 20000 元，应缴余额 29000 元"):
        life.step("T31", CHIEF, deferred_until=last, plan=f"{last} 20000")
    life.step("T31", CHIEF, deferred_until=last, plan=f"{middle} 9000\n{last} 20000")
    assert owed(state_of(life.matter), last) == (COMPUTED, 0, 0)
    life.day = middle
    life.work("payment", amount=Decimal(9000), receipt="1").day = last
    life.work("payment", amount=Decimal(20000), receipt="2").step("T34", closing_reason="已履行")
    assert life.matter.stage == "S97"
