"""What the bureau declares decides from its day on: committee, leniency, party group, who signs; and what its own earlier cases say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from fadu.apps.cases.actions.declaring import declare
from fadu.apps.cases.actions.keeping import bureau as bureau_now
from fadu.apps.cases.planning.knowing import defaults
from fadu.apps.cases.queries.matters import state_of
from fadu.apps.cases.queries.publishing import duties
from fadu.apps.damages.queries import clues
from fadu.apps.record.models import Entry
from fadu.apps.registers.publishing import unpublished
from fadu.core.refusal import Refusal
from tests.apps.cases.lives import CHIEF, COMPUTED, EXAMINER, LEAD, Life, begin, faults
from tests.apps.cases.test_journeys import to_performance

pytestmark = pytest.mark.django_db
FREED: dict[str, Any] = {
    "decision_number": "永环蓝不罚〔2026〕901号", "no_penalty_ground": "首违不罚", "education_given": True, "pauses_complete": True,
    "no_penalty_evidence": ["初次违法", "危害后果轻微", "及时改正"],
}


def declared(kind: str, *lines: str, since: date = date(2026, 1, 1)) -> None:
    declare(kind=kind, since=since, source="示例文件", none=not lines, cases=lines, actor=CHIEF, at=begin_at())


def begin_at() -> Any:
    return Life(None, date(2026, 8, 2)).at  # type: ignore[arg-type]


def to_discussion(**more: Any) -> Life:
    return begin(**more).filed().investigated().examined().noticed().unopposed().reviewed()


@pytest.mark.parametrize(("kind", "line"), [
    ("committee", "应到 三人"), ("leniency", "没有这种 首违不罚"), ("leniency", "air.voc_not_enclosed 从轻"), ("issuer", "市局 某局"),
])
def test_a_line_that_can_not_be_read_is_refused_when_it_is_declared(bureau: None, kind: str, line: str) -> None:
    with pytest.raises(Refusal, match="看不懂"):
        declared(kind, line)


def test_without_a_declared_quorum_nothing_is_discussed(bureau: None) -> None:
    declared("committee")
    life = to_discussion()
    with pytest.raises(Refusal, match=r"没有声明 .* 有效的案审会组成和到会规则"):
        life.discussed()


def test_two_thirds_are_two_thirds(bureau: None) -> None:
    declared("committee", "应到 6", "到会 三分之二以上")
    life = to_discussion()
    with pytest.raises(Refusal, match="应到 6 人，实到 3 人，没有达到“三分之二以上”"):
        life.discussed()


def test_a_case_of_the_bureaus_list_goes_to_the_party_group_before_it_is_decided(bureau: None) -> None:
    declared("party_group", "社会影响较大")
    life = begin().filed().investigated(case_traits=["社会影响较大"]).examined().noticed().unopposed().reviewed().discussed().step("T20", EXAMINER)
    with pytest.raises(Refusal, match="应当提交党组会而没有提交：社会影响较大"):
        life.decided()
    life.day = life.matter.last_on
    with pytest.raises(Refusal, match="党组会的结论是“退回补充调查"):
        life.work("party_group", CHIEF, party_meeting="DZ1", party_conclusion="补充调查", party_opinions="再查").decided()
    life.matter.refresh_from_db()
    life.day = life.matter.last_on
    life.work("party_group", CHIEF, party_meeting="DZ2", party_conclusion="同意拟处罚意见", party_opinions="一致同意").decided()
    assert life.matter.stage == "S75"
    assert life.matter.file["party_group"]["resolution"].endswith("决定给予：罚款 29000 元。")


def free(life: Life, **more: Any) -> Life:
    life.discussed("不予处罚").step("T20", EXAMINER)
    return life.step("T24", CHIEF, wait=1, **{**FREED, **life.office, **more})


def test_who_is_on_the_list_goes_free_on_its_conditions_and_only_the_first_time(bureau: None) -> None:
    declared("leniency", "air.voc_not_enclosed 首违不罚 排放量小；当日改正", "回溯 12 月")
    life = begin().filed().investigated(penalty_kinds=[]).examined().noticed().unopposed().reviewed()
    with pytest.raises(Refusal, match="排放量小；当日改正"):
        free(life)
    life.matter.refresh_from_db()
    life.day = life.matter.last_on
    life.step("T24", CHIEF, **FREED, **life.office, leniency_proof="监测报告\n现场照片")
    again = begin(date(2026, 11, 2)).filed("永环蓝立〔2026〕902号", date(2026, 11, 1))
    again = again.investigated(date(2026, 11, 1), penalty_kinds=[]).examined().noticed().unopposed().reviewed()
    again.discussed("不予处罚", meeting_number="AS202691").step("T20", EXAMINER)
    with pytest.raises(Refusal, match="不是初次违法：永环蓝立〔2026〕901号"):
        again.step("T24", CHIEF, **{**FREED, **again.office}, leniency_proof="监测报告\n现场照片")
    declared("leniency", "air.voc_not_enclosed 轻微免罚", since=date(2026, 11, 1))
    again.matter.refresh_from_db()
    with pytest.raises(Refusal, match="清单没有列"):
        again.step("T24", CHIEF, **{**FREED, **again.office})


def test_who_signs_follows_from_the_declared_names_and_the_day(bureau: None) -> None:
    declared(
        "issuer", "市局 永州市生态环境局 永环 永州市人民政府", "分局 永州市生态环境局蓝山分局 永环蓝 蓝山县人民政府", "分局署名自 2026-08-15",
    )
    around = bureau_now()
    old, new = (defaults(state_of(begin().matter), around, day) for day in (date(2026, 8, 14), date(2026, 8, 15)))
    assert (old["issuer"], old["issuer_level"]) == ("永州市生态环境局", "市局")
    assert (new["seal"], new["issuer_level"]) == ("永州市生态环境局蓝山分局", "分局")
    life = begin().filed().investigated().examined()
    life.office = {"issuer": "蓝山县生态环境局", "seal": "蓝山县生态环境局", "issuer_level": "分局"}
    with pytest.raises(Refusal, match="不是本单位的处罚机关"):
        life.noticed()


def test_the_sheet_sets_the_fine_beside_the_bureaus_own_cases(bureau: None) -> None:
    first = to_performance(begin())
    assert first.matter.file["sheet"][-1] == "同类案件：本机关三年内没有同一违法行为的处罚案件"
    assert first.matter.case is not None
    life = begin(date(2026, 11, 20), party="示例企业0120有限公司").filed("永环蓝立〔2026〕903号")
    life.work("law", violation="air.voc_not_enclosed", conduct_from=date(2026, 3, 1), conduct_continuing=False, conduct_ended_on=date(2026, 8, 30))
    life.proposed()
    said = life.matter.file["sheet"][-1]
    assert said.startswith(f"同类案件：三年内 1 件，罚款 {COMPUTED}.00 至 {COMPUTED}.00 元")
    assert "永环蓝立〔2026〕901号" in said
    assert "情节相同 5/5" in said


def test_each_way_of_service_has_its_own_proof_and_public_notice_comes_last(bureau: None) -> None:
    told = begin().filed("永环蓝立〔2026〕909号").investigated().examined()
    with pytest.raises(Refusal, match="没有其他方式送达不成的记录"):
        told.noticed(notice_method="公告")
    life = to_discussion().discussed().step("T20", EXAMINER).decided()
    for way, missing in (("直接", "签收人"), ("留置", "拒收事由"), ("邮寄", "邮件编号"), ("委托", "转交、受托的单位"), ("电子", "送达地址确认书")):
        more = {"electronic_consent": True} if way == "电子" else {}
        with pytest.raises(Refusal, match=f"{way}送达没有写明：.*{missing}"):
            life.step("T27", service_method=way, service_proof="回证1号", service_receipt=True, **more)
    public = {
        "service_method": "公告", "service_proof": "公告1号", "service_receipt": True, "service_medium": "某报第3版", "other_service_exhausted": True,
    }
    with pytest.raises(Refusal, match="没有其他方式送达不成的记录"):
        life.step("T27", announced_on=life.day, **public)
    life.work("attempt", attempt_paper="决定书", attempt_way="邮寄", attempt_why="查无此人，退回")
    start = life.day
    with pytest.raises(Refusal, match="才满三十日"):
        life.step("T27", wait=30, announced_on=start, **public)
    life.step("T27", wait=1, announced_on=start, **public)
    assert life.matter.stage == "S80"
    assert faults() == []


def test_a_served_decision_is_a_duty_to_publish_and_damage_a_clue_with_its_day(bureau: None) -> None:
    life = to_performance(begin())
    served = Entry.objects.get(event="DecisionServed", subject=str(life.matter.uid))
    assert '"procedure":"penalty"' in (served.after or "")
    (duty,) = [one for one in duties(life.day) if one.number == life.matter.number]
    decided = date.fromisoformat(life.matter.facts["decided_on"])
    assert (duty.kind, duty.rule, duty.since) == ("公开", "D25", decided)
    assert duty.by is not None
    assert duty.by - decided >= timedelta(7)
    life.work("damage_clue", damage_summary="渗坑，地下水受损")
    (clue,) = clues()
    assert (clue.number, clue.found_on, clue.taken_up) == (life.matter.number, life.day, "")
    with pytest.raises(Refusal, match="已经移交过"):
        life.work("damage_clue", damage_summary="再次")
    life.track("publication", "公开").step(
        "T29", wait=1, publication_barred=False, personal_data_removed=True, published_at="https://example.invalid/2",
    )
    assert [one for one in duties(life.day) if one.number == life.matter.number] == []
    assert faults() == []


def test_what_is_not_to_be_made_public_is_asked_for_nowhere(bureau: None) -> None:
    life = to_performance(begin())

    def asked() -> list[str]:
        duty = [one.number for one in duties(life.day) if one.number == life.matter.number]
        return duty + [one.sheet for one in unpublished(life.day) if one.number == life.matter.case.number]

    assert asked() == [life.matter.number, "案件"]
    life.after(life.track("publication", "公开").step("O01", CHIEF, wait=1, reason="涉及国家秘密"))
    assert asked() == []


def test_a_request_to_release_has_its_clock_and_a_suspension_stops_that_of_the_review(bureau: None) -> None:
    case = to_performance(begin())
    review = case.track("reconsideration", "复议")
    review.step("V01", appeal_number="FY202699", forum="县政府", applied_on=review.day, review_received_on=review.day)
    review.work("review_time", review_extension=30, pause_from=review.day, pause_to=review.day)
    assert state_of(review.matter).facts["review_pauses"][0]["from"] == review.day
    with pytest.raises(Refusal, match="起止"):
        review.work("review_time", LEAD, review_extension=0, pause_from=review.day)


