"""Each declared register from its declaration: entered by form, sealed, listed, counted, taken out and in again."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fadu.apps.exchange.actions import export_workbook, import_workbook, undo_import
from fadu.apps.exchange.homes import HOMES
from fadu.apps.record.models import Entry
from fadu.apps.registers.models import Fact
from fadu.apps.reports import queries
from fadu.apps.reports.compiling.outline import OUTLINE
from fadu.apps.reports.compiling.sentences.registers import Registered
from fadu.apps.reports.palette import FIGURES
from fadu.core.figures import Period, Scope
from fadu.core.refusal import Refusal
from fadu.core.registers import DECLARED, HEADINGS, Register
from fadu.core.workbook.sheets import WRITTEN_ORDER
from tests.apps.exchange.workbooks import workbook
from tests.apps.registers.cells import typed
from tests.apps.reports.conftest import drafted

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 12)
YEAR = Scope.of(Period.year(2024))
AT = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)


def ids(register: Register) -> list[str]:
    return [register.figure_id(measure) for measure in register.measures]


@pytest.mark.parametrize("register", DECLARED.values(), ids=DECLARED.keys())
def test_a_row_goes_in_by_form_its_figures_move_and_open_to_it(as_role: Any, register: Register) -> None:
    clerk, name = as_role("clerk"), register.sheet.name
    before = queries.values([YEAR], ids(register))[0]
    answer = clerk.post(f"/exchange/rows/{name}/new/", typed(register.sheet, DAY))
    assert answer.status_code == 302, answer.content.decode().split('id="errors"')[-1][:600]
    row = Fact.objects.get(register=name)
    assert Entry.objects.filter(subject=str(row.uid), event="RowRecorded", sheet=name).exists()
    after = queries.values([YEAR], ids(register))[0]
    assert (after[f"register.{register.id}.count"] or 0) == (before[f"register.{register.id}.count"] or 0) + 1
    (opened,) = [one for one in queries.rows_of(f"register.{register.id}.count", YEAR) if one.counted]
    assert (opened.uid, opened.sheet) == (str(row.uid), name)
    assert opened.seal
    assert row.number in clerk.get(f"/ledger/{name}/").content.decode()
    page = clerk.get(f"/registers/{name}/").content.decode()
    assert register.keeper in page
    assert clerk.get(f"/ledger/{name}/{row.uid}/").status_code == 200
    for id in ids(register):
        assert FIGURES[id].definition in clerk.get(f"/reports/figures/{id}/?year=2024").content.decode().replace("&quot;", '"').replace("&#x27;", "'")


def test_a_figure_without_rows_is_zero_or_unknown_and_its_page_opens(as_role: Any) -> None:
    said = queries.values([YEAR], [id for register in DECLARED.values() for id in ids(register)])[0]
    assert said["register.court_observation.count"] == 0
    assert said["register.misconduct.count"] == 0  # the sample year has a zero report on this
    assert said["register.interference.count"] is None  # nobody reported on that
    assert said["register.task.done_rate"] is None
    assert as_role("clerk").get("/reports/figures/register.task.done_rate/?year=2024").status_code == 200


def test_what_stands_on_a_day_and_what_was_said_last() -> None:
    take({"法律顾问": [("编号", "姓名或单位", "类型", "聘期起", "聘期止"), ("G1", "甲", "外聘律师", "2023-01-01", "2024-06-30"),
                    ("G2", "乙", "公职律师", "2024-03-01", None)],
          "编制与招录": [("编号", "统计日期", "核定编制", "实有人数"), ("B1", "2023-12-31", 20, 15), ("B2", "2024-12-31", 20, 14)]})
    by_half = queries.values(
        [Scope.of(Period.half(2024, 1)), Scope.of(Period.half(2024, 2))], ["register.legal_adviser.standing", "register.establishment.filled"]
    )
    assert by_half == [
        {"register.legal_adviser.standing": 2, "register.establishment.filled": 15},
        {"register.legal_adviser.standing": 1, "register.establishment.filled": 14},
    ]


def take(sheets: dict[str, list[tuple[Any, ...]]], **how: Any) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        return import_workbook(workbook(Path(folder), sheets), actor="测试", at=AT, **how)


OVERTIME = [("编号", "日期", "人员工号", "事项", "合计小时", "周末(是/否)"), ("J1", "2024-06-15", "431127001、431127002", "现场检查", 16, "是")]


def test_a_declared_register_comes_in_and_goes_out_as_a_sheet_and_a_second_time_changes_nothing(bureau: Any, tmp_path: Path) -> None:
    assert take({"加班登记": OVERTIME}).plan.report()["refusals"] == []
    with export_workbook(actor="测试", at=AT) as stream:
        (tmp_path / "out.xlsx").write_bytes(stream.read())
    sheets = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [name for name in sheets.sheetnames if name not in WRITTEN_ORDER] == ["加班登记"]  # registers without rows stay at home
    assert [cell.value for cell in sheets["加班登记"][2]][:5] == ["J1", datetime(2024, 6, 15), "431127001、431127002", "现场检查", 16]
    again = import_workbook(tmp_path / "out.xlsx", actor="测试", at=AT)
    assert (again.batch, again.plan.count("changed"), again.plan.count("new")) == ("", 0, 0)


def test_a_reference_of_a_declared_register_must_stand_and_holds_what_it_names(bureau: Any) -> None:
    wrong = take({"加班登记": [OVERTIME[0], ("J1", "2024-06-15", "无此人", "现场检查", 16, "是")]}).plan.report()["refusals"]
    assert [(one["column"], "找不到" in one["reason"]) for one in wrong] == [("人员工号", True)]
    people = take({"人员": [("工号", "姓名", "执法人员(是/否)", "法制审核人员(是/否)"), ("N1", "新来的", "否", "否")]})
    take({"加班登记": [OVERTIME[0], ("J1", "2024-06-15", "N1", "现场检查", 16, "是")]})
    with pytest.raises(Refusal, match="加班登记"):
        undo_import(people.batch, actor="测试", at=AT)


def test_a_list_is_searched_in_every_column_of_words(as_role: Any) -> None:
    take({"加班登记": OVERTIME})
    clerk = as_role("clerk")
    assert "J1" in clerk.get("/ledger/加班登记/", {"text": "现场检"}).content.decode()
    assert "没有符合条件" in clerk.get("/ledger/加班登记/", {"text": "无此事"}).content.decode()


def test_two_rows_with_one_number_are_refused(bureau: Any) -> None:
    assert "不止一次" in take({"加班登记": [*OVERTIME, OVERTIME[1]]}).plan.report()["refusals"][0]["reason"]


def test_the_ledger_verifies_with_rows_of_declared_registers(bureau: Any) -> None:
    from fadu.apps.exchange.verifying import finding_faults

    take({"加班登记": OVERTIME})
    assert list(finding_faults(HOMES["加班登记"])) == []


def test_what_is_registered_stands_in_the_report_bound_to_its_figures(bureau: Any) -> None:
    assert not {id for id in drafted(2024).numbers if id.startswith("register.")}  # a register without rows says nothing
    take({"加班登记": OVERTIME, "旁听庭审": [("编号", "日期", "法院", "旁听人次"), ("P1", "2024-09-03", "县法院", 12)]})
    report = drafted(2024)
    assert "加班1次，周末加班1次，加班时长16小时。" in report.text
    assert "旁听庭审1次，旁听庭审人员12人次。" in report.text
    assert {"register.overtime.hours", "register.court_observation.people"} <= set(report.numbers)


def test_every_heading_of_a_register_has_a_place_in_the_report() -> None:
    told = [one for part in OUTLINE for section in part.sections for some in section.paragraphs for one in some]
    placed = {one.heading for one in told if isinstance(one, Registered)}
    assert placed == set(HEADINGS)
