"""The arithmetic of the law about time and thresholds, against worked examples and by its properties."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core import days, pack
from fadu.core.days import Pause
from fadu.core.procedure import due, values
from fadu.core.procedure.rules import local
from fadu.core.procedure.rules.collective import collective
from fadu.core.procedure.rules.court_window import court_window
from fadu.core.procedure.rules.credit import publicity
from fadu.core.procedure.rules.daily_penalty import Round, daily_penalty
from fadu.core.procedure.rules.hearing import hearing
from fadu.core.procedure.rules.legal_review import legal_review
from fadu.core.procedure.rules.limitation import limitation
from fadu.core.procedure.rules.surcharge import surcharge
from fadu.core.procedure.rules.transfer import crime, crime_thresholds, detention_grounds
from fadu.core.refusal import Refusal

ON = date(2026, 9, 1)
FINES = st.decimals("0.01", "99999999.99", places=2)


def d(written: str) -> date:
    return date.fromisoformat(written)


# Surcharge ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "amount", "number"),
    [("2026-03-17", "0.00", 0), ("2026-03-18", "3000.00", 1), ("2026-04-19", "99000.00", 33), ("2026-04-20", "100000.00", 34),
     ("2027-04-20", "100000.00", 399)],
)
def test_the_surcharge_of_the_worked_example(until: str, amount: str, number: int) -> None:
    charged = surcharge(Decimal(100000), pay_by=d("2026-03-17"), until=d(until))
    assert (charged.amount, charged.days, charged.capped_on) == (Decimal(amount), number, d("2026-04-20"))


@given(FINES, st.integers(0, 60))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_the_surcharge_never_exceeds_the_fine_and_never_falls(fine: Decimal, number: int) -> None:
    pay_by = d("2026-03-17")
    today, tomorrow = (surcharge(fine, pay_by=pay_by, until=pay_by + timedelta(number + more)).amount for more in (0, 1))
    assert Decimal(0) <= today <= tomorrow <= fine
    capped = surcharge(fine, pay_by=pay_by, until=pay_by + timedelta(34))
    assert capped.amount == fine
    assert capped.capped_on == pay_by + timedelta(34)


def test_days_of_review_do_not_count_and_move_the_cap() -> None:
    review = [Pause(d("2026-03-20"), d("2026-03-29")), Pause(d("2026-03-25"), d("2026-03-31"))]
    charged = surcharge(Decimal(100000), pay_by=d("2026-03-17"), until=d("2026-04-05"), suspended=review)
    assert charged.days == 19 - 12
    assert charged.capped_on == d("2026-05-02")
    after = [Pause(d("2026-06-01"), d("2026-06-30"))]
    assert surcharge(Decimal(100000), pay_by=d("2026-03-17"), until=d("2026-03-20"), suspended=after).capped_on == d("2026-04-20")
    assert surcharge(Decimal(100000), pay_by=d("2026-03-17"), until=charged.capped_on, suspended=review).amount == 100000
    assert surcharge(Decimal(100000), pay_by=d("2026-03-17"), until=charged.capped_on - timedelta(1), suspended=review).amount == 99000


def test_no_surcharge_on_no_fine_and_none_before_the_rule_was_there() -> None:
    with pytest.raises(Refusal, match="大于零"):
        surcharge(Decimal(0), pay_by=ON, until=ON)
    with pytest.raises(Refusal, match="没有已知的"):
        surcharge(Decimal(1), pay_by=d("2011-01-01"), until=ON)


# Daily penalty --------------------------------------------------------------------------------------------------------


def test_the_daily_penalty_of_the_worked_example_accumulates() -> None:
    first = Round(d("2026-09-01"), d("2026-09-20"))
    second = Round(d("2026-09-20"), d("2026-10-10"))
    assert daily_penalty(Decimal(200000), [first]).total == Decimal(3800000)
    both = daily_penalty(Decimal(200000), [first, second])
    assert (both.days, both.total) == (39, Decimal(7800000))


def test_days_after_the_discharge_stopped_do_not_count() -> None:
    first = Round(d("2026-09-01"), d("2026-09-20"))
    assert daily_penalty(Decimal(10000), [first], stopped_on=d("2026-09-11")).days == 10
    assert daily_penalty(Decimal(10000), [first], stopped_on=d("2026-08-01")).days == 0


def test_days_between_a_recheck_and_the_next_order_do_not_count() -> None:
    rounds = [Round(d("2026-09-01"), d("2026-09-11")), Round(d("2026-09-15"), d("2026-09-20"))]
    assert daily_penalty(Decimal(10000), rounds).days == 15


@pytest.mark.parametrize(
    ("rounds", "reason"),
    [
        ([Round(d("2026-09-01"), d("2026-10-09"))], "超过责令改正送达后的三十日"),
        ([Round(d("2026-09-01"), d("2026-09-01"))], "不晚于"),
        ([Round(d("2026-09-01"), d("2026-09-20")), Round(d("2026-09-19"), d("2026-10-10"))], "早于上一次复查"),
        ([], "至少一次复查"),
    ],
)
def test_a_round_that_the_law_does_not_allow_is_refused_with_its_article(rounds: list[Round], reason: str) -> None:
    with pytest.raises(Refusal, match=reason) as refused:
        daily_penalty(Decimal(10000), rounds)
    assert "《" in refused.value.article


# Court ----------------------------------------------------------------------------------------------------------------


def test_the_court_window_of_the_worked_example() -> None:
    window = court_window(received_on=d("2026-03-02"), told=True)
    assert (window.suit_ends, window.opens, window.closes) == (d("2026-09-02"), d("2026-09-03"), d("2026-12-02"))
    assert window.remind_by == d("2026-11-17")


def test_who_was_not_told_has_a_year_and_a_deferral_moves_the_window() -> None:
    assert court_window(received_on=d("2026-03-02"), told=False).suit_ends == d("2027-03-02")
    deferred = court_window(received_on=d("2026-03-02"), told=True, deferred_until=d("2026-09-30"))
    assert (deferred.opens, deferred.closes) == (d("2026-10-01"), d("2026-12-30"))
    early = court_window(received_on=d("2026-03-02"), told=True, deferred_until=d("2026-05-30"))
    assert early.opens == d("2026-09-03"), "a deferral that ends earlier moves nothing"


@given(st.dates(d("2018-02-01"), d("2025-12-31")))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_a_reminder_on_the_last_day_runs_out_inside_the_window_and_a_day_later_does_not(received: date) -> None:
    window = court_window(received_on=received, told=True)
    calendar = days.published()
    after = [calendar.add_workdays(window.remind_by, 10, makeup=makeup) for makeup in (True, False)]
    assert all(end < window.closes for end in after)
    late = [calendar.add_workdays(window.remind_by + timedelta(1), 10, makeup=makeup) for makeup in (True, False)]
    assert max(late) >= window.closes


# Credit ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decided", "grade", "repair", "ends"),
    [
        ("2026-04-01", "轻微", None, "2026-07-01"), ("2026-04-01", "一般", "2026-07-01", "2027-04-01"),
        ("2026-11-30", "一般", "2027-02-28", "2027-11-30"), ("2026-04-01", "严重", "2027-04-01", "2029-04-01"),
        ("2026-03-31", "一般", "2026-06-30", "2029-03-31"), ("2020-05-01", "严重", "2020-11-01", "2023-05-01"),
    ],
)
def test_credit_publicity_by_grade_and_by_the_rule_of_the_day(decided: str, grade: str, repair: str | None, ends: str) -> None:
    period = publicity(d(decided), grade)
    assert (period.repair_from, period.ends) == (d(repair) if repair else None, d(ends))


@pytest.mark.parametrize(("grade", "rule"), [("轻微", "D29"), ("一般", "D30"), ("严重", "D31")])
@given(st.dates(d("2026-04-01"), d("2028-12-31")))
@settings(derandomize=True, max_examples=30, deadline=None)
def test_publicity_and_its_limits_say_the_same(grade: str, rule: str, decided: date) -> None:
    period = publicity(decided, grade)
    assert period.ends == due(rule, decided).safe
    assert period.repair_from == (due(f"{rule}.min", decided).due if grade != "轻微" else None)


def test_a_grade_that_the_rule_of_the_day_does_not_know_is_refused() -> None:
    with pytest.raises(Refusal, match="没有“轻微”一级"):
        publicity(d("2026-03-31"), "轻微")
    with pytest.raises(Refusal, match="没有“一般”一级"):
        publicity(d("2018-01-01"), "一般")


def test_a_period_that_crosses_a_change_of_rule_says_that_it_is_open() -> None:
    assert any("不明" in step for step in publicity(d("2026-03-01"), "一般").steps)
    assert not any("不明" in step for step in publicity(d("2026-05-01"), "一般").steps)


# Limitation -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ended", "found", "harm", "grave", "open"),
    [
        ("2026-08-15", "2028-08-15", None, False, True), ("2026-08-15", "2028-08-16", False, False, False),
        ("2026-08-15", "2028-08-16", None, False, None), ("2026-08-15", "2031-08-15", True, False, True),
        ("2026-08-15", "2031-08-16", True, False, False), ("2026-08-15", "2031-08-16", None, False, False),
        ("2026-08-14", "2028-08-14", None, False, True), ("2026-08-14", "2028-08-15", False, False, False),
        ("2026-08-14", "2028-08-15", True, False, None), ("2026-08-14", "2028-08-15", True, True, True),
        ("2026-08-14", "2028-08-15", None, None, None), ("2026-08-14", "2031-08-15", True, True, False),
        ("2024-02-29", "2026-02-28", False, False, True), ("2024-02-29", "2026-03-01", False, False, False),
    ],
)
def test_limitation_by_end_of_the_act_and_by_harm(ended: str, found: str, harm: bool | None, grave: bool | None, open: bool | None) -> None:
    verdict = limitation(ended_on=d(ended), continuing=False, discovered_on=d(found), harm=harm, life_health_or_finance=grave)
    assert verdict.open is open
    assert bool(verdict.missing) is (open is None)


def test_a_continuing_act_runs_from_its_end_and_not_before() -> None:
    assert limitation(ended_on=None, continuing=True, discovered_on=ON, harm=None).open
    undated = limitation(ended_on=None, continuing=False, discovered_on=ON, harm=None)
    assert undated.open is None
    assert undated.missing
    assert any("终了" in step for step in limitation(ended_on=d("2026-08-20"), continuing=True, discovered_on=ON, harm=None).steps)


# Triggers -------------------------------------------------------------------------------------------------------------


def offered(party: str, penalties: list[str], amounts: list[int], on: date = ON, local_rules: local.LocalRules | None = None) -> bool | None:
    return hearing(party=party, penalties=penalties, amounts=[Decimal(one) for one in amounts], on=on, local=local_rules).holds


def test_hearing_by_amount_and_by_kind(local_none: local.LocalRules, local_stricter: local.LocalRules) -> None:
    assert offered("单位", ["罚款"], [200000]) is True
    assert offered("单位", ["罚款"], [199999]) is None, "the local figure may be lower"
    assert offered("单位", ["罚款"], [199999], local_rules=local_none) is False
    assert offered("单位", ["罚款"], [20000], local_rules=local_stricter) is True
    assert offered("单位", ["罚款"], [19999], local_rules=local_stricter) is False
    assert offered("单位", ["罚款"], [20000], d("2025-12-31"), local_stricter) is False, "the local figure is dated"
    assert offered("公民", ["罚款"], [5000]) is True
    assert offered("公民", ["罚款", "没收违法所得"], [100, 6000]) is True
    assert offered("单位", ["警告"], [999999], local_rules=local_none) is False
    assert offered("单位", ["责令停产停业"], []) is True
    assert offered("单位", ["罚款"], [0]) is False
    assert offered("单位", ["罚款"], [50000], d("2023-06-30")) is True, "the national figure is dated too"


def test_the_open_verdict_names_what_is_missing_and_what_is_safe() -> None:
    verdict = hearing(party="单位", penalties=["罚款"], amounts=[Decimal(100000)], on=ON)
    assert verdict.missing
    assert "先告知听证权利" in verdict.advice
    assert "第八十九条" in verdict.article()


def test_unknown_kinds_and_parties_are_refused() -> None:
    with pytest.raises(Refusal, match="处罚种类"):
        offered("单位", ["罚钱"], [1])
    with pytest.raises(Refusal, match="当事人类型"):
        offered("企业", ["罚款"], [1])


def test_collective_discussion_and_legal_review_need_the_local_list_to_say_no(local_none: local.LocalRules, local_stricter: local.LocalRules) -> None:
    def discussed(amount: int, rules: local.LocalRules | None, traits: tuple[str, ...] = ()) -> bool | None:
        return collective(
            penalties=["罚款"], amounts=[Decimal(amount)], complex_case=False, head_wants_it=False, traits=traits, on=ON, local=rules
        ).holds

    def reviewed(rules: local.LocalRules | None, traits: tuple[str, ...] = (), heard: bool = False) -> bool | None:
        return legal_review(public_interest=False, weighty_rights=True, heard=heard, complex_case=False, traits=traits, on=ON, local=rules).holds

    assert discussed(500000, None) is True
    assert discussed(499999, None) is None
    assert discussed(499999, local_none) is False
    assert discussed(10, local_stricter, ("减轻",)) is True
    assert reviewed(None, heard=True) is True
    assert reviewed(None) is None
    assert reviewed(local_none) is False
    assert reviewed(local_stricter, ("罚款二十万元以上",)) is True


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"hearing_amount": [{"自": "2024-01-01", "公民": 1, "单位": 2}]}, "来源"),
        ({"hearing_amount": [{"自": "2024-01-01", "公民": "一千", "单位": 2, "来源": "x"}]}, "不能用"),
        ({"hearing_amount": [{"自": "2024-01-01", "无": True, "来源": "x"}, {"自": "2025-01-01", "无": True, "来源": "x"}]}, "重叠"),
        ({"collective": [{"自": "2024-13-01", "情形": [], "来源": "x"}]}, "应为日期"),
        ({"colective": []}, "不认识的“colective”"),
        ({"collective": [{"自": "2024-01-01", "情形": [], "来源": ""}]}, "没有来源"),
        ({"collective": [{"自": "2024-01-01", "至": "2023-01-01", "情形": [], "来源": "x"}]}, "早于"),
    ],
)
def test_a_wrong_local_pack_is_refused_with_file_line_and_reason(tmp_path: Path, change: dict, reason: str) -> None:
    content = {"pack": {"名称": "x", "版本": "1", "核对": "2026-01-01", "来源": "y", "复核": ""}, **change}
    file = tmp_path / "local.json"
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    with pytest.raises(pack.BadPack, match=reason) as refused:
        local.read(file)
    assert refused.value.file == "local.json"
    assert refused.value.line > 0


def test_public_interest_complexity_and_the_head_each_suffice(local_none: local.LocalRules) -> None:
    flags = {"public_interest": False, "weighty_rights": False, "heard": False, "complex_case": False}
    for flag in ("public_interest", "complex_case"):
        assert legal_review(**{**flags, flag: True}, on=ON, local=local_none).holds is True
    for complex_case, wanted in ((True, False), (False, True)):
        verdict = collective(penalties=["警告"], amounts=[], complex_case=complex_case, head_wants_it=wanted, on=ON, local=local_none)
        assert verdict.holds is True
    by_kind = collective(penalties=["停产整治"], amounts=[], complex_case=False, head_wants_it=False, on=ON, local=local_none)
    assert by_kind.reasons == ("拟处“停产整治”",)


def test_two_different_signatures_make_a_pack_reviewed(local_none: local.LocalRules) -> None:
    assert local_none.head.reviewed


def test_a_dated_value_is_the_one_of_its_day_and_none_is_guessed() -> None:
    assert values.value("hearing_amount.entity", d("2023-06-30")).number == 50000
    assert values.value("hearing_amount.entity", d("2023-07-01")).number == 200000
    with pytest.raises(Refusal, match="没有已知的"):
        values.value("hearing_amount.entity", d("2009-01-01"))


# Transfers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measured", "found", "holds"),
    [
        ({"C02": "3"}, (), True), ({"C02": "2.999"}, (), None), ({"C03": "3", "C09": "10"}, (), True), ({}, ("C05",), True), ({}, (), None),
    ],
)
def test_a_standard_that_is_met_asks_for_a_transfer_and_none_leaves_it_open(measured: dict, found: tuple, holds: bool | None) -> None:
    verdict = crime(measured={id: Decimal(number) for id, number in measured.items()}, found=found, on=ON)
    assert verdict.holds is holds
    assert bool(verdict.missing) is (holds is None)
    assert "《" in verdict.article()


@pytest.mark.parametrize(
    ("measured", "found", "on", "reason"),
    [({"C99": 1}, (), ON, "没有编号"), ({"C05": 1}, (), ON, "没有数额标准"), ({}, ("C01",), d("2023-08-14"), "不在规则包内")],
)
def test_what_the_interpretation_does_not_answer_is_refused(measured: dict, found: tuple, on: date, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        crime(measured=measured, found=found, on=on)


def test_the_clauses_and_standards_of_the_sources_are_all_there() -> None:
    assert list(detention_grounds()) == [f"DT{number}" for number in range(1, 8)]
    assert list(crime_thresholds()) == [f"C{number:02}" for number in range(1, 15)]
    assert all(one.basis for one in (*detention_grounds().values(), *crime_thresholds().values()))


def test_what_rests_on_an_unsigned_pack_says_so(local_none: local.LocalRules) -> None:
    results = [
        surcharge(Decimal(1), pay_by=ON, until=ON), daily_penalty(Decimal(1), [Round(d("2026-09-01"), d("2026-09-02"))]),
        court_window(received_on=ON, told=True), publicity(ON, "一般").grade, crime(measured={}, on=ON),
        limitation(ended_on=ON, continuing=False, discovered_on=ON, harm=None),
        hearing(party="单位", penalties=["罚款"], amounts=[Decimal(1)], on=ON, local=local_none),
    ]
    assert not any(one.reviewed for one in results)
