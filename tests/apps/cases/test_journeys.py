"""Whole lives of cases, each ending with a verified ledger and changed figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from fadu.apps.cases.actions.keeping import bureau as bureau_now
from fadu.apps.cases.actions.taking_over import take_over
from fadu.apps.cases.casepage import nexts, page
from fadu.apps.cases.models import Appeal, Case, Measure, Transfer
from fadu.apps.cases.planning.moving import clocks
from fadu.apps.cases.queries.matters import state_of
from fadu.core.refusal import Refusal
from tests.apps.cases.lives import CHIEF, CITY, COMPUTED, EXAMINER, LEAD, Life, begin, faults, figures

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
    with pytest.raises(Refusal, match="法院的裁定和执行结果还没有登记"):
        life.step("T35", closing_reason="法院执行完毕")
    court = life.track("court_enforcement")
    court.step("N04", wait=5, court_received_on=court.day).step("N11", wait=7, ruling_number="（2027）湘1127行审1号")
    court.step("N16", wait=40, court_outcome="法院终结执行", court_paid=Decimal(10000))
    life.after(court)
    assert life.matter.file["payments"] == [{"on": court.day.isoformat(), "amount": "10000", "receipt": "法院执行到位"}]
    with pytest.raises(Refusal, match="登记的法院结果是“法院终结执行”"):
        life.step("T35", closing_reason="法院执行完毕")
    life.step("T35", wait=1, closing_reason="法院终结执行")
    row = Transfer.objects.get(number="YS202790")
    assert (row.receipt_on, row.result) == (date(2027, 5, 20), "法院终结执行")
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


def ends(life: Life, rule: str) -> date | None:
    """The safe day of a clock that runs."""
    return next(one.answer.safe for one in clocks(state_of(life.matter), bureau_now(), life.day) if one.limit.id == rule)


SHOWN = {"certificates_shown": True, "certificates_confirmed": True}
ORDER = {"discharge_case": True, "order_states_remedy": True, "order_warns_of_daily_penalty": True}


def test_sealing_for_thirty_days_and_thirty_more_and_no_longer(bureau: None) -> None:
    life = begin().filed().track("coercive_measures", "违法排放有毒物质，可能造成严重污染")
    life.step("Q01", CHIEF, reason="同意查封")
    life.step("Q02", measure_number="CS202690", items="喷涂设备一套", rights_told_on_spot=True, spot_record_made=True, items_related=True, **SHOWN)
    assert ends(life, "D39") == date(2026, 10, 5)
    life.step("Q06", CHIEF, wait=28, seizure_extension=30, reason="案情复杂")
    assert ends(life, "D39") == date(2026, 11, 4)
    measure = Measure.objects.get(number="CS202690")
    assert (measure.measure, measure.lifted_on) == ("查封扣押", None)
    life.step("Q07", CHIEF, wait=20, reason="已经改正")
    life.step("Q08", wait=1, service_method="直接", service_proof="回证3号", service_signer="厂长，当日", service_receipt=True)
    measure.refresh_from_db()
    assert measure.lifted_on == date(2026, 10, 23)
    assert life.matter.ended
    assert faults() == []


def test_what_was_sealed_in_urgency_is_approved_within_a_day_or_released(bureau: None) -> None:
    life = begin().filed().track("coercive_measures")
    taken = datetime(2026, 9, 5, 10, tzinfo=UTC)
    spot = {"items": "阀门一处", "rights_told_on_spot": True, "spot_record_made": True, "items_related": True}
    life.step("Q03", measure_number="CS202692", measure_taken_at=taken, **spot, **SHOWN)
    with pytest.raises(Refusal, match="超过二十四小时"):
        life.step("Q04", CHIEF, wait=2, measure_approved_at=taken + timedelta(hours=30))
    life.step("Q05", CHIEF, reason="超过时限，解除")
    assert Measure.objects.get(number="CS202692").lifted_on == life.day
    assert faults() == []


def test_a_daily_penalty_over_two_re_inspections(bureau: None) -> None:
    before = figures("case.measure.daily", "case.measure.daily_yuan")
    case = to_performance(begin())
    life = case.track("daily_penalty")
    life.step("R01", CHIEF, order_number="永环蓝责改〔2026〕901号", **ORDER)
    life.step("R02", wait=10, still_unlawful=True, **SHOWN)
    life.step("R04", CHIEF, wait=1, order_number="永环蓝责改〔2026〕902号", **ORDER)
    life.step("R05", wait=5, still_unlawful=True, **SHOWN)
    assert life.matter.file["sheet"][-1] == "29000 元 × 15 日 = 435000 元（不含原罚款）"
    life.step("R04", CHIEF, wait=1, order_number="永环蓝责改〔2026〕903号", **ORDER)
    life.step(
        "R06", wait=2, notice_number="永环蓝按日罚告〔2026〕1号", notice_parts=["事实", "理由", "依据", "拟处罚内容", "权利"],
        notice_offers_hearing=True, signed_by=CHIEF, notice_method="直接", notice_proof="回证4号", notice_service_proof=True, recusals_complete=True,
    )
    life.step("R07", wait=8, waived_in_writing=False, hearing_requested=False)
    life.reviewed("R08").discussed(meeting_number="AS202691").step("R11", EXAMINER)
    life.step("R15", CHIEF, wait=1, measure_number="CS202691", decision_number="永环蓝按日罚〔2026〕1号", **life.office)
    assert changed_of(before) == {"case.measure.daily": 1, "case.measure.daily_yuan": 435000}
    assert faults() == []


def changed_of(before: dict[str, object]) -> dict[str, object]:
    now = figures(*before)
    return {name: value for name, value in now.items() if value != before[name]}


def test_a_transfer_for_detention_and_its_return(bureau: None) -> None:
    before = figures("case.transfer.detention")
    life = to_performance(begin()).track("detention_transfer")
    life.step("K01", CHIEF, crime_suspected=False, detention_basis="《生态环境法典》有关行政拘留的条款")
    life.step("K03", wait=1, transfer_number="YS202691", receiver="蓝山县公安局", items="案卷一册")
    life.step("K04", wait=1).step("K08", wait=3, reason="证据不足")
    row = Transfer.objects.get(number="YS202691")
    assert (row.category, row.result) == ("行政拘留", "退回：证据不足")
    assert life.matter.ended
    assert changed_of(before) == {"case.transfer.detention": 1}
    assert faults() == []


def test_a_transfer_as_a_crime_comes_back_and_the_case_goes_on(bureau: None) -> None:
    before = figures("case.transfer.crime")
    case = begin().filed().investigated()
    life = case.track("crime_transfer", "涉嫌污染环境罪")
    life.step("F01", CHIEF, transfer_group=[LEAD, "431127002"]).step("F02", wait=2, reason="核实报告")
    life.step("F03", CHIEF, wait=1, decided_by_principal=True, transfer_approved_at=life.at)
    life.step("F05", wait=1, transfer_number="YS202692", receiver="蓝山县公安局", items="案卷一册")
    life.step("F07", wait=3, reason="不构成犯罪").step("F12", CHIEF, wait=1, remark="继续行政处罚")
    assert life.matter.ended
    assert changed_of(before) == {"case.transfer.crime": 1}
    case.day = life.day
    case.examined().noticed()
    assert case.matter.stage == "S50"
    assert faults() == []


def test_a_case_that_ran_before_goes_on_from_where_its_row_stands_with_its_gaps_listed(bureau: None) -> None:
    row = Case.objects.filter(outcome="处罚", paid_on__isnull=False, closed_on__isnull=True).order_by("number")[0]
    matter = take_over(case=str(row.uid), actor=LEAD, at=datetime(2026, 8, 1, 9, tzinfo=UTC))
    assert matter.stage == "S90"
    assert "违法行为代码" in matter.file["gaps"]
    assert "law_cited" not in matter.facts
    Life(matter, date(2026, 8, 2)).step("T34", closing_reason="已履行")
    row.refresh_from_db()
    assert row.closed_on == date(2026, 8, 2)
    assert faults() == []


def test_a_decision_revoked_on_reconsideration_is_performed_no_more_and_what_was_published_is_to_be_corrected(bureau: None) -> None:
    before = figures("case.reconsideration", "case.appeals_resulted")
    life = to_performance(begin())
    public = life.track("publication", "处罚决定公开")
    public.step("T29", wait=3, publication_barred=False, personal_data_removed=True, published_at="https://example.invalid/1")
    assert Case.objects.get(number=life.matter.number).published_on == public.day
    life.after(public).day += timedelta(10)
    review = life.track("reconsideration", "当事人申请复议")
    given = {"appeal_number": "FY202690", "forum": "蓝山县人民政府"}
    review.step("V01", applied_on=review.day, review_received_on=review.day, **given)
    life.after(review)
    with pytest.raises(Refusal, match="还没有结果"):
        life.step("T32", CHIEF, appeal_pending=False)
    assert ends(review, "D60") is not None
    review.step("V03", wait=5, simplified=False)
    assert ends(review, "D59") is not None
    review.step("V04", CHIEF, wait=7).step("V06", wait=20, remark="决定书收到")
    with pytest.raises(Refusal, match="没有改变决定"):
        review.step("V08", appeal_result="维持")
    review.step("V08", appeal_result="撤销")
    assert ends(review, "D27") is not None
    life.after(review)
    assert any("撤回已公开的处罚信息" in mend for _, mend, _ in page(life.matter, bureau_now(), life.day).warnings)
    review.step("V09", CHIEF, wait=1, correction="已撤回并公开说明理由")
    with pytest.raises(Refusal, match="已经缴清"):
        life.after(review).step("T32", CHIEF, appeal_pending=False)
    life.step("T34", wait=1, closing_reason="没有需要履行的内容")
    assert Appeal.objects.get(number="FY202690").result == "撤销"
    assert changed_of(before) == {"case.reconsideration": 1, "case.appeals_resulted": 1}
    assert faults() == []


def test_the_page_names_first_what_goes_on_and_not_what_may_be_done_at_once(bureau: None) -> None:
    def first(life: Life) -> tuple[str, bool]:
        found = nexts(state_of(life.matter), bureau_now(), life.day, ["officer"])[0]
        return found.offer.move.id, found.offer.open

    life = begin().filed()
    assert first(life) == ("T10", False), "to halt the investigation is lawful any day, and is not what comes next"
    life.investigated()
    assert first(life) == ("T11", True)
    life.examined().noticed().unopposed().reviewed().discussed().step("T20", EXAMINER)
    assert first(life) == ("T23", True)
    life.decided().served().step("T30")
    assert first(life)[1] is False, "neither paid nor due: no reminder, no closing"
    life.day += timedelta(16)
    assert first(life) == ("T32", True), "the time to pay is over"


@pytest.mark.parametrize("reason", ["移送", "撤销立案", "法院终结执行", "没有需要履行的内容"])
def test_a_case_is_not_closed_with_its_fine_open_whatever_the_reason_given(bureau: None, reason: str) -> None:
    life = to_performance(begin())
    with pytest.raises(Refusal, match="已登记缴款 0 元"):
        life.step("T34", closing_reason=reason)


def test_without_a_qualified_reviewer_the_review_is_not_offered_as_open(unqualified: None, db: None) -> None:
    life = to_review(begin())
    sent = next(one.offer for one in nexts(state_of(life.matter), bureau_now(), life.day, ["officer"]) if one.offer.move.id == "T17")
    (lack,) = sent.lacks
    assert "没有能审核本案的" in lack.reason
    assert "公职律师" in lack.mend
    assert lack.article == "《行政处罚法》第五十八条"
