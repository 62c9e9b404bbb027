"""What adds up in the sample year, and what a fuller year is told: sums, rates, zero claims, quarters, trace codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fadu.apps.cases.models import Case
from fadu.apps.record import queries as record
from fadu.apps.reports import queries
from fadu.core.figures import Period, Scope, trace_code
from fadu.core.figures.relations import Check, Status
from tests.apps.exchange.workbooks import workbook

from .ledgers import SAMPLE_2023, SAMPLE_2024, fuller, take

pytestmark = pytest.mark.django_db
YEAR = Scope.of(Period.year(2024))


def outcome(scope: Scope = YEAR) -> dict[str, Check]:
    return {check.id: check for check in queries.checks(scope)}


def test_in_the_published_year_everything_adds_up_and_what_may_differ_is_only_said() -> None:
    take(SAMPLE_2023, SAMPLE_2024)
    found = outcome()
    assert [check for check in found.values() if check.status is Status.BROKEN] == []
    assert {id for id in ("R1.pool", "R4", "R10", "R21", "zero.litigation") if found[id].status is Status.HOLDS} == {
        "R1.pool", "R4", "R10", "R21", "zero.litigation",
    }
    assert (found["R29.study"].left, found["R29.study"].right) == (50, 53)
    assert all(found[f"R16.quality.air.{key}"].status is Status.HOLDS for key in ("index", "pm25", "pm10"))
    assert found["R17.quality.air.good_rate"].status is Status.HOLDS


def test_what_does_not_add_up_is_found_with_both_sides_and_the_rest_explained(tmp_path: Path) -> None:
    take(fuller(tmp_path))
    found = outcome()
    assert found["zero.reconsideration"].status is Status.BROKEN  # a case is in the ledger, the zero report says 无
    assert found["R1.source"].status is Status.HOLDS
    pool = outcome(Scope.of(Period.year(2024), date(2024, 5, 15)))["R1.pool"]  # an object of class 其他 is in the pool then
    assert (pool.status, pool.left, pool.right) == (Status.INFO, 135, 134)
    assert "其他对象" in pool.explanation
    assert outcome(Scope.of(Period.quarter(2024, 1)))["R29.draw"].status is Status.UNDECIDABLE


def test_a_source_that_is_not_recorded_is_said_as_the_rest() -> None:
    take(SAMPLE_2024)
    Case.objects.filter(number="永环蓝立〔2024〕1号").update(source="")
    check = outcome()["R1.source"]
    assert (check.status, check.left, check.right) == (Status.INFO, 46, 45)


def test_a_zero_is_covered_only_by_reports_that_leave_no_day_open(tmp_path: Path) -> None:
    take(SAMPLE_2024)
    header = ["编号", "事项", "时段起", "时段止", "结果", "具报人工号", "日期"]

    def report(number: str, first: str, last: str, result: str = "无") -> list[str]:
        return [number, "执法过错追责", first, last, result, "431127016", "2025-01-05"]

    def said(scope: Scope = YEAR) -> object:
        return queries.values([scope], ["zero.accountability"])[0]["zero.accountability"]

    assert said() is None
    take(workbook(tmp_path, {"零报告": [header, report("L1", "2024-01-01", "2024-06-30"), report("L2", "2024-08-01", "2024-12-31")]}, "gap.xlsx"))
    assert said() is None
    assert said(Scope.of(Period.quarter(2024, 1))) == 0
    take(workbook(tmp_path, {"零报告": [header, report("L3", "2024-07-01", "2024-07-31")]}, "filled.xlsx"))
    assert said() == 0
    assert {row.number for row in queries.rows_of("zero.accountability", YEAR)} == {"L1", "L2", "L3"}
    take(workbook(tmp_path, {"零报告": [header, report("L4", "2024-03-01", "2024-03-31", "有")]}, "some.xlsx"))
    assert said() is None


def test_a_trace_code_is_made_of_the_value_and_the_latest_seals_of_its_rows(tmp_path: Path) -> None:
    take(SAMPLE_2024)
    figure = queries.stated(YEAR, ["case.transfer.detention"])["case.transfer.detention"]
    code = queries.traces(YEAR, [figure])[figure.id]
    rows = [(row.uid, record.timeline(row.uid)[0].digest) for row in queries.rows_of(figure.id, YEAR)]
    assert code == trace_code("case.transfer.detention", Period.year(2024), date(2024, 12, 31), 5, rows)
    take(workbook(tmp_path, {"移送": [["编号", "案号", "类型", "移送日期", "接收机关", "结果"],
                                     ["YS2024001", "永环蓝立〔2024〕9号", "行政拘留", date(2024, 4, 25), "县公安局", "已拘留"]]}))
    again = queries.stated(YEAR, [figure.id])[figure.id]
    assert again.value == figure.value
    assert queries.traces(YEAR, [again])[figure.id] != code
