"""What each person must still do: the law's demands with their days, the plan's, the certificate, the qualification."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.learning.demands import Demand, Done, Duty, Learner, certificate, demands, duties, qualification, renewal_opens

OFFICER = Learner("1", "甲", True, False, "18431127", date(2022, 11, 1), date(2027, 10, 31))
CLERK = Learner("2", "乙", False, False)
quick = settings(derandomize=True, max_examples=50, deadline=None)


def wanted(what: str, programme: str = "", amount: int = 0, group: str = "all", year: int = 2026) -> Demand:
    return Demand("p", group, what, programme, Decimal(amount), date(year, 1, 1), date(year, 12, 31), "年度计划", "H", "本单位")


def done(day: date, **more: object) -> Done:
    values = {"programme": "网上学法考法", "category": "考试", "studied": None, "sat": None, "passed": None, "hours": None, **more}
    return Done(held_on=day, **values)  # type: ignore[arg-type]


def of(found: list[Duty], what: str) -> Duty:
    return next(each for each in found if each.what == what)


def test_sixty_hours_were_due_from_officers_until_2025_and_nothing_is_known_after() -> None:
    records = [done(date(2025, 3, 1), hours=Decimal(40))]
    hours = of(duties(OFFICER, [], records, 2025, date(2025, 6, 1)), "hours")
    assert (hours.state, hours.said, hours.confidence) == ("open", "40 / 60 学时，还差 20", "M")
    assert of(duties(OFFICER, [], records, 2025, date(2026, 1, 1)), "hours").state == "over"
    later = of(duties(OFFICER, [], records, 2026, date(2026, 6, 1)), "hours")
    assert later.state == "unknown"
    assert "请在年度计划里写明" in later.said
    assert of(duties(CLERK, [], records, 2025, date(2025, 6, 1)), "hours").state == "unknown"


@quick
@given(st.lists(st.integers(0, 40), max_size=6), st.integers(1, 120))
def test_hours_are_done_exactly_when_they_reach_what_the_plan_asks(hours: list[int], amount: int) -> None:
    records = [done(date(2026, 1, 1) + timedelta(days=n), hours=Decimal(each)) for n, each in enumerate(hours)]
    duty = of(duties(CLERK, [wanted("hours", amount=amount)], records, 2026, date(2026, 12, 1)), "hours")
    assert (duty.state == "done") == (sum(hours) >= amount)


def test_records_of_another_year_or_of_tomorrow_do_not_count() -> None:
    plan = [wanted("exam", "网上学法考法")]
    for day in (date(2025, 12, 31), date(2026, 6, 2)):
        assert of(duties(CLERK, plan, [done(day, sat=True, passed=True)], 2026, date(2026, 6, 1)), "exam").state == "open"
    assert of(duties(CLERK, plan, [done(date(2026, 6, 1), sat=True, passed=True)], 2026, date(2026, 6, 1)), "exam").state == "done"


def test_an_exam_is_met_by_passing_study_by_studying_a_course_by_being_there() -> None:
    day, on = date(2026, 5, 1), date(2026, 6, 1)
    for what, record, state in (
        ("exam", done(day, sat=True, passed=False), "open"), ("exam", done(day, sat=True, passed=None), "open"),
        ("study", done(day, studied=True), "done"), ("study", done(day, sat=True, passed=True), "open"),
        ("course", done(day, category="培训"), "done"), ("course", done(day), "open"),
    ):
        assert of(duties(CLERK, [wanted(what, "网上学法考法")], [record], 2026, on), what).state == state


def test_a_demand_on_officers_is_none_on_others() -> None:
    assert [each.what for each in duties(CLERK, [wanted("exam", "执法资格考试", group="officers")], [], 2026, date(2026, 6, 1))] == ["hours"]


@pytest.mark.parametrize(("on", "state"), [
    (date(2022, 10, 31), "open"), (date(2022, 11, 1), "done"), (date(2027, 4, 30), "done"), (date(2027, 5, 1), "soon"),
    (date(2027, 10, 31), "soon"), (date(2027, 11, 1), "over"),
])
def test_the_certificate_goes_through_its_states_on_the_days_of_the_province(on: date, state: str) -> None:
    assert certificate(OFFICER, on).state == state


def test_a_certificate_that_is_not_there_or_has_no_end_is_said_so() -> None:
    assert certificate(Learner("1", "甲", True, False), date(2026, 1, 1)).state == "over"
    assert certificate(Learner("1", "甲", True, False, "18"), date(2026, 1, 1)).state == "unknown"


@quick
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_renewal_opens_before_the_end_by_as_many_months(until: date, months: int) -> None:
    opens = renewal_opens(until, months)
    assert timedelta(days=28 * months - 4) <= until - opens <= timedelta(days=31 * months)


@pytest.mark.parametrize(("first", "number", "state"), [
    (date(2017, 12, 31), "", "done"), (date(2018, 1, 1), "", "over"), (date(2018, 1, 1), "A1", "done"), (None, "", "unknown"),
])
def test_who_first_reviews_since_2018_needs_the_qualification(first: date | None, number: str, state: str) -> None:
    duty = qualification(Learner("1", "甲", False, True, first_reviewed_on=first, qualification=number))
    assert (duty.state, "第五十八条" in duty.basis) == (state, True)


def test_every_demand_of_the_pack_has_a_source_and_a_confidence() -> None:
    assert all(each.source and each.confidence in "HML" and each.basis for each in demands().values())
