"""How often and how soon a firm may be visited: every department counts where the plan says so, and the interval comes before the task."""

from __future__ import annotations

from datetime import date

import pytest

from fadu.apps.facilities.models import Facility
from fadu.apps.inspections import once, planning, queries, tasks
from fadu.apps.inspections.actions import others
from fadu.apps.inspections.models import Inspection
from fadu.apps.registers.models import Fact
from fadu.core.refusal import Refusal
from tests.apps.inspections import visiting
from tests.apps.inspections.drawing import AT, drawn, planned, rules

FIRM = "DX43112700005"


def stated(**more: object) -> None:
    given = {"facility": FIRM, "department": "县应急管理局", "on": date(2025, 1, 10), "matter": "危险化学品", "source": "涉企检查平台"}
    others.state_other_visit(**{**given, **more}, actor="甲", at=AT)  # type: ignore[arg-type]


def ours(on: date, **more: object) -> None:
    place = Facility.objects.get(number=FIRM)
    number = f"JC{on:%Y%m%d}"
    Inspection.objects.create(**{"number": number, "inspected_on": on, "facility": place, "category": "专项检查", "found_problem": False, **more})


def test_visits_of_other_departments_count_where_the_plan_says_so_and_a_joint_one_counts_once() -> None:
    planned(rules(cap_per_object=2))
    stated()
    ours(date(2025, 1, 15), joint_number="LH1", joint_departments="县市场监管局")
    stated(department="县市场监管局", on=date(2025, 1, 15))
    assert planning.visits_until(AT.date())[FIRM] == 1
    planned(rules(cap_per_object=2), count_others=True, reason="上级要求各部门合并计算")
    assert planning.visits_until(AT.date())[FIRM] == 2
    with pytest.raises(Refusal, match="达到年度上限 2 次") as refused:
        visiting.opened(facility=FIRM)
    assert refused.value.article == "国办发〔2024〕54号"
    visiting.opened(category="自动监控核查", facility=FIRM, source="BJ1")  # after a clue: outside the cap
    others.withdraw_other_visit(queries.others()[0].subject, reason="登记错了", actor="甲", at=AT)
    assert planning.visits_until(AT.date())[FIRM] == 1
    with pytest.raises(Refusal, match="已经撤回"):
        others.withdraw_other_visit("none", reason="登记错了", actor="甲", at=AT)


def test_what_is_wrong_with_a_statement_is_said() -> None:
    stated()
    wrong: dict[str, dict[str, object]] = {
        "已经登记": {}, "在今天之后": {"on": date(2025, 2, 1)},
        "没有 X": {"facility": "X"}, "部门没有写": {"department": " "},
    }
    for word, more in wrong.items():
        with pytest.raises(Refusal, match=word):
            stated(**more)


def test_a_task_within_the_interval_waits_for_its_day_and_one_beyond_the_year_does_not_exist() -> None:
    every = rules(classes={name: {"mode": "each_once_per_year"} for name in rules()["classes"]})
    ours(date(2025, 1, 15))
    other = Facility.objects.exclude(number=FIRM).filter(in_pool=True).order_by("number")[0].number
    stated(facility=other)
    draw = queries.draw(drawn(planned(every, positive_list="keep", interval_days=200, count_others=True)))
    assert draw
    found = {task.object: task for task in tasks.tasks(draw)}
    assert found[FIRM].not_before == date(2025, 8, 3) and found[FIRM].quarter >= 3
    assert found[other].not_before == date(2025, 7, 29)
    for today, opens in ((date(2025, 8, 2), ""), (date(2025, 8, 3), draw.id)):
        assert next(stop for stop in once.stops(2025, 4, today) if stop.facility == FIRM).draw == opens
    again = queries.draw(drawn(planned(every, positive_list="keep", interval_days=360, reason="间隔调整"), reason="间隔调整", seed="另一个"))
    assert again
    assert FIRM not in {task.object for task in tasks.tasks(again)}
    assert tasks.document(again)["skipped"][FIRM] == "上次检查以后不满360日，到2026-01-10才能再查"
    with pytest.raises(Refusal, match="间隔 400 日不对"):
        planned(every, interval_days=400, reason="x")


def test_a_quarterly_rule_never_brings_a_firm_over_the_cap() -> None:
    cls = Facility.objects.get(number=FIRM).category
    half = {"mode": "pct_per_quarter", "value": "0.5", "rounding": "floor"}  # of 15: seven a quarter, each at most twice a year
    classes = {**rules()["classes"], cls: half}
    with pytest.raises(Refusal, match="一年会抽到 2 次，超过年度上限 1 次"):
        planned(rules(classes=classes, cap_per_object=1))
    ours(date(2025, 1, 15))
    draw = queries.draw(drawn(planned(rules(classes=classes, cap_per_object=2), positive_list="keep")))
    assert draw
    found = tasks.document(draw)
    assert found["skipped"] == {FIRM: "本年已查1次，每季度抽取还会抽到2次，超过上限2次"}
    times = [entry["object"] for entry in found["drawn"]]
    assert max(map(times.count, times)) == 2


def test_a_visit_within_the_interval_is_refused_however_it_is_opened_and_one_after_a_clue_is_not() -> None:
    planned(rules(), interval_days=30)
    ours(date(2025, 1, 15))
    with pytest.raises(Refusal, match="2025-02-14 以前不再检查") as refused:
        visiting.opened(facility=FIRM, on=date(2025, 2, 13))
    assert refused.value.article == "国办发〔2024〕54号"
    visiting.opened(category="自动监控核查", facility=FIRM, source="BJ1", on=date(2025, 2, 13))
    assert visiting.opened(facility=FIRM, on=date(2025, 2, 14))


def test_what_the_registers_say_of_one_firm_caps_it_beside_the_plan() -> None:
    planned(rules())
    Fact.objects.create(register="分类监管", number="F1", day=date(2025, 1, 1), kind="守法无事不扰", values={"facility": FIRM, "limit": 1})
    assert "skip" not in row_of(FIRM)
    ours(date(2025, 1, 15))
    assert "达到“分类监管 F1”定的年检查上限1次" in row_of(FIRM)["skip"]
    with pytest.raises(Refusal, match="分类监管 F1"):
        visiting.opened(facility=FIRM)
    visiting.opened(category="自动监控核查", facility=FIRM, source="BJ1")  # after a clue: outside the cap


def row_of(firm: str) -> dict[str, str]:
    plan = queries.in_force(AT.year)
    assert plan
    objects, _ = planning.lists(plan.made.said, AT.date())
    return next(row for row in objects if row["id"] == firm)
