"""Taking a workbook in: all or nothing, each row an act, the same file twice nothing, undo as one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, transaction

from fadu.apps.cases.models import Case
from fadu.apps.exchange.actions import import_workbook, undo_import
from fadu.apps.exchange.actions.importing import Outcome
from fadu.apps.exchange.homes import HOMES
from fadu.apps.exchange.models import Import
from fadu.apps.exchange.writing import write_workbook
from fadu.apps.facilities.models import Facility
from fadu.apps.inspections.models import Inspection
from fadu.apps.record import queries as record
from fadu.apps.record import verifying
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal
from tests.apps.record.tampering import triggers_off

from .workbooks import SAMPLE_2023, SAMPLE_2024, altered, column_of, set_cell, workbook

pytestmark = pytest.mark.django_db
AT = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)


def take(path: Path, **options: Any) -> Outcome:
    return import_workbook(path, actor="431127016", at=AT, **options)


def refusals(outcome: Outcome) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = outcome.plan.report()["refusals"]
    return found


def test_the_sample_year_goes_in_with_its_three_known_findings_and_the_ledger_holds() -> None:
    outcome = take(SAMPLE_2024)
    report = outcome.plan.report()
    assert report["refusals"] == []
    assert report["totals"]["new"] == Entry.objects.exclude(sheet="").count() == 1046
    assert sorted(item["key"] for item in report["findings"]) == ["431127013", "431127014", "永环蓝立〔2024〕17号"]
    assert list(verifying.ledger_faults([])) == []
    assert [fault for table in HOMES.values() for fault in verifying.state_faults(table)] == []


def test_the_same_workbook_twice_changes_nothing() -> None:
    take(SAMPLE_2024)
    before = Entry.objects.count()
    again = take(SAMPLE_2024)
    assert again.batch == ""
    assert again.plan.count("new") == again.plan.count("changed") == 0
    assert Entry.objects.count() == before


def test_a_changed_row_is_an_update_whose_before_and_after_are_sealed(tmp_path: Path) -> None:
    take(SAMPLE_2024)
    outcome = take(altered(tmp_path, set_cell("案件", 2, "罚款金额(元)", 9000)))
    assert outcome.plan.count("changed") == 1
    case = Case.objects.get(number="永环蓝立〔2024〕1号")
    assert case.fine == 9000
    newest = record.timeline(str(case.uid))[0]
    assert (newest.verb, newest.changes) == ("更正", [("罚款金额(元)", "8000 元", "9000 元")])


def test_one_refused_row_refuses_the_file_and_nothing_is_written(tmp_path: Path) -> None:
    outcome = take(altered(tmp_path, set_cell("案件", 2, "处理结果", "罚")))
    [refusal] = refusals(outcome)
    assert (refusal["sheet"], refusal["row"], refusal["column"], refusal["value"]) == ("案件", 2, "处理结果", "罚")
    assert refusal["reason"] and refusal["mend"]
    assert Case.objects.count() == Entry.objects.count() == Import.objects.count() == 0


def test_keep_going_takes_the_other_rows_but_not_those_that_name_a_refused_one(tmp_path: Path) -> None:
    outcome = take(altered(tmp_path, set_cell("监管对象", 2, "类别", "重点")), keep_going=True)
    sheets = {item["sheet"] for item in refusals(outcome)}
    assert {"监管对象", "检查", "案件"} <= sheets
    assert not Facility.objects.filter(number="DX43112700001").exists()
    assert not Inspection.objects.filter(facility__number="DX43112700001").exists()
    assert Facility.objects.count() == 154


@pytest.mark.parametrize(
    ("change", "sheet", "column"),
    [
        (set_cell("案件", 2, "决定日期", date(2024, 1, 1)), "案件", "决定日期"),
        (set_cell("信访", 2, "办结日期", date(2023, 12, 1)), "信访", "办结日期"),
        (set_cell("案件", 3, "案号", "永环蓝立〔2024〕1号"), "案件", "案号"),
        (set_cell("检查", 2, "日期", None), "检查", "日期"),
        (set_cell("检查", 2, "对象编号", "DX不存在"), "检查", "对象编号"),
        (set_cell("检查", 2, "执法人员工号", "431127012、999"), "检查", "执法人员工号"),
        (set_cell("检查", 2, "执法人员工号", "431127012"), "检查", "执法人员工号"),
        (set_cell("移送", 2, "案号", "永环蓝立〔2024〕99号"), "移送", "案号"),
        (set_cell("监管对象", 2, "统一社会信用代码", "91431127MA00000155"), "监管对象", "统一社会信用代码"),
        (set_cell("监管对象", 2, "统一社会信用代码", 914311270000001546), "监管对象", "统一社会信用代码"),
        (set_cell("自动监控", 2, "设备编号MN", "431127A8900016F29F00000"), "自动监控", "设备编号MN"),
        (set_cell("检查", 2, "日期", "2024年2月30日"), "检查", "日期"),
        (set_cell("案件", 2, "罚款金额(元)", -1), "案件", "罚款金额(元)"),
        (set_cell("案件", 2, "罚款金额(元)", "#N/A"), "案件", "罚款金额(元)"),
        (set_cell("案件", 2, "结案日期", "=TODAY()"), "案件", "结案日期"),
        (set_cell("单位", 2, "值", 2), "单位", "值"),
        (set_cell("信访", 2, "作废", "待定"), "信访", "作废"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    tmp_path: Path, change: Callable[[openpyxl.Workbook], None], sheet: str, column: str
) -> None:
    found = refusals(take(altered(tmp_path, change), keep_going=False))
    assert any((item["sheet"], item["column"]) == (sheet, column) and item["row"] and item["mend"] for item in found), found
    assert Entry.objects.count() == 0


def test_the_cause_is_told_before_what_follows_from_it(tmp_path: Path) -> None:
    meeting = [("会议编号", "日期", "参会人数", "议题案号"), ("AS1", "2024-03-04", 7, "甲环立〔2024〕1号")]
    cases = [("案由", "立案日期", "处理结果"), ("示例案由", "2024-01-01", "在办")]
    found = refusals(take(workbook(tmp_path, {"案审会": meeting, "案件": cases})))
    assert [(item["sheet"], item["rule"]) for item in found] == [("案件", "header"), ("案审会", "reference")]


def test_the_workbook_of_another_bureau_is_told_before_it_goes_in(tmp_path: Path) -> None:
    ours = {"格式版本": 1, "名称": "某市甲县分局", "简称": "甲县分局", "行政区划代码": "431127", "文号机关代字": "甲环"}
    take(workbook(tmp_path, {"单位": [("项目", "值"), *ours.items()]}))
    theirs = take(workbook(tmp_path, {"单位": [("项目", "值"), *(ours | {"名称": "某市乙县分局", "行政区划代码": "431129"}).items()]}))
    said = theirs.plan.report()["notes"]
    assert [(note["row"], note["value"]) for note in said] == [(3, "某市乙县分局"), (5, "431129")]
    assert all("别的单位" in note["reason"] for note in said)


def test_headers_in_any_order_below_a_title_with_text_dates_and_full_width_digits(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["信访"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "2024年信访台账"
        sheet.merge_cells("A1:H1")
        sheet.move_range("C3:C200", cols=20)
        line = 4
        sheet.cell(line, 23).value = "２０２４年１月４日"

    take(SAMPLE_2024)
    outcome = take(altered(tmp_path, change))
    assert refusals(outcome) == []
    assert outcome.plan.count("changed") == outcome.plan.count("new") == 0


def test_merged_cells_mean_their_value_for_every_row(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["监管对象"]
        column = column_of(sheet, "乡镇")
        sheet.cell(2, column).value = "塔峰镇"
        sheet.merge_cells(start_row=2, end_row=4, start_column=column, end_column=column)

    take(altered(tmp_path, change))
    assert list(Facility.objects.filter(township="塔峰镇").values_list("number", flat=True)) == [f"DX4311270000{n}" for n in (1, 2, 3)]


def test_blank_leaves_what_stands_a_dash_clears_it_and_a_withdrawn_row_stays_in_the_ledger(tmp_path: Path) -> None:
    take(SAMPLE_2024)
    rows = [["编号", "内容摘要", "要素", "作废"], ["XF20240001", "", "—", ""], ["XF20240002", "", "", "是"]]
    outcome = take(workbook(tmp_path, {"信访": rows}))
    assert refusals(outcome) == []
    first, second = (HOMES["信访"].stored([(number,)])[(number,)] for number in ("XF20240001", "XF20240002"))
    assert (first.snapshot["summary"], first.snapshot["element"]) == ("示例反映内容", None)
    assert second.snapshot["withdrawn"] is True
    assert len(record.timeline(str(second.uid))) == 2


def test_unknown_columns_and_sheets_are_kept_and_go_out_again(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["普法活动"]
        sheet.cell(1, sheet.max_column + 1).value = "天气"
        sheet.cell(2, sheet.max_column).value = "晴"
        extra = book.create_sheet("食堂采购")
        extra.append(["日期", "品名"])
        extra.append(["2024-01-01", "大米"])

    outcome = take(altered(tmp_path, change))
    assert {(note["sheet"], note["column"]) for note in outcome.plan.report()["notes"]} >= {("普法活动", "天气"), ("食堂采购", None)}
    write_workbook(tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book["普法活动"]
    assert sheet.cell(2, column_of(sheet, "天气")).value == "晴"
    assert book["食堂采购"]["B2"].value == "大米"


def test_undo_takes_an_import_back_as_one_act_and_the_file_can_come_in_again() -> None:
    take(SAMPLE_2023)
    people = HOMES["人员"].rows().count()
    outcome = take(SAMPLE_2024)
    event = undo_import(outcome.batch, actor="431127016", at=AT)
    assert event.removed == outcome.plan.count("new")
    assert event.restored == outcome.plan.count("changed")
    assert not Case.objects.filter(number__contains="2024").exists()
    assert HOMES["人员"].rows().count() == people
    assert [fault for table in HOMES.values() for fault in verifying.state_faults(table)] == []
    assert list(verifying.ledger_faults([])) == []
    assert take(SAMPLE_2024).plan.count("new") == event.removed


def test_undo_is_refused_once_later_acts_rest_on_it(tmp_path: Path) -> None:
    first = take(SAMPLE_2024)
    later = take(altered(tmp_path, set_cell("案件", 2, "罚款金额(元)", 9000)))
    with pytest.raises(Refusal, match="改动"):
        undo_import(first.batch, actor="431127016", at=AT)
    undo_import(later.batch, actor="431127016", at=AT)
    undo_import(first.batch, actor="431127016", at=AT)
    with pytest.raises(Refusal, match="已撤回"):
        undo_import(first.batch, actor="431127016", at=AT)


def test_undo_is_refused_while_rows_of_another_import_name_its_rows(tmp_path: Path) -> None:
    first = take(SAMPLE_2024)
    meeting = [["会议编号", "日期", "参会人数", "议题案号"], ["AS9", "2024-12-30", 5, "永环蓝立〔2024〕1号"]]
    take(workbook(tmp_path, {"案审会": meeting}))
    with pytest.raises(Refusal, match="引用"):
        undo_import(first.batch, actor="431127016", at=AT)


def test_a_row_altered_behind_the_ledgers_back_is_found_and_named() -> None:
    take(SAMPLE_2024)
    Case.objects.filter(number="永环蓝立〔2024〕1号").update(decided_on=date(2024, 3, 5))
    [fault] = [fault for table in HOMES.values() for fault in verifying.state_faults(table)]
    assert "永环蓝立〔2024〕1号" in fault.where
    assert "决定日期" in fault.reason


def test_the_database_refuses_to_change_or_remove_an_entry_and_without_its_triggers_the_change_is_found() -> None:
    take(SAMPLE_2024)
    for change in (lambda: Entry.objects.filter(index=5).update(actor="别人"), lambda: Entry.objects.filter(index=5).delete()):
        with pytest.raises(DatabaseError, match="不能改"), transaction.atomic():
            change()
    with triggers_off():
        Entry.objects.filter(index=5).update(actor="别人")
    assert next(verifying.ledger_faults([])).where.startswith("档案第 5 条")
