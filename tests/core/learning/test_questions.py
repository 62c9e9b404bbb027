"""The sheet of questions: bound to versions of the law, refused line by line, flagged when the law moves on."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.core.learning import binding, questions
from fadu.core.learning.binding import Binding
from fadu.core.refusal import Unreadable
from tests.core.learning.test_papers import BANK, ON

HEAD = ["题号", "题型", "题干", "A", "B", "C", "D", "答案", "依据", "版本"]
GOOD = ["1", "单选", "题？", "甲", "乙", "丙", "丁", "B", "《行政处罚法》第四十二条", ""]


def row(**changes: str) -> list[str]:
    return [changes.get(name, value) for name, value in zip(HEAD, GOOD, strict=True)]


def test_a_question_without_a_version_rests_on_the_one_in_force() -> None:
    (question,), problems = questions.read([HEAD, GOOD], ON)
    assert problems == []
    assert question.bindings == (Binding("《行政处罚法》第四十二条", "2021-07-15"),)


@pytest.mark.parametrize(("changes", "said"), [
    ({"题型": "填空"}, "不在可选项中"),
    ({"答案": "E"}, "不在选项 ABCD 之内"),
    ({"答案": "AB"}, "单选题的答案是"),
    ({"题型": "多选"}, "多选题的答案只有"),
    ({"题型": "判断", "答案": "C"}, "判断题的答案是"),
    ({"B": ""}, "选项中间有空格"),
    ({"B": "甲"}, "两个选项相同"),
    ({"B": "", "C": "", "D": ""}, "选项不到两个"),
    ({"依据": "处罚法第四十二条"}, "不是法律引用"),
    ({"依据": "《行政处罚条例》第四十二条"}, "没有名为《行政处罚条例》的规定"),
    ({"依据": "《生态环境法典》第一千三百条"}, "共 1242 条"),
    ({"版本": "2020-01-01"}, "没有自 2020-01-01 起施行的版本"),
    ({"版本": "2021-07-15；2018-01-01"}, "依据有 1 处，版本有 2 个"),
    ({"依据": "《环境影响评价法》第三十一条"}, "已废止"),
    ({"题干": ""}, "没有题干"),
])
def test_a_wrong_line_is_said_with_its_number(changes: dict[str, str], said: str) -> None:
    found, problems = questions.read([["题库"], HEAD, row(**{"题号": "0"}), row(**changes)], ON)
    assert [each.number for each in found] == ["0"]
    assert [each.line for each in problems] == [4]
    assert said in problems[0].reason
    assert problems[0].mend


def test_a_number_twice_is_refused_the_second_time() -> None:
    _, problems = questions.read([HEAD, GOOD, GOOD], ON)
    assert "与第 2 行重复" in problems[0].reason


@pytest.mark.parametrize("lines", [[], [["甲", "乙"], ["1", "2"]], [HEAD], [HEAD[:3], GOOD[:3]]])
def test_what_is_no_sheet_of_questions_is_unreadable(lines: list[list[str]]) -> None:
    with pytest.raises(Unreadable):
        questions.read(lines, ON)


def test_a_question_on_a_repealed_statute_is_flagged_from_the_day_of_the_code_on() -> None:
    bound = binding.bind("《环境影响评价法》第三十一条", "2018-12-29", ON)
    assert binding.flags(bound, date(2026, 8, 14)) == ()
    (flag,) = binding.flags(bound, date(2026, 8, 15))
    assert (flag.kind, "生态环境法典" in flag.mend) == ("repealed", True)


def test_a_question_on_an_earlier_version_is_flagged_as_changed() -> None:
    bound = binding.bind("《行政处罚法》第三十七条", "2018-01-01", ON)
    assert binding.flags(bound, date(2021, 7, 14)) == ()
    assert [flag.kind for flag in binding.flags(bound, date(2021, 7, 15))] == ["changed"]


def test_a_question_on_the_code_is_not_yet_right_before_it_is_in_force() -> None:
    bound = binding.bind("《生态环境法典》第五十三条", "", ON)
    assert [flag.kind for flag in binding.flags(bound, date(2026, 8, 14))] == ["not_yet"]


def test_every_sample_question_is_right_today() -> None:
    assert len(BANK) == 28
    assert [flag for each in BANK for flag in binding.flags(each.bindings, ON)] == []
    assert all(questions.Question.of(each.values()) == each and each.digest for each in BANK)
