"""The calculation: what is missing, which column, what range, the days a benchmark is in force, the bounds of an interval."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.discretion import Answer, Finding, Provision, compute, packs
from fadu.core.law.cases import Facts
from fadu.core.law.provisions import catalogue
from fadu.core.law.tiers import tier

from .benchmarks import benchmark, found

HUNAN = packs()["HN-2021"]
GUANGDONG = packs()["GD-2021"]
GENERAL = found(region="cross_county", duration="lt3m", location="outside_redline", times_2y="1", complaint_1y="none")


def keys(answer: Answer) -> list[str]:
    return [gap.key for gap in answer.missing]


def text(answer: Answer) -> str:
    return "\n".join(str(step) for step in answer.steps)


def test_a_factor_nobody_looked_into_is_missing_and_never_the_lightest_option() -> None:
    findings = {factor: finding for factor, finding in GENERAL.items() if factor != "duration"}
    answer = compute(HUNAN, "13", findings=findings, provision=Provision("amount", Decimal(20000), Decimal(200000)))
    assert answer.fine is None
    assert keys(answer) == ["duration"]
    assert answer.band is not None
    assert (answer.band.low, answer.band.high) == (20000, 200000)
    assert "缺少：持续时间" in text(answer)


def test_an_option_that_the_table_does_not_have_is_missing_with_the_choice() -> None:
    answer = compute(HUNAN, "4-1", findings=found(conduct="polite"))
    assert keys(answer) == ["conduct"]
    assert "no_info（拒不提供信息/资料）" in answer.missing[0].say


def test_unknown_is_the_lowest_option_where_the_rule_set_says_so_and_missing_elsewhere(tmp_path: Path) -> None:
    rules = benchmark(tmp_path, settings={"unknown_option": "查不清的取最低一档(第五条)"})
    answer = compute(rules, "T", findings=found(harm="unknown", days="long"))
    assert answer.fine == 60_000
    assert "第五条" in text(answer)
    assert keys(compute(HUNAN, "4-1", findings=found(conduct="unknown"))) == ["conduct"]
    assert compute(rules, "T", findings=found(days="long")).fine is None


def test_every_step_names_the_evidence_or_that_there_is_none() -> None:
    said = text(compute(HUNAN, "4-1", findings={"conduct": Finding("obstruct", "现场检查笔录2026-03-01")}))
    assert "以其他方式拒绝、阻挠进入现场，40（证据：现场检查笔录2026-03-01）" in said
    assert "未注明证据" in text(compute(HUNAN, "4-1", findings={"conduct": Finding("obstruct")}))


def test_a_factor_the_table_does_not_weigh_is_said_and_not_counted() -> None:
    answer = compute(HUNAN, "4-1", findings=found(conduct="obstruct", weather="rain"))
    assert answer.fine == 100_000
    assert "“weather”不是" in text(answer)


@pytest.mark.parametrize(
    ("days", "option"), [("0", "lt1d"), ("0.5", "lt1d"), ("1", "1to5d"), ("4.99", "1to5d"), ("5", "5to15d"), ("15", "ge15d"), ("400", "ge15d")]
)
def test_the_bound_of_an_interval_belongs_to_the_upper_option_in_hunan(days: str, option: str) -> None:
    rest = found(form="secret_discharge", toxicity="ordinary", location="outside_redline", times_2y="1", complaint_1y="none")
    measured = compute(HUNAN, "5-1", findings={**rest, "duration": Finding(Decimal(days))})
    assert measured.fine == compute(HUNAN, "5-1", findings={**rest, "duration": Finding(option)}).fine


@pytest.mark.parametrize(("closure", "fine"), [("lower", 60_000), ("upper", 10_000), ("both", 60_000)])
def test_who_owns_a_bound_is_the_rule_sets_and_a_doubly_owned_one_goes_to_the_heavier(closure: str, fine: int, tmp_path: Path) -> None:
    answer = compute(benchmark(tmp_path, settings={"closure": closure}), "T", findings={**found(harm="none"), "days": Finding(Decimal(5))})
    assert answer.fine == fine


@pytest.mark.parametrize("value", ["2.5", "-1", "0", "NaN", "many"])
def test_a_count_that_is_none_is_refused(value: str) -> None:
    findings = {**GENERAL, "times_2y": Finding(value)}
    assert keys(compute(HUNAN, "13", findings=findings, provision=Provision("amount", Decimal(1), Decimal(2)))) == ["times_2y"]


@pytest.mark.parametrize(
    ("measure", "value", "option"),
    [
        ("ph", "5.5", "lt50"), ("ph", "5.49", "50to100"), ("ph", "9.5", "lt50"), ("ph", "9.51", "50to100"),
        ("ph", "3.5", "300to500"), ("ph", "3.49", "ge1000"),
        ("ph", "11.5", "300to500"), ("ph", "12", "ge1000"), ("colour", "39.9", "50to100"), ("colour", "80", "500to1000"),
    ],
)
def test_ph_and_colour_stand_for_a_step_of_exceedance(measure: str, value: str, option: str) -> None:
    rest = found(n_pollutants="1", wastewater="industrial", volume="lt10", times_2y="1", complaint_1y="none")
    measured = compute(HUNAN, "7-2", findings={**rest, "exceed": Finding(Decimal(value), measure=measure)})
    assert measured.fine == compute(HUNAN, "7-2", findings={**rest, "exceed": Finding(option)}).fine


def test_a_ph_within_the_limits_is_no_exceedance_so_the_table_does_not_apply() -> None:
    rest = found(n_pollutants="1", wastewater="industrial", volume="lt10", times_2y="1", complaint_1y="none")
    answer = compute(HUNAN, "7-2", findings={**rest, "exceed": Finding(Decimal("7.2"), measure="ph")})
    assert keys(answer) == ["exceed"]
    assert "没有超标" in answer.missing[0].say


def test_on_the_border_of_two_options_a_human_chooses() -> None:
    rest = found(kind="xray3", duration="lt1m", protection="complete", times_2y="1", complaint_1y="none")
    counted = {count: {**rest, "quantity": Finding(Decimal(count), measure="xray3_devices")} for count in (1, 2, 3)}
    at = {count: compute(HUNAN, "10", "low_income", findings=findings) for count, findings in counted.items()}
    assert (at[1].fine, at[3].fine) == (10_000, 13_000)
    assert keys(at[2]) == ["quantity"]
    assert "交界" in at[2].missing[0].say
    assert keys(compute(HUNAN, "10", "low_income", findings={**rest, "quantity": Finding(Decimal(1), measure="lorries")})) == ["quantity"]


def test_of_several_places_the_heavier_counts_and_several_of_another_factor_are_refused() -> None:
    provision = Provision("amount", Decimal(20000), Decimal(200000))
    places = Finding(("outside_redline", "core_or_wsp1"), "地图")
    assert compute(HUNAN, "13", findings={**GENERAL, "location": places}, provision=provision).percent == 36
    answer = compute(HUNAN, "13", findings={**GENERAL, "region": Finding(("cross_county", "cross_city"))}, provision=provision)
    assert keys(answer) == ["region"]


def test_the_base_of_the_fine_is_asked_for_and_a_small_one_counts_as_the_floor() -> None:
    rest = found(quantity="ge10", location="core_or_wsp1", times_2y="4plus", complaint_1y="verified")
    assert keys(compute(HUNAN, "8-3", findings=rest)) == ["disposal_cost"]
    answer = compute(HUNAN, "8-3", findings=rest, amounts={"disposal_cost": Decimal(30_000)})
    assert answer.fine == 1_000_000
    assert "不足200000元的按200000元计" in text(answer)


def test_the_column_is_taken_from_the_income_and_one_that_does_not_fit_it_is_refused() -> None:
    rest = found(kind="xray3", quantity="q1", duration="lt1m", protection="complete", times_2y="1", complaint_1y="none")
    assert keys(compute(HUNAN, "10", findings=rest)) == ["illegal_income"]
    assert compute(HUNAN, "10", findings=rest, amounts={"illegal_income": Decimal(99_999)}).fine == 10_000
    assert compute(HUNAN, "10", findings=rest, amounts={"illegal_income": Decimal(100_000)}).fine == 100_000
    assert keys(compute(HUNAN, "10", "low_income", findings=rest, amounts={"illegal_income": Decimal(100_000)})) == ["variant"]
    assert keys(compute(HUNAN, "2-1", findings=rest)) == ["variant"]
    assert keys(compute(HUNAN, "2-1", "never", findings=rest)) == ["variant"]


def test_a_table_made_for_another_range_is_refused_for_the_range_of_the_case() -> None:
    findings = found(conduct="obstruct")
    assert compute(HUNAN, "4-1", findings=findings, provision=Provision("amount", Decimal(20000), Decimal(200000))).fine == 100_000
    answer = compute(HUNAN, "4-1", findings=findings, provision=Provision("amount", Decimal(50000), Decimal(500000)))
    assert answer.fine is None
    assert keys(answer) == ["statutory"]
    assert answer.band is not None
    assert answer.band.high == 500_000


def test_the_range_of_the_law_room_in_yuan_fits_a_table_that_writes_it_as_a_percentage() -> None:
    factors = HUNAN.columns[("1", "default")].factors
    findings = {factor.key: Finding(factor.options[0].key) for factor in factors}
    amounts = {"investment": Decimal(500_000)}
    facts = Facts(refused=False, severe=False, money=amounts)
    old, new = (tier(each, facts).fine for each in catalogue().provisions["eia.unapproved_construction.report"])
    assert compute(HUNAN, "1", findings=findings, amounts=amounts, provision=Provision("amount", *old)).fine == 5_000
    assert keys(compute(HUNAN, "1", findings=findings, amounts=amounts, provision=Provision("amount", *new))) == ["statutory"]
    assert keys(compute(HUNAN, "1", findings=findings, provision=Provision("amount", *old))) == ["investment"]


def test_a_share_that_ends_in_fen_is_brought_to_the_next_whole_yuan_inside_the_range() -> None:
    column = HUNAN.columns[("1", "default")]
    least = {factor.key: Finding(factor.options[0].key) for factor in column.factors}
    answer = compute(HUNAN, "1", findings=least, amounts={"investment": Decimal(100_001)})
    assert answer.fine == 1001
    assert "1000.01元在法定幅度1000.01元以上5000.05元以下内取整为1001元" in text(answer)
    most = {factor.key: Finding(factor.options[-1].key) for factor in column.factors}
    assert compute(HUNAN, "1", findings=most, amounts={"investment": Decimal("333333.33")}).fine == 16_666  # 5 % is 16666.67


def test_a_range_whose_least_is_above_its_most_is_no_range() -> None:
    upside_down = Provision("amount", Decimal(200_000), Decimal(50_000))
    answer = compute(HUNAN, "13", findings=GENERAL, provision=upside_down)
    assert (answer.fine, answer.band, keys(answer)) == (None, None, ["legal_max"])


def test_without_a_legal_minimum_the_start_is_the_simple_procedure_cap_of_the_party() -> None:
    provision = Provision("amount", None, Decimal(100_000))
    assert keys(compute(HUNAN, "13", findings=GENERAL, provision=provision)) == ["party"]
    fines = {party: compute(HUNAN, "13", findings=GENERAL, provision=provision, party=party).fine for party in ("citizen", "organisation")}
    assert fines == {"citizen": 200 + 12 * 998, "organisation": 3000 + 12 * 970}
    person = found(harm="none", subject="manager", times_2y="1")
    assert keys(compute(HUNAN, "12-3", findings=person, provision=provision, party="citizen")) == ["legal_min"]
    assert keys(compute(HUNAN, "12-3", findings=person)) == ["legal_max"]


def test_table_13_takes_multiples_too() -> None:
    provision = Provision("multiple", Decimal(1), Decimal(5), "goods_value")
    answer = compute(HUNAN, "13", findings=GENERAL, provision=provision, amounts={"goods_value": Decimal(10_000)})
    assert answer.fine == 10_000 + 12 * 400  # 10000 × [0.2 + 12 % × 0.8] × 5


def test_a_benchmark_not_in_force_on_the_day_is_refused_and_a_repealed_basis_is_said() -> None:
    findings = found(conduct="obstruct")
    for day in (date(2022, 3, 1), date(2027, 3, 3)):
        assert keys(compute(HUNAN, "4-1", findings=findings, decided_on=day)) == ["ruleset"]
    before, after = (compute(HUNAN, "4-1", findings=findings, decided_on=day) for day in (date(2026, 8, 14), date(2026, 8, 15)))
    assert before.fine == after.fine == 100_000
    assert "第一千零五十七条" not in text(before)
    assert "第一千零五十七条" in text(after)
    assert "第一千零五十七条" not in text(compute(HUNAN, "3-2", findings=findings, decided_on=date(2026, 9, 1)))


def test_a_table_that_is_not_carried_is_missing() -> None:
    assert keys(compute(HUNAN, "99", findings={})) == ["table"]
    assert keys(compute(packs()["HA-2020"], "大气27", findings={})) == ["table", "formula"]


@pytest.mark.parametrize(
    ("provision", "grade", "low", "high"),
    [
        (("amount", 20000, 100000), "ordinary", 60000, 60000), (("amount", 20000, 100000), "heavier", 60000, 100000),
        (("amount", 20000, 100000), "lighter", 20000, 60000), (("amount", None, 50000), "lighter", 10000, 10000),
        (("amount", None, 50000), "ordinary", 25000, 25000),
        (("amount", 20000, None), "ordinary", 40000, 40000), (("amount", 20000, None), "heavier", 100000, 100000),
    ],
)
def test_guangdong_ranges(provision: tuple[str, int | None, int | None], grade: str, low: int, high: int) -> None:
    kind, least, most = provision
    law = Provision(kind, None if least is None else Decimal(least), None if most is None else Decimal(most))
    answer = compute(GUANGDONG, "range", findings=found(grade=grade), provision=law)
    if low == high:
        assert answer.fine == low
    else:
        assert answer.fine is None
        assert keys(answer) == ["decision"]
        assert answer.band is not None
        assert (answer.band.low, answer.band.high) == (low, high)


def test_guangdong_has_no_figure_for_a_heavier_case_without_a_minimum() -> None:
    answer = compute(GUANGDONG, "range", findings=found(grade="heavier"), provision=Provision("amount", None, Decimal(50000)))
    assert keys(answer) == ["grade"]


def test_the_fine_of_multiples_in_guangdong_is_the_middle_multiple() -> None:
    law = Provision("multiple", Decimal(1), Decimal(3), "illegal_income")
    answer = compute(GUANGDONG, "range", findings=found(grade="ordinary"), provision=law, amounts={"illegal_income": Decimal(50_000)})
    assert answer.fine == 100_000


def test_a_total_that_a_decision_states_gives_its_fine_without_the_factors() -> None:
    law = Provision("amount", Decimal(20000), Decimal(200000))
    assert compute(HUNAN, "13", findings={}, provision=law, stated=Decimal(5)).fine == 29_000
    assert compute(HUNAN, "4-1", findings={}, stated=Decimal(50)).fine == 100_000


FACTORS = {key: [factor for factor in column.factors] for key, column in HUNAN.columns.items()}


@settings(max_examples=50, derandomize=True, deadline=None)
@given(
    st.sampled_from(sorted(FACTORS)), st.randoms(use_true_random=False), st.integers(0, 10**9), st.integers(0, 10**7), st.integers(0, 10**7),
)
def test_no_input_leads_outside_the_statutory_range(key: tuple[str, str], draw: object, amount: int, low: int, more: int) -> None:
    findings = {factor.key: Finding(draw.choice(factor.options).key) for factor in FACTORS[key]}  # type: ignore[attr-defined]
    law = Provision("amount", Decimal(low), Decimal(low + more)) if HUNAN.columns[key].provision is None else None
    amounts = {name: Decimal(amount) for name in ("investment", "disposal_cost", "illegal_income")}
    answer = compute(HUNAN, *key, findings=findings, amounts=amounts, provision=law, party="organisation")
    if answer.fine is None:
        assert answer.missing
        return
    assert answer.band is not None
    assert answer.band.high is not None
    assert answer.band.low <= answer.fine <= answer.band.high
    assert all(answer.band.low <= each.fine <= answer.band.high for each in answer.neighbours)
    if answer.band.high - answer.band.low >= 1:
        assert answer.fine == answer.fine.to_integral_value()
