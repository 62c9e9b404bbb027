"""Lives of cases for tests: who acts, and each step with the answers that an officer would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from fadu.apps.cases.actions.opening import open_clue, open_track
from fadu.apps.cases.actions.stepping import take_step
from fadu.apps.cases.actions.working import do_work
from fadu.apps.cases.models import Matter
from fadu.apps.cases.planning.asking import MINUTES_PARTS, NOTICE_PARTS
from fadu.apps.cases.planning.reviewing import PASSED, checklist
from fadu.apps.cases.queries.matters import state_of
from fadu.apps.cases.verifying import matter_faults
from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.verifying import finding_faults
from fadu.apps.record import verifying
from fadu.apps.reports.queries import values
from fadu.core.figures.period import Period, Scope

LEAD, SECOND, EXAMINER, REVIEWER, CHIEF = "431127001", "431127002", "431127003", "431127013", "431127015"
MEMBERS = ("431127016", "431127021", "431127022")
OFFICE = {"issuer": "永州市生态环境局蓝山分局", "issuer_level": "分局", "seal": "永州市生态环境局蓝山分局"}
CITY = {"issuer": "永州市生态环境局", "issuer_level": "市局", "seal": "永州市生态环境局"}
TABLE = {"table": "HN-2021|13|default"}


@dataclass
class Life:
    """A case as its people take it through its stages; the clock only goes on."""

    matter: Matter
    day: date
    office: Mapping[str, str] = field(default_factory=lambda: OFFICE)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, time(18), UTC)

    def step(self, move: str, who: str = LEAD, wait: int = 0, **answers: Any) -> Life:
        self.day += timedelta(wait)
        self.matter = take_step(uid=str(self.matter.uid), move=move, answers=answers, on=self.day, actor=who, at=self.at)
        return self

    def work(self, work: str, who: str = LEAD, wait: int = 0, chosen: Mapping[str, str] | None = None, **answers: Any) -> Life:
        self.day += timedelta(wait)
        self.matter = do_work(uid=str(self.matter.uid), work=work, answers=answers, on=self.day, actor=who, at=self.at, chosen=chosen)
        return self

    def track(self, kind: str, reason: str = "具备法定情形") -> Life:
        """A parallel matter that this one opens."""
        matter = open_track(uid=str(self.matter.uid), seen=self.matter.seen, track=kind, on=self.day, reason=reason, actor=LEAD, at=self.at)
        return Life(matter, self.day, self.office)

    def after(self, track: Life) -> Life:
        """This matter once a parallel one has told it what happened."""
        self.matter.refresh_from_db()
        self.day = max(self.day, track.day)
        return self

    # The stages of an ordinary case, each as a whole.

    def team(self) -> Life:
        return self.work("team", lead=LEAD, second=SECOND)

    def filed(self, number: str = "永环蓝立〔2026〕901号", ended: date | None = date(2026, 8, 30)) -> Life:
        self.team().step("T01", certificates_shown=True, certificates_confirmed=True, inspection_approved=True, inspection_item_listed=True)
        self.step("T02", filing_extension=0, wait=3)
        return self.step(
            "T03", CHIEF, wait=1, case_number=number, authority=self.office["issuer"], breach_suspected=True, punishable=True, own_jurisdiction=True,
            conduct_continuing=ended is None, conduct_ended_on=ended,
        )

    def investigated(self, ended: date | None = date(2026, 8, 30), fine: Decimal | None = None, **more: Any) -> Life:
        when = {"conduct_from": date(2026, 3, 1), "conduct_continuing": ended is None, "conduct_ended_on": ended}
        self.work("law", violation="air.voc_not_enclosed", **when)
        self.work("matrix", **EVIDENCE)
        self.proposed(fine, **more)
        return self.step("T10", wait=20, licence_name=self.matter.party, reports_complete=True, devices_none=True)

    def proposed(self, fine: Decimal | None = None, who: str = LEAD, **more: Any) -> Life:
        """The fine of the general table for the usual findings, or another with its memo."""
        findings = {
            "region": "县内、不跨乡镇街或在园区内", "duration": "3个月以上不足6个月", "location": "生态保护红线外", "times_2y": "1次",
            "complaint_1y": "无",
        }
        answers: dict[str, Any] = {f"f_{key}": value for key, value in findings.items()} | {f"e_{key}": "现场检查笔录" for key in findings}
        answers |= {"penalty_kinds": ["罚款"], "public_interest": False, "weighty_rights": False, "complex_case": False}
        answers |= {"fine": fine or (COMPUTED if more.get("penalty_kinds") != [] else None), "memo": "积极配合，主动整改" if fine else None, **more}
        return self.work("proposal", who, chosen=TABLE, **answers)

    def examined(self) -> Life:
        return self.step("T11", EXAMINER, wait=2)

    def noticed(self, move: str = "T13", **more: Any) -> Life:
        given = {
            "notice_number": "永环蓝罚告〔2026〕901号", "notice_parts": list(NOTICE_PARTS), "notice_offers_hearing": True, "signed_by": CHIEF,
            "notice_method": "直接", "notice_proof": "回证1号，签收", "notice_service_proof": True, "recusals_complete": True, **self.office,
        }
        return self.step(move, wait=2, **{**given, **more})

    def unopposed(self) -> Life:
        return self.step("T15", wait=15, waived_in_writing=False, hearing_requested=False)

    def reviewed(self, sender: str = "T17", **answers: Any) -> Life:
        self.step(sender, EXAMINER, wait=1, reviewer=REVIEWER, **answers)
        items = checklist(state_of(self.matter))
        return self.work("review", REVIEWER, wait=1, conclusion=PASSED, opinion="同意", **{f"check_{place}": True for place in range(len(items))})

    def discussed(self, conclusion: str = "同意拟处罚意见", **more: Any) -> Life:
        """Put on the agenda, and discussed the day after."""
        number = more.get("meeting_number", "AS202690")
        self.work("agenda", EXAMINER, meeting_number=number, meeting_on=self.day + timedelta(1), chair=CHIEF, invited=[CHIEF, *MEMBERS[:2]])
        return self.met(conclusion, wait=1, **more)

    def met(self, conclusion: str = "同意拟处罚意见", wait: int = 0, **more: Any) -> Life:
        """The meeting itself."""
        present = more.get("present", [CHIEF, *MEMBERS[:2]])
        answers = {
            "meeting_number": "AS202690", "chair": CHIEF, "present": present, "conclusion": conclusion, "opinions": "各委员发表意见",
            "collective_record": list(MINUTES_PARTS), "signers": present, **more,
        }
        return self.work("committee", MEMBERS[0], wait=wait, **answers)

    def decided(self, move: str = "T23", **more: Any) -> Life:
        return self.step(
            move, CHIEF, wait=1, decision_number="永环蓝罚〔2026〕901号", pauses_complete=True, fined_before_for_same_act=False, **self.office, **more
        )

    def served(self, move: str = "T27") -> Life:
        return self.step(move, wait=1, service_method="直接", service_proof="回证2号", service_signer="法定代表人，当日", service_receipt=True)


EVIDENCE = {
    "element_party": "营业执照复印件", "element_act": "现场检查笔录第2页", "element_when": "现场照片4张", "element_weight": "台账",
    "element_span": "生产记录和台账",
}
COMPUTED = Decimal(29000)  # 20000 + (200000 − 20000) × 5 %: the duration alone weighs


def begin(found_on: date = date(2026, 9, 1), **more: Any) -> Life:
    """A clue that came in."""
    values = {"cause": "涉VOCs作业未密闭", "party": "示例企业0119有限公司", "party_kind": "单位", "source": "日常巡查", **more}
    matter = open_clue(found_on=found_on, actor=LEAD, at=datetime.combine(found_on, time(18), UTC), **values)
    return Life(matter, found_on)


def faults() -> list[str]:
    """What the whole verification finds, the matters with it."""
    report = verifying.whole(HOMES.values(), also=finding_faults, beside={"案件办理": matter_faults})
    return [f"{fault.where}：{fault.reason}" for fault in report.faults]


def figures(*ids: str, year: int = 2026) -> dict[str, Any]:
    """Figures of the year as the report counts them."""
    return values([Scope.of(Period.year(year))], ids)[0]
