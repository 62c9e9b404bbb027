"""Finding the header of a sheet."""

from __future__ import annotations

import pytest

from fadu.core.workbook import headers
from fadu.core.workbook.sheets import BY_NAME

CASES = BY_NAME["案件"]
MEETINGS = BY_NAME["案审会"]


def names(match: headers.HeaderMatch) -> dict[int, str]:
    return {position: column.field for position, column in match.columns.items()}


def test_columns_are_found_in_any_order() -> None:
    match = headers.find([["参会人数", "日期", "会议编号"]], MEETINGS)
    assert names(match) == {0: "attendance", 1: "held_on", 2: "number"}
    assert match.problems == []


def test_title_rows_above_the_header_are_passed_over() -> None:
    rows = [["蓝山分局案审会登记表", "", ""], ["", "", ""], ["填表人：示例", "日期", ""], ["会议编号", "日期", "参会人数"], ["A1", "", 7]]
    assert headers.find(rows, MEETINGS).row_index == 3


def test_full_width_spaces_line_breaks_and_marks_do_not_matter() -> None:
    match = headers.find([["★ 案 号", "案由*", "罚款金额\n（元）", "陈述申辩（是／否）"]], CASES)
    assert names(match) == {0: "number", 1: "cause", 2: "fine", 3: "statement_made"}


def test_the_hint_of_yes_and_no_may_be_left_out_and_both_names_are_one_column() -> None:
    assert names(headers.find([["案号", "案由", "听 证"]], CASES)) == {0: "number", 1: "cause", 2: "hearing_held"}
    assert "出现 2 次" in headers.find([["案号", "听证", "听证（是/否）"]], CASES).problems[0].reason


@pytest.mark.parametrize("header", ["罚款金额", "罚款金额（万元）"])
def test_money_without_its_unit_or_in_another_is_asked_about_and_beside_the_right_column_kept(header: str) -> None:
    [problem] = headers.find([["案号", "案由", header]], CASES).problems
    assert (problem.grade, problem.field) == ("refuse", "fine")
    assert "罚款金额(元)" in problem.mend
    beside = headers.find([["案号", "罚款金额(元)", header]], CASES)
    assert (beside.problems, list(beside.unknown.values())) == ([], [header])


def test_every_sheet_may_have_withdrawn_and_remark() -> None:
    for sheet in BY_NAME.values():
        row = [column.header for column in sheet.columns] + ["作废", "备注"]
        match = headers.find([row], sheet)
        assert [column.field for column in match.columns.values()][-2:] == ["withdrawn", "remark"]
        assert not match.problems and not match.missing and not match.unknown


def test_unknown_columns_are_kept_by_name() -> None:
    match = headers.find([["会议编号", "日期", "参会人数", "记 录\n人", ""]], MEETINGS)
    assert match.unknown == {3: "记 录 人"}


def test_a_missing_key_column_is_refused_and_a_missing_required_one_is_named() -> None:
    match = headers.find([["日期", "主持人工号"]], MEETINGS)
    assert [problem.grade for problem in match.problems] == ["refuse"]
    assert "会议编号" in match.problems[0].reason
    assert [column.header for column in match.missing] == ["会议编号", "参会人数"]
    assert headers.find([["会议编号", "主持人工号"]], MEETINGS).problems == []


def test_a_doubled_header_is_refused() -> None:
    match = headers.find([["会议编号", "日期", "日期", "参会人数"]], MEETINGS)
    assert "“日期”出现 2 次" in match.problems[0].reason


def test_a_sheet_without_a_header_says_what_is_looked_for() -> None:
    match = headers.find([["AS1", "2024-03-04", 7]], MEETINGS)
    assert match.problems[0].grade == "refuse"
    assert "会议编号" in match.problems[0].mend


def test_a_sheet_with_only_headers_and_an_empty_sheet_are_fine() -> None:
    assert headers.find([["会议编号", "日期", "参会人数"]], MEETINGS).problems == []
    assert headers.find([], MEETINGS).problems == []
    assert headers.find([["", None, " "]], MEETINGS).problems == []


def test_a_header_after_the_twentieth_row_is_not_looked_for() -> None:
    rows: list[list[str]] = [["说明"]] * 20 + [["会议编号", "日期", "参会人数"]]
    assert headers.find(rows, MEETINGS).problems
    assert not headers.find(rows[1:], MEETINGS).problems
