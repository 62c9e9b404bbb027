"""The rarer forms: matrix, tiers, coefficients, levels with a formula from outside."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from fadu.core.discretion import Provision, Span, compute, packs

from .benchmarks import benchmark, found

LAW = "amount,,,10000,110000,,,,"


def test_a_matrix_gives_the_cell_of_both_factors(tmp_path: Path) -> None:
    rules = benchmark(
        tmp_path, tables=(f"M,default,,矩阵表,某法,,cells,{LAW}",),
        options=("M,,a,甲,,x,轻,,,,", "M,,a,甲,,y,重,,,,", "M,,b,乙,,x,轻,,,,", "M,,b,乙,,y,重,,,,"),
        cells=("M,,x+x,span,0", "M,,x+y,span,0.25", "M,,y+x,of_max,0.5", "M,,y+y,of_min,3"),
    )
    fines = {a + b: compute(rules, "M", findings=found(a=a, b=b)).fine for a in "xy" for b in "xy"}
    assert fines == {"xx": 10_000, "xy": 35_000, "yx": 55_000, "yy": 30_000}
    near = compute(rules, "M", findings=found(a="x", b="x")).neighbours
    assert {(each.factor, each.option): each.fine for each in near} == {("a", "y"): 55_000, ("b", "y"): 35_000}


TIERS = {
    "tables": (f"D,default,,档次表,某法,,tiers,{LAW}",),
    "options": (
        "D,,harm,后果,,slight,轻微,,,1,", "D,,harm,后果,,some,一般,,,2,", "D,,harm,后果,,grave,严重,,,3,",
        "D,,tons,数量,吨,little,1吨以下,0,1,1,", "D,,tons,数量,吨,much,1吨以上,1,,2,",
        "D,,times,违法次数,次,none,1次,1,2,,circumstances", "D,,times,违法次数,次,top,2次,2,3,,circumstances",
        "D,,times,违法次数,次,up,3次以上,3,,,circumstances",
        "D,,result,后果严重,,none,否,,,,circumstances", "D,,result,后果严重,,up_or_max,是,,,,circumstances",
        "D,,lighter,较轻情节,,none,无,,,,circumstances", "D,,lighter,较轻情节,,bottom,有,,,,circumstances",
    ),
    "cells": ('D,,1,span,"[0,0.3]"', 'D,,2,span,"[0.3,0.6]"', 'D,,3,span,"[0.6,1]"'),
}


@pytest.mark.parametrize(
    ("harm", "tons", "times", "result", "lighter", "low", "high"),
    [
        ("slight", "0.5", "1", "none", "none", 10_000, 40_000), ("slight", "2", "1", "none", "none", 40_000, 70_000),
        ("slight", "1", "1", "none", "none", 40_000, 70_000),  # both tiers own the bound: the heavier counts
        ("slight", "0.5", "2", "none", "none", 40_000, 40_000), ("slight", "0.5", "3", "none", "none", 40_000, 70_000),
        ("slight", "0.5", "1", "none", "bottom", 10_000, 10_000), ("some", "0.5", "1", "up_or_max", "none", 70_000, 110_000),
        ("grave", "0.5", "1", "up_or_max", "none", 110_000, 110_000), ("grave", "0.5", "3", "none", "none", 70_000, 110_000),
    ],
)
def test_tiers(harm: str, tons: str, times: str, result: str, lighter: str, low: int, high: int, tmp_path: Path) -> None:
    rules = benchmark(tmp_path, settings={"closure": "both"}, **TIERS)
    assert rules.faults[("D", "default")] == ()
    findings = found(harm=harm, tons=Decimal(tons), times={"1": "none", "2": "top", "3": "up"}[times], result=result, lighter=lighter)
    answer = compute(rules, "D", findings=findings)
    if low == high:
        assert answer.fine == low
    else:
        assert answer.fine is None
        assert answer.band == Span(Decimal(low), Decimal(high))
        assert [gap.key for gap in answer.missing] == ["decision"]


COEFFICIENTS = [factor.key for factor in packs()["JS-OLD"].columns[("coefficients", "default")].factors]


@pytest.mark.parametrize(
    ("there", "fine"),
    [
        ((), 20_100), (("serious_harm",), 40_300), (("serious_harm", "threat", "prompt_remedy"), 40_300),
        (("merit_cooperation", "prompt_remedy"), 20_000),
    ],
)
def test_coefficients_are_added_the_fine_cut_to_100_yuan_and_kept_in_the_range(there: tuple[str, ...], fine: int) -> None:
    law = Provision("amount", Decimal(20_000), Decimal(200_000))
    findings = found(**{key: "yes" if key in there else "no" for key in COEFFICIENTS})
    answer = compute(packs()["JS-OLD"], "coefficients", findings=findings, provision=law, amounts={"base": Decimal(20_160)})
    assert answer.fine == fine
    assert "设置项" in "\n".join(map(str, answer.steps))


def test_coefficients_without_a_base_or_beyond_the_maximum() -> None:
    law = Provision("amount", Decimal(20_000), Decimal(30_000))
    findings = found(**dict.fromkeys(COEFFICIENTS, "yes"))
    assert [gap.key for gap in compute(packs()["JS-OLD"], "coefficients", findings=findings, provision=law).missing] == ["base"]
    answer = compute(packs()["JS-OLD"], "coefficients", findings=findings, provision=law, amounts={"base": Decimal(20_000)})
    assert answer.fine == 30_000
    assert "超出法定幅度" in "\n".join(map(str, answer.steps))


LEVELS = found(exceed=Decimal(60), times_2y="2", region="cross_county")
LAW_10 = Provision("amount", Decimal(100_000), Decimal(1_000_000))


def test_without_its_formula_a_level_table_gives_the_levels_and_no_fine() -> None:
    answer = compute(packs()["TWO-DIM-NAT"], "sample", findings=LEVELS, provision=LAW_10)
    assert answer.fine is None
    assert [gap.key for gap in answer.missing] == ["formula"]
    assert "individual：3，common：3、2" in answer.missing[0].say


def test_whoever_has_the_formula_passes_it_in() -> None:
    def overlay(levels: Mapping[str, tuple[int, ...]], span: Span) -> Decimal:
        return span.low * sum(levels["common"]) * levels["individual"][0]

    formulas = {"two_dimensional_overlay": overlay}
    answer = compute(packs()["TWO-DIM-NAT"], "sample", findings=LEVELS, provision=LAW_10, formulas=formulas)
    assert answer.fine == 1_000_000  # 1.5 million, kept to the maximum


def test_of_several_primary_factors_the_highest_leads_and_the_rest_join_the_others(tmp_path: Path) -> None:
    rules = benchmark(
        tmp_path, tables=(f"H,default,,等级表,某法,,levels,{LAW}",), settings={"formula": {"name": "f", "label": "公式", "promote": ["A", "B"]}},
        options=("H,,a,甲,,x,一,,,2,A", "H,,b,乙,,x,一,,,5,A", "H,,c,丙,,x,一,,,3,B"),
    )
    seen = {}

    def formula(levels: Mapping[str, tuple[int, ...]], span: Span) -> Decimal:
        seen.update(levels)
        return span.low

    assert compute(rules, "H", findings=found(a="x", b="x", c="x"), formulas={"f": formula}).fine == 10_000
    assert seen == {"A": (5,), "B": (3, 2)}
