"""Result sheets: columns under many names, people matched or refused, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fadu.core.learning.results import Known, read

PEOPLE = [Known("001", "张三"), Known("002", "李四"), Known("003", "李四")]


def test_a_sheet_of_a_platform_reads_under_its_own_names() -> None:
    lines = [["2026年学法考法成绩"], ["学员姓名", "学习状态", "考试状态", "分数"], ["张三", "已完成", "已参考", 88]]
    found, problems = read(lines, PEOPLE, Decimal(60))
    assert problems == []
    (one,) = found
    assert (one.number, one.studied, one.sat, one.score, one.passed) == ("001", True, True, 88, True)


def test_without_a_pass_mark_nobody_is_said_to_have_passed() -> None:
    ((one,), _) = read([["姓名", "成绩"], ["张三", "88"]], PEOPLE)
    assert (one.sat, one.passed) == (True, None)


def test_who_was_absent_has_no_score() -> None:
    ((one,), _) = read([["姓名", "参考", "成绩", "合格"], ["张三", "缺考", "0", "不合格"]], PEOPLE, Decimal(60))
    assert (one.sat, one.score, one.passed) == (False, None, None)


@pytest.mark.parametrize(("line", "said"), [
    (["王五", "", "是", "60", ""], "没有王五"),
    (["李四", "", "是", "60", ""], "有 2 人叫李四（002、003）"),
    (["张三", "009", "是", "60", ""], "没有工号 009"),
    (["张三", "002", "是", "60", ""], "登记的姓名是李四"),
    (["张三", "", "", "", ""], "一项结果也没有"),
    (["张三", "", "否", "70", ""], "没有参考，却有成绩"),
    (["张三", "", "是", "-1", ""], "“成绩”"),
    (["张三", "", "是", "59", "是"], "合格分 60"),
    (["张三", "", "", "", "是"], "没有写是否参考"),
    (["", "", "是", "60", ""], "没有姓名"),
])
def test_a_line_that_matches_nobody_or_contradicts_itself_is_refused(line: list[str], said: str) -> None:
    found, problems = read([["姓名", "工号", "参考", "成绩", "合格"], line], PEOPLE, Decimal(60))
    assert found == []
    assert said in problems[0].reason
    assert problems[0].line == 2


def test_two_of_one_name_are_told_apart_by_number() -> None:
    found, problems = read([["姓名", "工号", "参考"], ["李四", "003", "是"], ["李四", "003", "否"]], PEOPLE)
    assert [each.number for each in found] == ["003"]
    assert "与第 2 行重复" in problems[0].reason
