"""What the law or the file does not allow is refused in the words of an officer, with the article; nothing is half done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fadu.apps.cases.actions.declaring import declare
from fadu.apps.cases.actions.keeping import Moved
from fadu.apps.cases.actions.opening import open_clue
from fadu.apps.cases.actions.stepping import take_step
from fadu.apps.cases.models import Matter, Measure
from fadu.apps.cases.planning.asking import MINUTES_PARTS
from fadu.apps.cases.planning.reviewing import FAILED, PASSED, checklist
from fadu.apps.cases.queries.matters import state_of
from fadu.apps.exchange.actions.entering import correct_row, opened
from fadu.apps.exchange.homes import HOMES
from fadu.apps.officers.models import Account, Person
from fadu.apps.record.actions.evidence import take, withdraw
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal
from tests.apps.cases.conftest import qualify
from tests.apps.cases.lives import CHIEF, COMPUTED, EXAMINER, LEAD, MEMBERS, REVIEWER, SECOND, Life, begin, faults

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], Any]) -> Refusal:
    """The refusal, after seeing that nothing was sealed and no row moved."""
    entries, matters = Entry.objects.count(), list(Matter.objects.order_by("pk").values())
    with pytest.raises(Refusal) as found:
        act()
    assert Entry.objects.count() == entries
    assert list(Matter.objects.order_by("pk").values()) == matters
    return found.value


def test_a_party_with_a_wrong_credit_code(bureau: None) -> None:
    said = refused(lambda: begin(credit_code="91431127MA0000015X"))
    assert "统一社会信用代码" in said.reason


def test_a_day_before_the_last_step_and_one_that_has_not_come(bureau: None) -> None:
    life = begin().team()
    answers = {"certificates_shown": True, "certificates_confirmed": True, "inspection_approved": True, "inspection_item_listed": True}

    def on(day: date) -> Callable[[], Any]:
        return lambda: take_step(uid=str(life.matter.uid), move="T01", answers=answers, on=day, actor=LEAD, at=life.at)

    assert "早于上一步" in refused(on(life.day - timedelta(1))).reason
    assert "将来" in refused(on(life.day + timedelta(1))).reason


def test_a_certificate_that_has_run_out_and_somebody_who_is_no_officer(bureau: None) -> None:
    fresh = begin()
    assert "不是执法人员" in refused(lambda: fresh.work("team", lead=LEAD, second=CHIEF)).reason
    life = begin(date(2027, 11, 5)).team()
    said = refused(lambda: life.step(
        "T01", certificates_shown=True, certificates_confirmed=True, inspection_approved=True, inspection_item_listed=True,
    ))
    assert "无效" in said.reason
    assert "第四十二条" in said.article


def test_one_officer_is_not_two(bureau: None) -> None:
    life = begin()
    assert "两名" in refused(lambda: life.work("team", lead=LEAD, second=LEAD)).reason


def test_an_investigation_without_evidence_for_an_element_or_without_the_law(bureau: None) -> None:
    life = begin().filed()
    said = refused(lambda: life.step("T10", licence_name=life.matter.party, reports_complete=True, devices_none=True))
    assert "没有证据对应：当事人主体资格" in said.reason
    assert "还没有确定适用的法律" in said.reason


def test_a_fine_outside_of_the_range_and_one_that_leaves_the_sheet_without_a_memo(bureau: None) -> None:
    life = begin().filed()
    life.work("law", violation="air.voc_not_enclosed", conduct_from=date(2026, 3, 1), conduct_continuing=False, conduct_ended_on=date(2026, 8, 30))
    assert "不在法定幅度 20000 至 200000 元内" in refused(lambda: life.proposed(Decimal(300000))).reason
    assert "不在法定幅度" in refused(lambda: life.proposed(Decimal(5000))).reason
    said = refused(lambda: life.proposed(Decimal(50000), memo=None))
    assert f"与裁量结果 {COMPUTED} 元不同，没有说明" in said.reason


def test_a_heavy_fine_without_the_right_to_a_hearing(bureau: None) -> None:
    life = begin().filed().investigated(fine=Decimal(150000)).examined()
    declare(
        kind="hearing_amount", since=date(2026, 1, 1), source="示例规定", none=False, citizen=Decimal(5000), entity=Decimal(100000), actor=CHIEF,
        at=life.at,
    )
    given = {"notice_number": "x", "notice_parts": ["事实", "理由", "依据", "拟处罚内容", "权利"], "notice_method": "直接", "notice_proof": "回证",
             "notice_service_proof": True, "recusals_complete": True, "signed_by": CHIEF, **life.office}
    said = refused(lambda: life.step("T13", notice_offers_hearing=False, **given))
    assert "应当告知听证权利而没有告知" in said.reason
    assert "第六十三条" in said.article


def test_a_branch_signs_nothing_before_the_code(bureau: None) -> None:
    life = begin(date(2026, 6, 1)).filed(ended=date(2026, 5, 20)).investigated(ended=date(2026, 5, 20)).examined()
    assert "分局还不能以自己的名义作出决定" in refused(life.noticed).reason


def test_who_investigated_neither_examines_nor_reviews_nor_decides(bureau: None) -> None:
    life = begin().filed().investigated()
    assert "是本案调查人员" in refused(lambda: life.step("T11", LEAD)).reason
    life.examined().noticed().unopposed()
    assert "法制审核人员" in refused(lambda: life.step("T17", EXAMINER, reviewer=SECOND)).reason
    life.reviewed().discussed().step("T20", EXAMINER)
    Account.objects.filter(number__in=(EXAMINER, REVIEWER)).update(roles=["chief"])
    for who, place in ((EXAMINER, "审查人员"), (REVIEWER, "法制审核人员")):
        given = {"decision_number": "x", "pauses_complete": True, "fined_before_for_same_act": False, **life.office}
        said = refused(lambda who=who, given=given: life.step("T23", who, **given))
        assert f"是本案{place}，不能作决定" in said.reason


def test_a_reviewer_without_the_qualification_is_refused_when_the_case_is_sent(unqualified: None, db: None) -> None:
    life = begin().filed().investigated().examined().noticed().unopposed()
    said = refused(lambda: life.step("T17", EXAMINER, reviewer=REVIEWER))
    assert "没有法律职业资格" in said.reason
    assert "第五十八条" in said.article
    qualify(REVIEWER)
    assert life.step("T17", EXAMINER, reviewer=REVIEWER).matter.stage == "S65"


def test_the_decision_stays_locked_without_the_review(bureau: None) -> None:
    life = begin().filed().investigated().examined().noticed().unopposed()
    life.step("T17", EXAMINER, wait=1, reviewer=REVIEWER)
    said = refused(lambda: life.decided("T21"))
    assert "法制审核" in said.reason
    assert "第五十八条" in said.article
    items = checklist(state_of(life.matter))
    noes = {f"check_{place}": place > 0 for place in range(len(items))}
    assert "答“否”" in refused(lambda: life.work("review", REVIEWER, conclusion=PASSED, opinion="同意", **noes)).reason
    life.work("review", REVIEWER, conclusion=FAILED, opinion="证据不足", **noes)
    assert "没有通过" in refused(lambda: life.decided("T21")).reason
    assert life.step("T22", REVIEWER, reason="证据不足").matter.stage == "S20"
    assert "legal_review_passed" not in life.matter.facts


def test_evidence_after_the_review_asks_for_the_review_again(bureau: None) -> None:
    life = begin().filed().investigated().examined()
    life.reviewed("T50")
    assert life.matter.facts["legal_review_passed"] is True
    life.noticed("T51")
    life.work("matrix", element_party="执照", element_act="笔录、新取得的监控", element_when="照片", element_weight="台账", element_span="记录")
    life.unopposed()
    said = refused(lambda: life.step("T18", EXAMINER))
    assert "取得新证据" in said.reason


def test_votes_of_those_who_may_not_vote_without_quorum_or_majority_or_minority(bureau: None) -> None:
    life = begin().filed().investigated().examined().noticed().unopposed().reviewed()
    assert "没有列入会议 AS202690 的议程" in refused(life.met).reason
    planned = {"meeting_number": "AS202690", "meeting_on": life.day, "chair": CHIEF, "invited": [CHIEF, *MEMBERS[:2]]}
    life.work("agenda", EXAMINER, **planned)
    assert "只列席汇报" in refused(lambda: life.met(present=[CHIEF, LEAD])).mend
    assert "应到 4 人，实到 2 人，没有达到“过半数”" in refused(lambda: life.met(present=[CHIEF, MEMBERS[0]])).reason
    assert "没有少数意见" in refused(lambda: life.met(against=[MEMBERS[0]])).reason
    assert "同意 1 票" in refused(lambda: life.met(against=[MEMBERS[0], MEMBERS[1]], minority="证据不足")).reason
    assert "会议记录缺签名" in refused(lambda: life.met(collective_record=list(MINUTES_PARTS[:-1]))).reason
    assert "没有在记录上签名" in refused(lambda: life.met(signers=[CHIEF])).reason
    assert "案审会" not in refused(lambda: life.met(meeting_number="AS1")).reason
    life.work("recusal", EXAMINER, challenged=MEMBERS[0], challenged_role="其他人员", decided=life.day, decided_by="负责人", recused=True)
    assert "已回避" in refused(life.met).reason
    life.work("recusal", EXAMINER, challenged=MEMBERS[0], challenged_role="其他人员", decided=life.day, decided_by="负责人", recused=False)
    life.proposed(Decimal(25000))
    assert "案卷有改动" in refused(life.met).reason
    life.work("agenda", EXAMINER, **planned)
    life.met(against=[MEMBERS[0]], minority="应当从轻，当事人已主动整改")
    talk = life.matter.file["discussion"]
    assert talk["minority"] == "应当从轻，当事人已主动整改"
    assert len(talk["pack"]) == 64


def test_what_is_decided_is_what_was_discussed(bureau: None) -> None:
    life = begin().filed().investigated().examined().noticed().unopposed().reviewed().discussed()
    life.proposed(Decimal(21000))
    life.step("T20", EXAMINER)
    said = refused(life.decided)
    assert "集体讨论的罚款是 29000 元，拟决定 21000 元" in said.reason


def test_every_point_of_a_statement_is_answered_before_the_review(bureau: None) -> None:
    life = begin().filed().investigated().examined().noticed()
    life.step("T15", wait=15, waived_in_writing=False, hearing_requested=False, objection_on=date(2026, 10, 8), points="已经整改\n经营困难")
    said = refused(lambda: life.step("T17", EXAMINER, reviewer=REVIEWER))
    assert "还有 2 点没有复核：已经整改；经营困难" in said.reason
    life.work("answers", EXAMINER, answer_0="采纳，从轻", answer_1="不采纳，不是法定情形")
    assert life.reviewed().matter.stage == "S65"


def test_a_late_request_for_a_hearing_and_a_decision_in_haste(bureau: None) -> None:
    life = begin().filed().investigated().examined().noticed()
    assert "才过完" in refused(lambda: life.step("T15", wait=2, waived_in_writing=False, hearing_requested=False)).reason
    assert "已超过" in refused(lambda: life.step("T14", wait=30)).reason


def test_an_unpaid_fine_is_not_closed_as_performed_and_nobody_pays_more_than_is_owed(bureau: None) -> None:
    life = begin().filed().investigated().examined().noticed().unopposed().reviewed().discussed().step("T20", EXAMINER).decided().served().step("T30")
    assert "已登记缴款 0 元" in refused(lambda: life.step("T34", closing_reason="已履行")).reason
    assert "多于应缴" in refused(lambda: life.work("payment", amount=Decimal(30000), receipt="1")).reason
    life.work("payment", amount=Decimal(10000), receipt="1")
    life.day += timedelta(30)
    said = refused(lambda: life.step("T34", closing_reason="已履行"))
    assert "加处" in said.reason, "three per cent a day after the time to pay"


def test_a_reminder_while_the_time_to_pay_runs(bureau: None) -> None:
    life = begin().filed().investigated().examined().noticed().unopposed().reviewed().discussed().step("T20", EXAMINER).decided().served().step("T30")
    assert "才届满" in refused(lambda: life.step("T32", CHIEF, appeal_pending=False)).reason


def test_two_people_acting_at_once_never_make_two_decisions(bureau: None) -> None:
    life = begin().filed().investigated().examined().noticed().unopposed().reviewed().discussed().step("T20", EXAMINER)
    seen = life.matter.seen
    life.decided()
    answers = {"decision_number": "永环蓝罚〔2026〕902号", "pauses_complete": True, "fined_before_for_same_act": False, **life.office}

    def again() -> Any:
        return take_step(uid=str(life.matter.uid), move="T23", answers=answers, on=life.day, actor=CHIEF, at=life.at, seen=seen)

    assert isinstance(refused(again), Moved)
    seen = None  # even who saw the newest state
    assert "没有这一步" in refused(again).reason


def test_a_number_is_given_once(bureau: None) -> None:
    begin().filed()
    life = begin().team()
    life.step("T01", certificates_shown=True, certificates_confirmed=True, inspection_approved=True, inspection_item_listed=True)
    life.step("T02", filing_extension=0)
    given = {"breach_suspected": True, "punishable": True, "own_jurisdiction": True, "conduct_continuing": True, "authority": "某局"}
    assert "已经登记过" in refused(lambda: life.step("T03", CHIEF, case_number="永环蓝立〔2026〕901号", **given)).reason


def test_silence_about_a_local_rule_is_not_none_and_a_declaration_settles_it(bureau: None) -> None:
    life = begin().filed().investigated().examined()
    given = {"notice_number": "x", "notice_parts": ["事实", "理由", "依据", "拟处罚内容", "权利"], "notice_method": "直接", "notice_proof": "回证",
             "notice_service_proof": True, "recusals_complete": True, "signed_by": CHIEF, "notice_offers_hearing": False, **life.office}
    assert "本地的听证数额标准" in refused(lambda: life.step("T13", **given)).reason
    declare(kind="hearing_amount", since=date(2026, 1, 1), source="经查没有另行规定", none=True, actor=CHIEF, at=life.at)
    assert life.step("T13", **given).matter.stage == "S50"


def test_a_row_altered_behind_the_ledger_is_seen_and_a_correction_is_not(bureau: None) -> None:
    life = begin().filed()
    assert faults() == []
    Matter.objects.filter(pk=life.matter.pk).update(stage="S75")
    assert any("现在的内容与封存的各步不符：阶段" in fault for fault in faults())
    Matter.objects.filter(pk=life.matter.pk).delete()
    assert any("不见了" in fault for fault in faults())


def test_a_row_of_a_measure_altered_behind_the_ledger_is_seen_and_a_correction_is_not(bureau: None) -> None:
    life = begin().filed().track("coercive_measures").step("Q01", CHIEF, reason="同意查封")
    spot = {"certificates_shown": True, "certificates_confirmed": True, "rights_told_on_spot": True, "spot_record_made": True, "items_related": True}
    life.step("Q02", measure_number="CS202690", items="喷涂设备一套", **spot)
    table, uid = HOMES["配套措施"], str(Measure.objects.get(number="CS202690").uid)
    row = opened(table, uid)
    assert row is not None
    correct_row(table, uid, {**row.texts, "amount": "100"}, seen=row.seen, actor="测试", at=life.at, accept=True)
    assert faults() == []
    Measure.objects.filter(number="CS202690").update(measure="停产整治")
    assert any("配套措施 CS202690：与案件各步的封存不符：措施" in fault for fault in faults())


def test_a_clue_needs_an_officer(bureau: None) -> None:
    life = Life(Matter(), date(2026, 9, 1))
    given = {"cause": "某案由", "party": "某公司", "party_kind": "单位", "source": "其他", "found_on": life.day}
    assert "权限" in refused(lambda: open_clue(actor=CHIEF, at=life.at, **given)).reason
    assert Person.objects.filter(number=CHIEF).exists()


def test_days_that_can_not_be_are_refused(bureau: None) -> None:
    life = begin().team().step("T01", certificates_shown=True, certificates_confirmed=True, inspection_approved=True, inspection_item_listed=True)
    life.step("T02", filing_extension=0)
    given = {"breach_suspected": True, "punishable": True, "own_jurisdiction": True, "conduct_continuing": False, "authority": "某局"}
    said = refused(lambda: life.step("T03", CHIEF, case_number="x", conduct_ended_on=life.day + timedelta(1), **given))
    assert said.reason == "“违法行为发生（终了）的日期”2026-09-02 在办理日期 2026-09-01 之后"
    noticed = begin().filed("永环蓝立〔2026〕904号").investigated().examined().noticed()
    answers = {"waived_in_writing": False, "hearing_requested": False, "points": "已经整改"}
    said = refused(lambda: noticed.step("T15", wait=15, objection_on=date(2026, 9, 1), **answers))
    assert said.reason == "“陈述申辩的日期”2026-09-01 早于“事先告知书送达日期”2026-09-29"


def test_evidence_that_is_cited_is_kept_in_this_case(bureau: None) -> None:
    life = begin().filed()
    elements = {"element_party": "执照", "element_act": "现场照片，档案第 3 条", "element_when": "照片", "element_weight": "台账"}
    assert "档案第 3 条不是本案收存的证据" in refused(lambda: life.work("matrix", **elements)).reason
    assert life.matter.case is not None
    subject = str(life.matter.case.uid)
    index = take(["笔录".encode()], name="笔录.txt", subject=subject, number=life.matter.number, actor=LEAD, at=life.at)
    elements["element_act"] = f"现场检查笔录，档案第 {index} 条"
    assert life.work("matrix", **elements).matter.file["matrix"]["element_act"].endswith(f"{index} 条")
    withdraw(index, reason="传错了", actor=LEAD, at=life.at)
    assert "不是本案收存的证据" in refused(lambda: life.work("matrix", **elements)).reason
    with pytest.raises(Refusal, match="不认识这个文件的格式"):
        take([b"\x00\x01nothing"], name="照片.jpg", subject=subject, number=life.matter.number, actor=LEAD, at=life.at)
    with pytest.raises(Refusal, match="文件名写的不是"):
        take([b"%PDF-1.7\nendobj\n%%EOF\n"], name="照片.jpg", subject=subject, number=life.matter.number, actor=LEAD, at=life.at)
