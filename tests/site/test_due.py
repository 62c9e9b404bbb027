"""`fadu due` as a script sees it."""

from __future__ import annotations

import json

import pytest

from fadu.core import days
from fadu.site import cli


def due(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = cli.main(["due", *words])
    except SystemExit as left:  # argparse leaves by itself
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_it_prints_one_json_document_that_replays(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = due(capsys, "D07", "--start", "2026-09-18", "--json")
    said = json.loads(out)
    assert (code, err) == (0, "")
    assert list(said) == ["due", "safe", "provisional", "derivation", "missing"]
    assert (said["due"], said["safe"], said["provisional"], said["missing"]) == ("2026-09-24", "2026-09-28", False, [])
    assert days.replay(said["derivation"], days.published()).to_dict() == said


@pytest.mark.parametrize(("side", "safe"), [("agency", "2026-10-12"), ("party", "2026-10-13")])
def test_the_side_decides_which_reading_is_safe(capsys: pytest.CaptureFixture[str], side: str, safe: str) -> None:
    _, out, _ = due(capsys, "D25", "--start", "2026-09-24", "--side", side, "--json")
    assert json.loads(out)["safe"] == safe


def test_pauses_and_an_extension_move_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    pauses = ("--pause", "2026-07-01..2026-07-10:监测", "--pause", "2026-07-08..2026-07-12")
    code, out, _ = due(capsys, "D10", "--start", "2026-06-01", *pauses, "--extend", "30", "--json")
    assert (code, json.loads(out)["due"]) == (0, "2026-10-12")  # 120 + 12 days: Sunday 2026-10-11 rolls


def test_the_sheet_ends_with_the_two_days(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = due(capsys, "D30", "--start", "2026-05-06")
    assert code == 0
    assert out.rstrip().endswith("届满 2027-05-06，稳妥日 2027-05-06（暂定）")
    assert "未复核" in out


@pytest.mark.parametrize("rule", ["D04", "D28", "D34", "D66"])
def test_a_rule_without_a_value_exits_1_and_says_what_is_missing(capsys: pytest.CaptureFixture[str], rule: str) -> None:
    code, out, err = due(capsys, rule, "--start", "2026-09-18", "--json")
    said = json.loads(out)
    assert (code, said["due"], said["safe"]) == (1, None, None)
    assert said["missing"]
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize("words", [("--extend", "61"), ("--pause", "2026-07-01..2026-07-10:休假")])
def test_what_the_law_does_not_allow_exits_1_with_the_article(capsys: pytest.CaptureFixture[str], words: tuple[str, str]) -> None:
    code, out, err = due(capsys, "D10", "--start", "2026-06-01", *words, "--json")
    assert (code, json.loads(out)["due"]) == (1, None)
    assert "《生态环境行政处罚办法》第五十七条" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("D7", "--start", "2026-09-18"), "D07 陈述申辩"),
        (("D99", "--start", "2026-09-18"), "没有编号或者名称为“D99”"),
        (("D07", "--start", "18.9.2026"), "YYYY-MM-DD"),
        (("D07", "--start", "2026-02-29"), "不是日期"),
        (("D10", "--start", "2026-09-18", "--pause", "2026-09-20"), "起始日..截止日"),
        (("D10", "--start", "2026-09-18", "--pause", "2026-09-20..2026-09-19"), "早于起始日"),
        (("D10", "--start", "2026-09-18", "--extend", "-3"), "--extend"),
        (("D10", "--start", "2026-09-18", "--side", "court"), "court"),
        (("D10",), "--start"),
    ],
)
def test_wrong_use_exits_2_and_says_how_to_mend_it(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str) -> None:
    code, out, err = due(capsys, *words)
    assert (code, out) == (2, "")
    assert told in err
