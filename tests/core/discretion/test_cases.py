"""Cases as a file lists them: the ones in cases.yaml come out as their sources say, and what a file may get wrong."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from fadu.core.discretion import Answer, packs
from fadu.core.discretion.casefile import answer, cases, worded
from fadu.core.refusal import Unreadable
from fadu.site import cli

FILE = Path(__file__).with_name("cases.yaml")
DOCUMENT = yaml.safe_load(FILE.read_text("utf-8"))
CASES = dict(cases(DOCUMENT))
OUTCOME = ("expected_fine", "expected", "pct_or_sum")


def run(case: Mapping[str, Any]) -> Answer:
    return answer(case, packs(), "HN-2021")


def keys(case: Mapping[str, Any]) -> list[str]:
    return [gap.key for gap in run(case).missing]


@pytest.mark.parametrize("id", [id for id in CASES if id.startswith("SO")])
def test_every_synthetic_vector_comes_out_equal(id: str) -> None:
    found = run(CASES[id])
    assert (found.fine, found.percent, found.missing) == (CASES[id]["expected_fine"], CASES[id]["pct_or_sum"], ())


@pytest.mark.parametrize("id", [id for id, case in CASES.items() if not id.startswith("SO")])
def test_every_real_case_comes_out_equal_or_lies_in_the_range_or_says_what_is_missing(id: str) -> None:
    case, found = CASES[id], run(CASES[id])
    if case["evidence"] == "A":
        assert found.missing == ()
        assert found.fine == (0 if case.get("expected") == "no_penalty" else case["expected_fine"])
    else:
        assert found.fine is None
        assert found.missing
    if found.band and case.get("expected_fine"):
        assert found.band.low <= case["expected_fine"]
        assert found.band.high is None or case["expected_fine"] <= found.band.high


@pytest.mark.parametrize("id", CASES)
def test_what_a_case_says_of_its_outcome_is_never_an_input(id: str) -> None:
    case = {key: value for key, value in CASES[id].items() if key not in OUTCOME}
    assert run(case) == run(CASES[id])
    wrong = {**CASES[id], "expected_fine": 1, "expected": "penalty", "implied": {"of_max": 0.5}}
    assert run(wrong) == run(CASES[id])


def test_a_factor_struck_out_of_any_vector_is_named_as_missing() -> None:
    for id, case in CASES.items():
        if id.startswith("SO"):
            for factor in case["factors"]:
                less = copy.deepcopy(dict(case))
                del less["factors"][factor]
                assert keys(less) == [factor], id


def test_the_ways_a_case_may_write_a_finding() -> None:
    base = {"id": "x", "table": 13, "ctx": {"legal_min": 20000, "legal_max": 200000}}
    plain = {"region": "cross_county", "duration": "lt3m", "location": "core_or_wsp1", "times_2y": 2, "complaint_1y": "none"}
    rich = {
        "区域影响": "跨县", "duration": {"value": 1.5, "evidence": "笔录"}, "location": ["outside_redline", "core_or_wsp1"],
        "times_2y": {"option": "2", "evidence": "处罚决定书"}, "complaint_1y": "无",
    }
    assert run({**base, "factors": plain}).fine == run({**base, "factors": rich}).fine == 20_000 + 41 * 1_800


def test_a_second_stage_follows_the_first_in_one_case() -> None:
    case = {"id": "x", "table": "4-1", "factors": {"conduct": "obstruct"}, "adjustment": {"kind": "lighter", "pct": 10}}
    found = run(case)
    assert (found.fine, found.percent) == (80_000, 50)
    assert found.neighbours


def test_a_scheme_that_is_not_carried_counts_as_the_case_states_it() -> None:
    case = {
        "id": "x", "ruleset": "某市道歉承诺办法", "base_fine": 220_000, "adjustment": {"kind": "public_apology", "rate": 0.3, "floor": 160_000},
        "statutory": {"min": 100_000, "max": 1_000_000},
    }
    found = run(case)
    assert found.fine == 160_000
    assert "没有收录" in "\n".join(map(str, found.steps))
    del case["adjustment"]["rate"]  # type: ignore[attr-defined]
    assert keys(case) == ["ruleset"]


def test_a_total_stated_by_a_real_decision_counts_and_that_of_a_vector_never_does() -> None:
    case = {"id": "x", "table": "13", "ctx": {"legal_min": 20_000, "legal_max": 200_000}, "pct_or_sum": 5}
    assert run({**case, "evidence": "A"}).fine == 29_000
    assert run({**case, "pct_or_sum": None, "inputs": {"factor_sum": 5}, "evidence": "A"}).fine == 29_000
    assert keys(case) == ["region", "duration", "location", "times_2y", "complaint_1y"]


def test_the_day_of_the_decision_is_looked_at() -> None:
    case = {"id": "x", "table": "4-1", "factors": {"conduct": "obstruct"}}
    assert run({**case, "decision_date": date(2026, 9, 1)}).fine == 100_000
    assert keys({**case, "decision_date": "2030-01-01"}) == ["ruleset"]


@pytest.mark.parametrize(
    ("words", "kind", "low", "high", "base"),
    [
        ("1%-5% of investment", "percent", 1, 5, "investment"), ("3x-5x of disposal cost", "multiple", 3, 5, "disposal_cost"),
        ("1-3倍illegal_gains", "multiple", 1, 3, "illegal_income"),
    ],
)
def test_a_range_in_words(words: str, kind: str, low: int, high: int, base: str) -> None:
    found = worded(words)
    assert found is not None
    assert (found.kind, found.low, found.high, found.base) == (kind, low, high, base)


def test_a_range_in_words_that_nobody_understands_is_none() -> None:
    assert worded("as the judge pleases") is None


def test_multiples_of_a_case_and_a_minimum_the_law_does_not_name() -> None:
    factors = {"region": "cross_county", "duration": "lt3m", "location": "outside_redline", "times_2y": "1", "complaint_1y": "none"}
    times = {"id": "x", "table": "13", "factors": factors, "ctx": {"goods_value": 10_000, "min_times": 1, "max_times": 5}}
    assert run(times).fine == 14_800
    free = {"id": "x", "table": "13", "factors": factors, "statutory": {"min": None, "max": 100_000}}
    assert keys(free) == ["party"]
    assert run({**free, "party": "公民"}).fine == 200 + 12 * 998


@pytest.mark.parametrize(
    "document",
    [None, [], {}, {"real_cases": {"vectors": 3}}, {"real_cases": [{"type": "fine"}]}, {"cases": [{"id": "a"}, {"id": "a"}]}, {"cases": ["a"]}],
)
def test_a_document_of_another_form_is_refused(document: Any) -> None:
    with pytest.raises(Unreadable) as caught:
        list(cases(document))
    assert caught.value.mend


@pytest.mark.parametrize(
    "case",
    [
        {"table": "1", "ctx": {"investment": "a lot"}}, {"table": "1", "ctx": {"investment": -1}},
        {"table": "1", "ctx": {"investment": float("nan")}},
        {"table": "1", "ctx": [1]}, {"table": "1", "factors": "all"}, {"table": "1", "decision_date": "soon"},
    ],
)
def test_a_case_that_cannot_be_read_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        run(case)


def command(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = cli.main(["fine", *args])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_prints_one_document_by_id(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = command(capsys, "--cases", str(FILE), "--json")
    found = json.loads(out)
    assert (code, err) == (1, "")  # cases that lack something are findings
    assert list(found) == list(CASES)
    assert all(list(each) == ["fine", "percent", "steps", "min", "max", "missing"] for each in found.values())
    assert found["SO21"]["fine"] == 975_000
    assert (found["SO21"]["min"], found["SO21"]["max"]) == (780_000, 1_300_000)
    assert all("未复核" in each["steps"][0] or "缺少" in each["steps"][-1] for each in found.values())


def test_the_command_exits_0_where_nothing_is_missing_and_prints_for_people(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text("cases: [{id: 甲, table: '4-1', factors: {conduct: obstruct}}]", "utf-8")
    code, out, _ = command(capsys, "--cases", str(path))
    assert code == 0
    assert "甲：100,000 元（未复核" in out
    assert "若行为为“拖延、围堵、滞留或暴力抗法”：200,000 元" in out


def test_one_bad_case_does_not_take_the_others_down(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    path.write_text("cases: [{id: a, table: '1', ctx: {investment: much}}, {id: b, table: '4-1', factors: {conduct: obstruct}}]", "utf-8")
    code, out, err = command(capsys, "--cases", str(path), "--json")
    found = json.loads(out)
    assert (code, found["a"]["missing"], found["b"]["fine"]) == (2, ["input"], 100_000)
    assert "案例 a" in err


@pytest.mark.parametrize("text", ["a: [", "\xff", "just words", "cases: [{id: x}, {id: x}]"])
def test_an_unreadable_file_is_exit_2_with_what_and_how_to_mend(text: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(text.encode("latin-1"))
    code, out, err = command(capsys, "--cases", str(path))
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 2
    assert command(capsys, "--cases", str(tmp_path / "absent.yaml"))[0] == 2
    assert command(capsys, "--cases", str(FILE), "--ruleset", "XX")[0] == 2


def test_money_is_decimal_all_the_way() -> None:
    found = run({"id": "x", "table": "1", "ctx": {"investment": "1234567.89"}, "factors": CASES["SO01"]["factors"]})
    assert found.fine == 39_506  # 64 % × 5 % × 1234567.89 = 39506.17
    assert isinstance(found.fine, Decimal)
