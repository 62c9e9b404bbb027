"""Ledgers that lack something, say something else, or belong to another bureau."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from openpyxl import Workbook

from fadu.apps.reports.compiling.drafting import scope_of
from fadu.apps.reports.compiling.values import Look, Need, Report
from fadu.apps.reports.queries import Stated, stated
from tests.apps.exchange.workbooks import SAMPLE_2024, altered, set_cell, workbook
from tests.apps.reports.conftest import drafted, take_in

pytestmark = pytest.mark.django_db

UNIT = [
    ["项目", "值"], ["格式版本", "1"], ["名称", "示例市生态环境局甲乙分局"], ["简称", "甲乙分局"], ["上级单位", "示例市生态环境局"],
    ["行政区划代码", "430681"], ["文号机关代字", "示环甲"],
]


def without(*names: str) -> Callable[[Workbook], None]:
    """A change that takes sheets out."""

    def change(book: Workbook) -> None:
        for name in names:
            del book[name]

    return change


def without_last_row(sheet: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet].delete_rows(book[sheet].max_row)

    return change


def skeleton(report: Report) -> list[str]:
    """The text with every bound run taken out."""
    return ["".join(run if isinstance(run, str) else f"<{run.figure}>" for run in line.runs) for line in report.lines]


def words(report: Report) -> dict[str, str]:
    return {entry.figure: entry.shown for entry in report.entries}


def _read(path: Path) -> tuple[Report, dict[str, Stated]]:
    """The draft and all figures of a ledger that holds this workbook alone; it is gone afterwards."""
    with transaction.atomic():
        take_in(path)
        found = drafted(2024), stated(scope_of(2024))
        transaction.set_rollback(True)
    return found


def test_a_zero_without_its_report_is_marked_and_not_asserted(tmp_path: Path) -> None:
    take_in(altered(tmp_path, without("零报告")))
    report = drafted(2024)
    assert "没有发生" not in report.text
    unbacked = [mark.text for mark in report.marks if mark.need is Need.UNBACKED]
    assert [re.findall("“(.+?)”", text)[0] for text in unbacked] == ["行政复议", "行政诉讼", "干部职工违纪违法", "违法办事引发信访"]
    assert report.incomplete
    assert "待核实4处" in report.status


def test_a_zero_report_that_says_some_asserts_nothing(tmp_path: Path) -> None:
    take_in(altered(tmp_path, set_cell("零报告", 3, "结果", "有")))
    report = drafted(2024)
    assert "行政诉讼" not in report.text
    assert [mark.text for mark in report.marks if mark.need is Need.UNBACKED] == ["“行政诉讼”的零报告报“有”，台账没有记录。"]


def test_a_lawsuit_is_counted_instead_of_denied_and_a_contrary_zero_report_is_marked(tmp_path: Path) -> None:
    def sue(book: Workbook) -> None:
        book["复议诉讼"].delete_rows(2, book["复议诉讼"].max_row)
        book["复议诉讼"].append(["SS1", book["案件"].cell(2, 1).value, "行政诉讼", date(2024, 9, 1)])

    take_in(altered(tmp_path, sue))
    report = drafted(2024)
    assert "被提起行政诉讼1件" in report.text
    assert "没有发生行政诉讼" not in report.text
    assert any("零报告却报“无”" in mark.text for mark in report.marks)


def test_measured_values_without_their_register_are_marked_missing(tmp_path: Path) -> None:
    take_in(altered(tmp_path, without("环境质量", "考核排名")))
    report = drafted(2024)
    missing = {figure for mark in report.marks if mark.need is Need.MISSING for figure in mark.figures}
    assert {"quality.air.index", "quality.air.pm25", "quality.water.city_rank", "quality.soil.farmland", "damages.city_rank"} <= missing
    assert report.incomplete
    assert "PM2.5" not in report.text
    assert "行政处罚立案46起" in report.text


def test_an_unknown_year_before_is_missing_by_name_while_the_value_is_told(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        set_cell("环境质量", 4, "上年同期值", None)(book)

    take_in(altered(tmp_path, change))
    report = drafted(2024)
    assert "PM2.5浓度25.5微克/立方米，全市排名第3" in report.text
    assert ("quality.air.pm25.yoy",) in [mark.figures for mark in report.marks]


def test_an_empty_ledger_gives_the_frame_and_says_what_is_missing() -> None:
    report = drafted(2024)
    assert report.incomplete
    assert report.entries == ()
    assert report.title_lines == ("2024年度法治政府建设情况报告",)
    assert [line.text[:2] for line in report.lines if line.look is Look.PART] == ["一、", "二、", "三、", "四、"]
    assert "推行“双随机、一公开”监管" in report.silent
    assert any("单位名称" in mark.text for mark in report.marks)


def test_a_ledger_with_only_cases_of_another_bureau_speaks_of_these_alone(tmp_path: Path) -> None:
    people = [["工号", "姓名", "执法人员(是/否)", "法制审核人员(是/否)"], ["1", "甲", "是", "否"], ["2", "乙", "是", "否"]]
    cases = [
        ["案号", "案由", "当事人名称", "当事人类型", "立案日期", "主办人工号", "协办人工号", "处理结果", "决定日期", "罚款金额(元)"],
        ["1号", "案由", "某厂", "单位", date(2022, 3, 1), "1", "2", "处罚", date(2022, 5, 1), 9500],
    ]
    take_in(workbook(tmp_path, {"单位": UNIT, "人员": people, "案件": cases}))
    report = drafted(2022)
    assert "全年行政处罚立案1起，下达行政处罚决定书1份，罚款9500元。" in report.text
    assert report.addressees == "市委、市人民政府，示例市生态环境局"
    assert "双随机" not in report.text
    assert "信访" not in report.text


@pytest.mark.parametrize("sheet", ["检查", "信访", "普法活动", "专项整治", "会议学习", "损害赔偿", "环评审批", "案审会"])
def test_a_row_taken_out_changes_exactly_the_numbers_that_count_it(tmp_path: Path, sheet: str) -> None:
    whole, figures = _read(SAMPLE_2024)
    short, fewer = _read(altered(tmp_path, _one_meeting_less if sheet == "案审会" else without_last_row(sheet)))
    changed = {id for id in words(whole) if words(whole)[id] != words(short).get(id)}
    assert changed
    assert changed == {id for id in words(whole) if (figures[id].value, figures[id].change) != (fewer[id].value, fewer[id].change)}
    assert skeleton(whole) == skeleton(short)


def _one_meeting_less(book: Workbook) -> None:
    """The last meeting, and the cases that name it as theirs."""
    sheet, cases = book["案审会"], book["案件"]
    number = sheet.cell(sheet.max_row, 1).value
    sheet.delete_rows(sheet.max_row)
    column = next(cell.column for cell in cases[1] if cell.value == "集体讨论会议编号")
    for line in range(2, cases.max_row + 1):
        if cases.cell(line, column).value == number:
            cases.cell(line, column).value = None
