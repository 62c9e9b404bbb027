"""What makes bringing rows in kind: the wrong cells marked in people's own file, a blank workbook that helps to fill it in."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from fadu.apps.exchange import marking
from fadu.apps.exchange.actions import import_workbook
from fadu.apps.exchange.writing import write_blank_workbook
from fadu.core.refusal import Refusal
from fadu.core.workbook.sheets import BY_NAME
from tests.apps.exchange.workbooks import SAMPLE_2024, altered, column_of, set_cell, workbook

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)


def marked(path: Path, name: str = "") -> tuple[openpyxl.Workbook, int]:
    report = import_workbook(path, actor="测试", at=AT, file_name=name, dry_run=True).plan.report()
    stream = BytesIO()
    count = marking.write_marked(path, name or path.name, report, stream)
    return openpyxl.load_workbook(stream), count


def test_the_wrong_cell_is_marked_in_the_same_workbook_and_the_mended_copy_goes_in(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        set_cell("信访", 5, "受理日期", "2024-13-01")(book)
        book["信访"]["A1"].font = Font(name="楷体", size=20)

    book, count = marked(altered(tmp_path, change))
    sheet = book["信访"]
    wrong = sheet.cell(5, column_of(sheet, "受理日期"))
    assert wrong.comment is not None and "改法：" in wrong.comment.text and wrong.fill.fgColor.rgb == "FFF4B6B6"
    assert sheet["A1"].font.name == "楷体" and book["案件"].max_row == 47
    commented = [cell for one in book for line in one.iter_rows() for cell in line if cell.comment]
    assert len(commented) == count
    wrong.value = "2024-01-05"
    book.save(tmp_path / "mended.xlsx")
    assert import_workbook(tmp_path / "mended.xlsx", actor="测试", at=AT).batch


@pytest.mark.parametrize("name", ["信访.csv", "信访.et"])
def test_of_a_file_of_another_kind_the_copy_is_a_workbook(tmp_path: Path, name: str) -> None:
    head, row = ["编号", "渠道", "受理日期", "重复信访(是/否)", "越级信访(是/否)"], ["=XF1", "电话", "三月五日", "否", "否"]
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_text("\n".join(",".join(line) for line in (head, row)), "gb18030")
    else:
        shutil.copy(workbook(tmp_path, {"信访": [head, ["XF1", *row[1:]]]}), path)
    sheet = marked(path)[0]["信访"]
    assert sheet["C2"].comment is not None and "受理日期" in [cell.value for cell in sheet[1]]
    assert sheet["A2"].data_type == "s"


def test_what_is_wrong_with_a_row_or_a_header_stands_at_its_beginning_also_in_merged_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"信访": [["编号", "渠道"], ["XF1", "电话"], ["XF2", None]], "会议学习": [["没有", "表头"], ["甲", "乙"]]})
    book = openpyxl.load_workbook(path)
    book["信访"].merge_cells("B2:B3")
    book.save(path)
    book, _ = marked(path)
    assert "表头" in book["会议学习"]["A1"].comment.text
    assert any(cell.comment for cell in book["信访"][2])


def test_where_nothing_is_wrong_no_copy_is_made(tmp_path: Path) -> None:
    import_workbook(SAMPLE_2024, actor="测试", at=AT)
    path = workbook(tmp_path, {"普法活动": [["编号", "主题", "日期"], ["PF1", "示例主题", "2024-05-05"]]})
    with pytest.raises(Refusal):
        marked(path)


def test_a_blank_workbook_says_what_goes_where_and_holds_no_row() -> None:
    stream = BytesIO()
    write_blank_workbook(stream)
    book = openpyxl.load_workbook(stream)
    assert set(book.sheetnames) >= set(BY_NAME)
    for sheet in book:
        assert sheet.max_row == 1 and all(cell.comment and cell.comment.text for cell in sheet[1])
    lists = {rule.formula1 for rule in validations(book["信访"]) if rule.type == "list"}
    assert '"是,否"' in lists and any("电话" in one for one in lists)
    dates = [rule for rule in validations(book["案件"]) if rule.type == "date"]
    assert dates and all("2024-03-05" in rule.prompt for rule in dates)


def validations(sheet: Worksheet) -> list[openpyxl.worksheet.datavalidation.DataValidation]:
    return list(sheet.data_validations.dataValidation)


def test_the_blank_workbook_goes_in_empty_and_filled(tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    write_blank_workbook(path)
    assert import_workbook(path, actor="测试", at=AT).batch == ""
    book = openpyxl.load_workbook(path)
    sheet = book["普法活动"]
    for header, value in {"编号": "PF1", "主题": "示例主题", "日期": "2024-05-05"}.items():
        sheet.cell(2, column_of(sheet, header)).value = value
    book.save(path)
    assert import_workbook(path, actor="测试", at=AT).plan.report()["totals"]["new"] == 1
