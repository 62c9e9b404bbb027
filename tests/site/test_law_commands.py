"""fadu law and fadu applies: shapes, exit codes, errors in Chinese."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fadu.site import cli

EXAMPLES = Path(__file__).parents[1] / "core" / "law" / "examples.yaml"
KEYS = ["choice", "statute", "penalty_article", "fine", "person_fine", "rule", "steps", "missing"]
CASE = (
    "examples:\n- {id: a, violation: hazwaste.sign, conduct: {from: 2026-06-01, to: 2026-06-20}, decision_date: 2026-10-12, "
    "facts: {refused: false, severe: false}}\n"
)


def test_the_code_is_not_in_force_on_the_day_before(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["law", "show", "生态环境法典", "--on", "2026-08-14"]) == 0
    assert "尚未施行" in capsys.readouterr().out
    assert cli.main(["law", "show", "生态环境法典", "--on", "2026-08-15", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["in_force"], shown["status"], shown["short_name"]) == (True, "in_force", "生态环境法典")
    assert len(shown["replaces"]) == 10 and shown["reviewed"] is False


def test_a_repealed_law_says_what_replaced_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["law", "show", "环评法", "--on", "2026-09-01", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["in_force"], shown["version"], shown["replaced_by"]["statute"]) == (False, None, "生态环境法典")
    assert [version["effective_to"] for version in shown["versions"]] == ["2016-08-31", "2018-12-28", "2026-08-14"]


def test_a_wrong_name_is_put_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["law", "show", "固体污染防治法"]) == 0
    assert "应为《固体废物污染环境防治法》" in capsys.readouterr().out


def test_a_day_not_decided_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["law", "show", "森林法", "--on", "2010-01-01", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["in_force"] is None


def test_an_unknown_name_is_refused_and_a_wrong_date_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["law", "show", "水污染防冶法"]) == 1
    assert "《水污染防治法》" in capsys.readouterr().err
    assert cli.main(["law", "show", "水法", "--on", "昨天"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_laws_are_found_by_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["law", "find", "水", "防治", "--json"]) == 0
    assert [found["short_name"] for found in json.loads(capsys.readouterr().out)] == ["水污染防治法"]
    assert cli.main(["law", "find", "没有这样的"]) == 1


def test_citations_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    text = "《水污染防治法》第83条第2项、《生态环境法典》第一千零五十七条"
    assert cli.main(["law", "cite", text, "--on", "2026-09-01", "--json"]) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert (first["citation"], first["places"], first["faults"][0]["kind"]) == ("《水污染防治法》第八十三条第二项", "83..2", "repealed")
    assert second["faults"] == []
    assert cli.main(["law", "cite", "《生态环境法典》第五十三条", "--on", "2026-09-01"]) == 0


def test_cases_are_answered_by_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(CASE, "utf-8")
    assert cli.main(["applies", "--cases", str(file), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)["a"]
    assert list(answer) == KEYS
    assert (answer["choice"], answer["statute"], answer["fine"]) == ("new", "生态环境法典", {"min": 50000, "max": 200000})
    assert cli.main(["applies", "--cases", str(file)]) == 0
    assert "a：适用新法（R2）" in capsys.readouterr().out


def test_a_question_makes_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["applies", "--cases", str(EXAMPLES), "--json"]) == 1
    answers = json.loads(capsys.readouterr().out)
    assert answers["未批先建-没有投资额"]["missing"] == ["investment"]
    assert cli.main(["applies", "--cases", str(EXAMPLES)]) == 1
    assert "缺少：investment" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("examples: [", "读不了"),
        ("{}", "没有案例"),
        ("examples: 3", "没有案例"),
        ("examples: [{violation: hazwaste.sign}]", "没有 id"),
        (CASE + CASE.splitlines()[1], "重复"),
    ],
)
def test_a_file_that_can_t_be_read_is_wrong_use(text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(text, "utf-8")
    assert cli.main(["applies", "--cases", str(file), "--json"]) == 2
    printed = capsys.readouterr()
    assert words in printed.err and printed.out == ""


def test_a_missing_file_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["applies", "--cases", str(tmp_path / "none.yaml")]) == 2
    assert "读不了" in capsys.readouterr().err


def test_a_wrong_case_does_not_hide_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(CASE + "- {id: b, violation: none.such}\n", "utf-8")
    assert cli.main(["applies", "--cases", str(file), "--json"]) == 2
    printed = capsys.readouterr()
    answers = json.loads(printed.out)
    assert answers["a"]["choice"] == "new" and answers["b"]["choice"] == "ask" and "none.such" in printed.err
