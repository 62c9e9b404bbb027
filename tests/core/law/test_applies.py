"""Which law applies, over all violations: the promises that every answer keeps, and a second road to the amounts."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.law import applies, cases, provisions, rules
from tests.core.law import second_road

KNOWN = provisions.catalogue()
CODE = rules.switch("code").begins
PERIODS = {
    "old": ("2026-06-01", "2026-06-20", "2026-10-12"),
    "straddling": ("2026-06-01", "2026-09-01", "2026-10-12"),
    "new": ("2026-09-01", "2026-09-02", "2026-10-12"),
    "before": ("2026-06-01", "2026-06-02", "2026-07-12"),
}
MONEY = dict.fromkeys(cases.MONEY, 1_000_000)


def ask(violation: str, began: str, ended: str, decided: str, **facts: object) -> applies.Answer:
    raw = {"id": "x", "violation": violation, "conduct": {"from": began, "to": ended}, "decision_date": decided, "facts": facts}
    return applies.decide(cases.read(raw))


def groups(violation: str) -> list[str | None]:
    return [None, *sorted({one.scope for one in KNOWN.provisions[violation] if one.scope}), "其他"]


@pytest.mark.parametrize("period", PERIODS)
def test_every_violation_is_answered_or_asked_in_every_period(period: str) -> None:
    began, ended, decided = PERIODS[period]
    for violation in KNOWN.violations:
        for scope, severe, refused in product(groups(violation), (False, True, None), (False, True, None)):
            facts = {**MONEY, "severe": severe, "refused": refused, "units": 3, "scope": scope}
            answer = ask(violation, began, ended, decided, **facts)
            where = f"{violation} {scope} {severe} {refused}"
            assert bool(answer.missing) == (answer.choice == "ask"), where
            assert (answer.provision is None) == (answer.choice in ("ask", "not_punishable")), where
            assert (answer.fine is None) == (answer.provision is None), where
            if answer.provision is None or answer.fine is None:
                continue
            day = date.fromisoformat(decided if answer.choice == "new" else ended)
            assert answer.provision.on(day), f"R0: {where}"
            assert answer.provision.begins <= date.fromisoformat(decided), f"R0: {where}"
            assert answer.fine[0] <= answer.fine[1], where


def test_the_code_never_judges_before_it_is_in_force() -> None:
    began, ended, decided = PERIODS["before"]
    for violation in KNOWN.violations:
        for scope in groups(violation):
            answer = ask(violation, began, ended, decided, **MONEY, severe=False, refused=False, units=1, scope=scope)
            assert answer.provision is None or answer.provision.statute != "生态环境法典"


def test_an_act_that_ended_under_the_code_is_judged_by_the_new_law() -> None:
    for period in ("straddling", "new"):
        for violation in KNOWN.violations:
            answer = ask(violation, *PERIODS[period], **MONEY, severe=False, refused=False, units=1)
            assert answer.choice in ("new", "ask") and answer.rule in ("R3", None)


def test_equal_law_never_replaces_the_law_of_the_act() -> None:
    for violation in KNOWN.violations.values():
        if violation.verdict == "same":
            answer = ask(violation.id, *PERIODS["old"], **MONEY, severe=False, refused=False, units=1)
            assert answer.choice in ("old", "ask"), violation.id


def test_what_the_code_created_is_not_punished_before_it() -> None:
    for violation in KNOWN.violations.values():
        if violation.verdict == "new_offence" and not any(one.scope for one in KNOWN.provisions[violation.id]):
            answer = ask(violation.id, *PERIODS["old"], severe=True, refused=True)
            assert (answer.choice, answer.rule) == ("not_punishable", "R4")


def test_the_new_law_is_chosen_for_an_ended_act_only_where_it_is_not_heavier() -> None:
    for violation in KNOWN.violations:
        for severe, refused in product((False, True), (False, True)):
            facts = {**MONEY, "severe": severe, "refused": refused, "units": 1}
            chosen = ask(violation, *PERIODS["old"], **facts)
            if chosen.choice == "new" and second_road.plain(violation):
                row = second_road.live(violation, PERIODS["old"][1])
                old = second_road.amount(row, facts) if row else None
                now = second_road.live(violation, PERIODS["old"][2])
                assert old is not None and now is not None and second_road.amount(now, facts) <= old, violation


@pytest.mark.parametrize("period", PERIODS)
def test_a_second_road_from_the_raw_lines_comes_to_the_same_answer(period: str) -> None:
    spoken = 0
    for violation in KNOWN.violations:
        if not second_road.plain(violation):
            continue
        for money, severe, refused, units in product((0, 90_000, 400_000, 50_000_000), (False, True), (False, True), (1, 7)):
            facts = {**dict.fromkeys(cases.MONEY, money), "severe": severe, "refused": refused, "units": units}
            other = second_road.answer(violation, *PERIODS[period], facts)
            if other is None:
                continue
            answer = ask(violation, *PERIODS[period], **facts)
            fine = tuple(map(Fraction, answer.fine)) if answer.fine else (None, None)
            statute, article = (answer.provision.statute, answer.provision.penalty) if answer.provision else (None, None)
            assert (answer.choice, statute, article, *fine) == other, (violation, money, severe, refused, units)
            spoken += 1
    assert spoken > 5000


def test_a_missing_base_is_asked_for_by_name_and_nothing_else() -> None:
    for violation, held in KNOWN.provisions.items():
        for provision in held:
            if not provision.fine.base or provision.begins >= CODE or provision.ends is None or provision.ends.year < 2026:
                continue
            key = {"total_investment": "investment"}.get(provision.fine.base, provision.fine.base)
            facts = {name: value for name, value in MONEY.items() if name not in (key, "disposal_cost" if key.startswith("agent") else key)}
            answer = ask(violation, *PERIODS["old"], **facts, severe=False, refused=True, scope=provision.scope or None, units=1)
            assert answer.missing == (key,), (violation, key)


def test_an_open_flag_is_asked_for_only_where_it_turns_the_answer() -> None:
    for violation in KNOWN.violations:
        open_answer = ask(violation, *PERIODS["old"], **MONEY, refused=False, units=1)
        closed = [ask(violation, *PERIODS["old"], **MONEY, severe=severe, refused=False, units=1) for severe in (False, True)]
        same = closed[0].as_dict() | {"steps": []} == closed[1].as_dict() | {"steps": []}
        assert ("severe" in open_answer.missing) == (not same), violation


@given(days=st.integers(-900, 900), length=st.integers(0, 400), wait=st.integers(0, 400), index=st.integers(0, 305))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_no_rule_is_applied_outside_its_days(days: int, length: int, wait: int, index: int) -> None:
    began = CODE + timedelta(days)
    ended, decided = began + timedelta(length), began + timedelta(length + wait)
    violation = list(KNOWN.violations)[index]
    answer = ask(violation, str(began), str(ended), str(decided), **MONEY, severe=False, refused=False, units=1)
    if answer.provision:
        assert answer.provision.on(ended if answer.choice == "old" else decided)


def test_each_result_of_an_unsigned_pack_says_so() -> None:
    assert not KNOWN.reviewed
    for violation in KNOWN.violations:
        assert any("未复核" in step.text for step in ask(violation, *PERIODS["old"], severe=False, refused=False).steps)


def test_steps_name_the_articles_in_words() -> None:
    steps = [str(step) for step in ask("hazwaste.sign", *PERIODS["old"], refused=False, severe=False).steps]
    assert any("《固体废物污染环境防治法》第一百一十二条第一款第一项、第二款" in step for step in steps)
    assert any("《生态环境法典》第一千零五十七条" in step for step in steps)


def test_an_entry_from_memory_is_marked_in_the_steps() -> None:
    steps = ask("yangtze.phosphorus", *PERIODS["old"], refused=False, severe=False).steps
    assert any("凭记忆" in step.text for step in steps)


def test_a_fact_that_nothing_reads_is_named() -> None:
    answer = ask("hazwaste.sign", *PERIODS["old"], refused=False, severe=False, invesment=3)
    assert any("invesment" in step.text for step in answer.steps)
