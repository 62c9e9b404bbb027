"""Adjusting, leaving the computed value, no penalty, and another benchmark over closed cases."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from fadu.core.discretion import Closed, Span, adjust, backtest, compute, departure, packs, waive
from fadu.core.refusal import Refusal

from .benchmarks import found

HUNAN = packs()["HN-2021"]
BAND = Span(Decimal(20_000), Decimal(200_000))


@pytest.mark.parametrize(
    ("kind", "percent", "fine", "after"),
    [
        ("heavier", 20, 100_000, 140_000), ("heavier", 10, 195_000, 200_000), ("top", None, 50_000, 200_000),
        ("lighter", 20, 100_000, 60_000),
        ("lighter", 20, 30_000, 20_000), ("damage_compensation", 10, 100_000, 80_000), ("reduced", 50, 20_000, 10_000),
        ("reduced", 30, 20_000, 14_000),
    ],
)
def test_hunan_adjusts_by_its_limits_and_keeps_to_the_law(kind: str, percent: int | None, fine: int, after: int) -> None:
    rate = None if percent is None else Decimal(percent) / 100
    answer = adjust(HUNAN, Decimal(fine), kind, band=BAND, rate=rate)
    assert answer.fine == after
    assert answer.band is not None
    assert answer.band.low <= after
    assert any("集体讨论" in step.text for step in answer.steps)


@pytest.mark.parametrize(("kind", "percent"), [("heavier", 21), ("lighter", 30), ("reduced", 51), ("heavier", None)])
def test_more_than_the_limit_and_no_share_at_all_decide_nothing(kind: str, percent: int | None) -> None:
    answer = adjust(HUNAN, Decimal(100_000), kind, band=BAND, rate=None if percent is None else Decimal(percent) / 100)
    assert answer.fine is None
    assert [gap.key for gap in answer.missing] == ["rate"]


def test_hardship_changes_nothing_and_mixed_facts_are_for_a_human() -> None:
    hard = adjust(HUNAN, Decimal(100_000), "hardship", band=BAND)
    assert hard.fine == 100_000
    assert "分期" in hard.steps[-1].text
    assert [gap.key for gap in adjust(HUNAN, Decimal(100_000), "mixed", band=BAND).missing] == ["decision"]
    assert [gap.key for gap in adjust(HUNAN, Decimal(100_000), "unheard_of", band=BAND).missing] == ["adjustment"]


def test_what_an_adjustment_counts_from_must_be_known() -> None:
    assert [gap.key for gap in adjust(HUNAN, Decimal(1000), "heavier", band=None, rate=Decimal("0.1")).missing] == ["legal_max"]
    free = Span(Decimal(0), Decimal(50_000))
    assert [gap.key for gap in adjust(HUNAN, Decimal(1000), "reduced", band=free, rate=Decimal("0.1")).missing] == ["legal_min"]
    assert [gap.key for gap in adjust(packs()["GD-2021"], Decimal(1000), "public_apology", band=None, rate=Decimal("0.5")).missing] == ["legal_min"]


@pytest.mark.parametrize(
    ("rules", "given", "fine"),
    [
        ("GD-DG-APOLOGY-2022", {"rate": "0.5"}, 220_000), ("GD-DG-APOLOGY-2022", {"rate_key": "heavy_process"}, 294_000),
        ("GD-DG-APOLOGY-LATER", {}, 210_000),
        ("GD-GZ-APOLOGY", {"rate_key": "report"}, 252_000), ("GD-GZ-APOLOGY", {"rate": "0.3"}, 294_000), ("GD-2021", {"rate": "0.35"}, 273_000),
        ("GD-2021", {"rate": "0.5", "floor": "250000"}, 250_000), ("GD-2021", {"rate": "0.5", "cap": "100000"}, 320_000),
    ],
)
def test_apology_schemes(rules: str, given: dict[str, str], fine: int) -> None:
    numbers: dict[str, Any] = {name: value if name == "rate_key" else Decimal(value) for name, value in given.items()}
    assert adjust(packs()[rules], Decimal(420_000), "public_apology", band=Span(Decimal(200_000), Decimal(10**6)), **numbers).fine == fine


def test_an_apology_shut_out_changes_nothing_and_a_share_the_scheme_lacks_is_refused() -> None:
    band = Span(Decimal(100_000), Decimal(10**6))
    assert adjust(packs()["GD-2021"], Decimal(220_000), "public_apology", band=band, rate=Decimal("0.5"), excluded=("涉嫌犯罪",)).fine == 220_000
    for rules, rate in (("GD-2021", "0.2"), ("GD-GZ-APOLOGY", "0.35")):
        assert [gap.key for gap in adjust(packs()[rules], Decimal(220_000), "public_apology", band=band, rate=Decimal(rate)).missing] == ["rate"]


def test_leaving_the_computed_value_needs_a_memo_and_the_level_that_the_benchmark_names() -> None:
    same = departure(HUNAN, Decimal(100_000), Decimal(100_000), BAND)
    assert (same.kind, same.needs) == ("none", ())
    other = departure(HUNAN, Decimal(100_000), Decimal(150_000), BAND)
    assert (other.kind, other.by, other.level, other.basis) == ("breakthrough", 50_000, "行政机关负责人集体讨论", "第十三条")
    assert [key for key, _ in other.needs] == ["memo", "collective", "reasons", "file"]


def test_a_move_inside_a_named_adjustment_is_no_breakthrough_but_needs_its_ground() -> None:
    inside = departure(HUNAN, Decimal(100_000), Decimal(130_000), BAND, ground="heavier")
    assert (inside.kind, inside.basis, inside.needs[0][0]) == ("adjustment", "第九条", "ground")
    assert departure(HUNAN, Decimal(100_000), Decimal(150_000), BAND, ground="heavier").kind == "breakthrough"
    assert departure(HUNAN, Decimal(100_000), Decimal(90_000), BAND, ground="heavier").kind == "breakthrough"
    assert departure(HUNAN, Decimal(100_000), Decimal(200_000), BAND, ground="top").kind == "adjustment"
    assert departure(HUNAN, Decimal(20_000), Decimal(10_000), BAND, ground="reduced").kind == "adjustment"


@pytest.mark.parametrize(
    ("proposed", "ground", "article"),
    [(200_001, "", "第四条"), (19_999, "", "第三十二条"), (19_999, "lighter", "第三十二条"), (9_000, "reduced", "第十条"),
     (50_000, "mercy", "湘环发")],
)
def test_the_law_refuses_what_lies_outside_its_range(proposed: int, ground: str, article: str) -> None:
    with pytest.raises(Refusal) as caught:
        departure(HUNAN, Decimal(20_000), Decimal(proposed), BAND, ground=ground)
    assert article in caught.value.article
    assert caught.value.mend


def test_a_benchmark_without_a_rule_for_leaving_it_says_so() -> None:
    found_ = departure(packs()["GD-2021"], Decimal(100_000), Decimal(150_000), BAND)
    assert found_.missing is not None
    assert found_.needs == (("memo", "偏离说明"),)


@pytest.mark.parametrize(
    ("facts", "under", "effect", "rule"),
    [
        ({"first": True, "weight_t": 0.1, "toxic_medical_lab_flammable": False, "corrected": True}, "GD-2021 轻微目录", "may", "GD-1"),
        ({"first": True, "area_m2": 10, "corrected_at_once": True, "in_alert": False}, "黑龙江清单", "may", "HLJ-1"),
        ({"exceed_ratio": 0.1, "corrected_next_day": True}, "河南2021清单", "may", "HA-1"),
        ({"first": True, "toxic": False, "single_factor": True, "exceed_ratio": 0.09, "hours": 4, "corrected": True}, "山西清单", "may", "SX-2"),
        ({"slight": True, "harm": False, "corrected": True}, "", "shall", "APL33-1"),
        ({"first": True, "harm": "slight", "corrected": True}, "", "may", "APL33-2"),
        ({"no_fault": True}, "", "shall", "APL33-3"),
        ({"harm": False, "stopped": True}, "", "may", "MEE-2019-42-1"),
        ({"first": True, "corrected": True}, "某市轻微违法清单", "may", "APL33-2"),
    ],
)
def test_no_penalty_where_every_condition_is_found(facts: dict[str, Any], under: str, effect: str, rule: str) -> None:
    found_ = waive(facts, under=under)
    assert (found_.effect, found_.rule) == (effect, rule)
    assert "不予行政处罚" in "\n".join(map(str, found_.steps))


@pytest.mark.parametrize(
    ("facts", "under", "missing"),
    [
        ({"first": True, "weight_t": 0.11, "toxic_medical_lab_flammable": False, "corrected": False}, "GD-2021 轻微目录", set()),
        ({"first": True, "weight_t": 0.11, "toxic_medical_lab_flammable": False, "corrected": True}, "GD-2021 轻微目录", {"slight"}),
        ({"first": False, "corrected": True, "harm": True, "slight": False}, "", set()),
        ({"first": True, "corrected": True}, "", {"slight"}),
        ({"exceed_ratio": 0.05}, "河南", {"corrected_days"}),
        ({"exceed_ratio": 0.11, "corrected_next_day": True}, "河南", set()),
        ({"first": 1, "slight": 1, "corrected": 1}, "", set()),
    ],
)
def test_a_condition_not_met_or_not_known_is_no_waiver(facts: dict[str, Any], under: str, missing: set[str]) -> None:
    found_ = waive({"stopped": False, "no_fault": False, **facts}, under=under)
    assert found_.effect is None
    assert missing <= {gap.key for gap in found_.missing}


def test_a_new_benchmark_over_closed_cases() -> None:
    cases = [
        Closed("a", Decimal(100_000), "4-1", found(conduct="obstruct")), Closed("b", Decimal(30_000), "4-1", found(conduct="no_info")),
        Closed("c", Decimal(150_000), "4-1", found(conduct="violent")), Closed("d", Decimal(50_000), "4-1", {}),
    ]
    result = backtest(HUNAN, cases)
    assert (result.computed, result.higher, result.lower, result.equal) == (3, 1, 1, 1)
    assert (result.before, result.after, result.median_change) == (280_000, 320_000, 0)
    assert result.missing == {"conduct": 1}
    assert result.rows[3].after is None
    assert [row.after for row in result.rows[:3]] == [compute(HUNAN, "4-1", findings=case.findings).fine for case in cases[:3]]
    assert backtest(HUNAN, []).median_change is None
