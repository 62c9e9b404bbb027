"""Cases that ran elsewhere before: each lands where its rows put it, what they don't say is a gap, and ways out that end without a decision."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from fadu.apps.cases.actions.taking_over import take_over
from fadu.apps.cases.models import Case, Matter, Transfer
from fadu.apps.cases.planning.taking_over import taken_over
from fadu.apps.cases.queries.beside import Beside
from fadu.apps.record import registry
from fadu.core.refusal import Refusal
from tests.apps.cases.lives import CHIEF, LEAD, Life, begin, faults, figures

FILED = {"number": "某案〔2024〕1号", "cause": "某案由", "party": "某公司", "party_kind": "单位", "filed_on": date(2024, 3, 1), "outcome": "在办"}
PUNISHED = {
    **FILED, "outcome": "处罚", "decided_on": date(2024, 5, 1), "decision_served_on": date(2024, 5, 3), "fine": Decimal(20000),
    "penalty_kinds": "罚款", "service_method": "直接送达",
}
SUED = {"number": "SS1", "category": "行政诉讼", "forum": "某院", "accepted_on": date(2024, 6, 1), "result": None, "resulted_on": None}


def row(**values: Any) -> dict[str, Any]:
    table = registry.table("案件")
    assert table is not None
    return {**{column.field: None for column in table.sheet.columns}, **values}


@pytest.mark.parametrize(("values", "stage"), [
    (FILED, "S20"),
    ({**FILED, "investigated_on": date(2024, 3, 20)}, "S30"),
    ({**FILED, "notice_served_on": date(2024, 4, 1)}, "S50"),
    ({**FILED, "outcome": "撤销立案"}, "S23"),
    ({**FILED, "outcome": "移送"}, "S12"),
    ({**FILED, "outcome": "处罚", "decided_on": date(2024, 5, 1), "fine": Decimal(1)}, "S75"),
    ({**FILED, "outcome": "不予处罚", "decided_on": date(2024, 5, 1)}, "S76"),
    ({**PUNISHED, "fine": None, "penalty_kinds": "警告"}, "S80"),
    (PUNISHED, "S90"),
    ({**PUNISHED, "urged_on": date(2024, 12, 1)}, "S95"),
    ({**PUNISHED, "closed_on": date(2024, 6, 1)}, "S97"),
])
def test_a_row_lands_in_the_stage_of_its_last_step(values: dict[str, Any], stage: str) -> None:
    found = taken_over(row(**values))
    assert found.stage == stage
    assert "违法行为代码" in found.gaps or stage in ("S23", "S12", "S76"), "no column says it, so it is a gap"


def test_the_other_registers_are_read_too_and_what_they_leave_open_is_said() -> None:
    court = {
        "number": "YS1", "category": "申请强制执行", "transferred_on": date(2025, 1, 10), "receiver": "某院", "receipt_on": date(2025, 1, 15),
        "result": None,
    }
    police = {"number": "YS2", "category": "行政拘留", "transferred_on": date(2024, 5, 9), "receiver": "某局", "receipt_on": None, "result": None}
    seal = {"number": "CS1", "measure": "查封扣押", "decided_on": date(2024, 3, 2), "lifted_on": None, "amount": None}
    found = taken_over(row(**PUNISHED), Beside([court, police], [SUED], [seal]))
    assert (found.stage, found.last_on) == ("S96", date(2025, 1, 15))
    assert found.file["court_stage"] == {"accepted_on": "2025-01-15"}
    assert (found.facts["appeal_pending"], found.facts["court_applied_on"]) == (True, date(2025, 1, 10))
    assert {"催告日期", "查封扣押 CS1 没有解除日期", "移送 YS2 没有结果"} <= set(found.gaps)


@pytest.mark.parametrize(("result", "left", "gap"), [("撤销", "0", False), ("变更", None, True), ("维持", None, False)])
def test_an_appeal_that_ended_leaves_what_its_row_says_and_no_more(result: str, left: str | None, gap: bool) -> None:
    appeal = {**SUED, "result": result, "resulted_on": date(2024, 9, 1)}
    found = taken_over(row(**PUNISHED), Beside(appeals=[appeal]))
    assert found.file.get("changed_fine") == left
    assert found.facts.get("overturned_on") == (None if result == "维持" else date(2024, 9, 1))
    assert ("SS1 变更后的罚款数额" in found.gaps) is gap


@pytest.mark.django_db
def test_a_case_at_the_court_is_taken_on_there_and_closed_by_what_the_court_did(bureau: None) -> None:
    waiting = Transfer.objects.filter(category="申请强制执行", case__closed_on__isnull=True).order_by("number")[0]
    matter = take_over(case=str(waiting.case.uid), actor=LEAD, at=datetime(2026, 8, 1, 9, tzinfo=UTC))
    assert matter.stage == "S96"
    life = Life(matter, date(2026, 8, 2))
    with pytest.raises(Refusal, match="还没有登记"):
        life.step("T35", closing_reason="法院执行完毕")
    court = life.track("court_enforcement", "补记法院阶段").step("N04", court_received_on=life.day).step("N11", wait=5, ruling_number="裁1号")
    court.step("N16", wait=30, court_outcome="法院终结执行", court_paid=Decimal(0))
    life.after(court).step("T35", closing_reason="法院终结执行")
    assert Case.objects.get(pk=waiting.case.pk).closed_on == life.day
    assert faults() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("move", "answers", "outcome", "archive"), [
    ("T08", {"ground": "当事人死亡，没有承受人"}, "撤销立案", "T45"), ("T09", {"reason": "不符合立案条件"}, "撤销立案", "T46"),
    ("T42", {"receiver": "某机关", "reason": "不属管辖"}, "移送", "T48"),
])
def test_a_case_that_ends_without_a_decision(bureau: None, move: str, answers: dict[str, str], outcome: str, archive: str) -> None:
    before = figures("case.filed", "case.closed")
    life = begin().filed().step(move, CHIEF, wait=5, **answers).step(archive, wait=2, archive_number="2026-903")
    case = Case.objects.get(number="永环蓝立〔2026〕901号")
    assert (case.outcome, case.closed_on) == (outcome, date(2026, 9, 10))
    assert ("终止调查" in case.remark) is (move == "T08"), "the workbook has no word of its own for it"
    assert Matter.objects.get(pk=life.matter.pk).ended
    assert figures("case.filed", "case.closed") == {name: before[name] + 1 for name in before}
    assert faults() == []
