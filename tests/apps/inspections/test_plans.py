"""Plans of the year: what they come to on the sample ledger, versions with reasons, publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fadu.apps.facilities.models import Facility
from fadu.apps.inspections import queries
from fadu.apps.inspections.actions import plans
from fadu.apps.officers.models import Person
from fadu.apps.record.models import AttributeChange
from fadu.core import sampling
from fadu.core.refusal import Refusal
from tests.apps.inspections.drawing import AT, planned, rules


@pytest.mark.parametrize(("id", "total"), [("COUNTY-81", 81), ("GD", 134), ("QUARTERS", 84), ("JX", 44)])
def test_the_county_plans_81_under_its_rule_and_other_totals_under_others(id: str, total: int) -> None:
    once, quarter = {"mode": "each_once_per_year"}, {"mode": "pct_per_quarter", "value": "0.25"}
    key = quarter if id == "QUARTERS" else once
    general = {
        "COUNTY-81": {"mode": "per_officer_per_year", "value": "5"}, "QUARTERS": {"mode": "per_officer_per_year", "value": "5"},
        "GD": {"mode": "per_officer_per_year", "value": "10"}, "JX": {"mode": "pct_per_year", "value": "0.2"},
    }[id]
    written = rules() if id == "COUNTY-81" else rules(classes={"重点排污单位": key, "特殊监管单位": key, "一般排污单位": general})
    plan = queries.plan(planned(written))
    assert plan and plan.total == total
    assert plan.made.said["objects"] == {"一般排污单位": 113, "特殊监管单位": 6, "重点排污单位": 15}
    assert plan.made.said["officers"] == 12


def test_a_further_version_needs_a_reason_and_the_earlier_one_stays() -> None:
    first = planned()
    with pytest.raises(Refusal, match="已有计划"):
        planned()
    second = planned(rules(cap_per_object=2), reason="上级公布了年度检查频次上限")
    assert [plan.id for plan in queries.plans(2025)] == [second, first]
    assert queries.in_force(2025).id == second  # type: ignore[union-attr]
    assert [plan.made.said["version"] for plan in queries.plans(2025)] == [2, 1]


def test_a_plan_is_published_once_and_not_before_the_day() -> None:
    made = plans.make_plan(year=2025, title="计划", written=rules(), on=date(2025, 1, 10), actor="甲", at=AT)
    assert queries.in_force(2025) is None
    with pytest.raises(Refusal, match="在今天之后"):
        plans.publish_plan(made, place="网站", on=AT.date() + timedelta(days=1), actor="甲", at=AT)
    plans.publish_plan(made, place="网站", on=AT.date(), actor="甲", at=AT)
    with pytest.raises(Refusal, match="已经公开过"):
        plans.publish_plan(made, place="网站", on=AT.date(), actor="甲", at=AT)


def test_the_class_of_an_object_is_that_of_the_day_the_plan_counts_on() -> None:
    AttributeChange.objects.create(
        number="BG1", target_kind="监管对象", target="DX43112700001", item="类别", value="特殊监管单位", since=date(2025, 1, 15),
    )
    before = queries.plan(plans.make_plan(year=2025, title="一", written=rules(), on=date(2025, 1, 14), actor="甲", at=AT))
    after = queries.plan(plans.make_plan(year=2025, title="二", written=rules(), on=date(2025, 1, 15), actor="甲", at=AT, reason="重新统计"))
    assert before and after
    assert (before.made.said["objects"]["重点排污单位"], after.made.said["objects"]["重点排污单位"]) == (15, 14)
    assert after.made.said["objects"]["特殊监管单位"] == 7


def test_an_officer_without_a_valid_certificate_is_not_counted() -> None:
    Person.objects.filter(number="431127001").update(certificate="")
    Person.objects.filter(number="431127002").update(certificate_until=date(2025, 1, 9))
    plan = queries.plan(planned())
    assert plan and (plan.made.said["officers"], plan.total) == (10, 71)


def test_a_bad_credit_grade_raises_an_object_to_the_special_class() -> None:
    Facility.objects.filter(number="DX43112700066").update(credit_grade="红牌（环保不良企业）")
    plan = queries.plan(planned(raises=("黄", "红", "黑")))
    assert plan and plan.made.said["objects"] == {"一般排污单位": 112, "特殊监管单位": 7, "重点排污单位": 15}


def test_a_class_without_a_rule_and_a_firm_twice_in_the_pool_are_refused() -> None:
    written = rules()
    del written["classes"]["特殊监管单位"]
    with pytest.raises(Refusal, match="特殊监管单位，计划没有写"):
        planned(written)
    first = Facility.objects.get(number="DX43112700001")
    Facility.objects.filter(number="DX43112700002").update(credit_code=first.credit_code, name=first.name)
    with pytest.raises(Refusal, match="有两条：DX43112700001、DX43112700002"):
        planned()


def test_visits_are_spread_over_the_quarters_that_are_left() -> None:
    assert sampling.shares(21) == {1: 6, 2: 5, 3: 5, 4: 5}
    assert sampling.shares(60, first=3) == {3: 30, 4: 30}
