"""What several plans ask of one firm is one visit that does all of it; who is on the positive list is looked at from the office first.

Each thing that the visit does shows it, counts once, and is open again when the visit is withdrawn.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from fadu.apps.facilities.models import Facility
from fadu.apps.inspections import once, queries, tasks
from fadu.apps.inspections.actions import others
from fadu.apps.inspections.actions.visiting import opening, recording
from fadu.apps.inspections.models import Inspection
from fadu.apps.inspections.verifying import visit_faults
from fadu.apps.inspections.visits import grounds, reading
from fadu.apps.record.actions.keeping_rows import keep_row
from fadu.core.refusal import Refusal
from tests.apps.inspections import visiting
from tests.apps.inspections.drawing import drawn, planned
from tests.apps.inspections.visiting import AT, JPEG, ONE, entries, made, opened

TODAY = date(2025, 2, 1)


def test_the_tasks_of_a_firm_in_a_quarter_are_one_stop() -> None:
    draw = queries.draw(drawn(planned(positive_list="keep")))
    assert draw
    first, *_ = [task for task in tasks.tasks(draw) if task.quarter == 1]
    before = {stop.facility: stop for stop in once.stops(2025, 1, TODAY)}
    assert before[first.object].draw == draw.id
    Inspection.objects.create(
        number="JC20250009", inspected_on=date(2025, 1, 6), facility=Facility.objects.get(number=first.object), category="信访核查",
        found_problem=True, problem="台账不全", rectify_by=date(2025, 3, 1),
    )
    visiting.opened(facility=first.object, on=date(2025, 3, 4))
    stop = once.stops(2025, 1, TODAY)[0]
    assert stop.facility == first.object and len(stop.things) == len(before[first.object].things) + 2
    assert [thing.what[:4] for thing in stop.things][:1] == ["日常巡查"] and stop.visit
    assert "复查：台账不全（JC20250009）" in [thing.what for thing in stop.things]
    assert len(stop.along) == 2
    ids = [stop.facility for stop in once.stops(2025, 1, TODAY)]
    assert len(ids) == len(set(ids)) and len(once.stops(2025, 4, TODAY)) > len(ids)


def test_a_drawn_task_whose_visit_is_open_is_not_listed_twice() -> None:
    draw = queries.draw(drawn(planned(positive_list="keep")))
    assert draw
    task = next(task for task in tasks.tasks(draw) if task.quarter == 1)
    visiting.opened(category="双随机", facility=task.object, officers=tuple(id for id, _ in task.officers), source=draw.id)
    stop = next(stop for stop in once.stops(2025, 1, TODAY) if stop.facility == task.object)
    assert sum("双随机" in thing.what for thing in stop.things) == 1 and stop.visit and not stop.draw


def test_who_is_on_the_positive_list_or_of_low_risk_is_looked_at_off_site_first() -> None:
    reasons = once.offsite_first(date(2025, 3, 31))
    assert len(set(reasons.values())) == 1 and len(reasons) == 9 and "正面清单" in next(iter(reasons.values()))
    low, unread = Facility.objects.filter(in_pool=True).exclude(number__in=reasons).order_by("number")[:2]
    Facility.objects.filter(pk=low.pk).update(risk_grade="低风险")
    Facility.objects.filter(pk=unread.pk).update(risk_grade="三级")
    reasons = once.offsite_first(date(2025, 3, 31))
    assert "国办发〔2024〕54号" in reasons[low.number] and "不能判断" in reasons[unread.number]


def test_quarters_end_where_the_calendar_says() -> None:
    assert [once.quarter_ends(2025, quarter) for quarter in (1, 2, 3, 4)] == [
        date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31),
    ]


def visit(id: str) -> reading.Visit:
    found = reading.visit(id)
    assert found is not None
    return found


@pytest.fixture
def firm() -> dict[str, Any]:
    """A firm with a drawn task, a problem of a visit, a problem that was only recorded, a visit that is open, and a task of another department."""
    draw = queries.draw(drawn(planned(positive_list="keep")))
    assert draw
    task = next(task for task in tasks.tasks(draw) if task.quarter == 1)
    past = AT - timedelta(days=20)
    early = made(facility=task.object, category="自动监控核查", source="BJ2025-0001", problems=({},), at=past, on=past.date())
    Inspection.objects.create(
        number="JC20250009", inspected_on=date(2025, 1, 6), facility=Facility.objects.get(number=task.object), category="信访核查",
        found_problem=True, problem="台账不全", rectify_by=date(2025, 3, 1),
    )
    campaign = opening.declare_campaign(
        name="2025年专项", approved_by="县人民政府", paper="县政办函〔2025〕3号", begins=date(2025, 3, 1), ends=date(2025, 5, 31),
        place="网站", matter="危废", actor=ONE, at=AT,
    )
    waiting = opened(facility=task.object, category="专项检查", source=campaign)
    others.state_other_task(
        facility=task.object, department="县应急管理局", matter="危险化学品", due=date(2025, 3, 20), source="联合检查方案", actor=ONE, at=AT,
    )
    return {"draw": draw, "task": task, "early": early, "waiting": waiting, "keys": [one.key for one in grounds.open_at(task.object)]}


def done(firm: dict[str, Any], *, mended: bool = True) -> str:
    task, officer = firm["task"], firm["task"].officers[0][0]
    id = opening.open_visit(
        category="双随机", facility=task.object, officers=[id for id, _ in task.officers], on=AT.date(), matter="综合查一次", checklist="petrol",
        source=firm["draw"].id, grounds=firm["keys"], joint_number="LH2025-01", actor=officer, at=AT,
    )

    def tell(kind: str, said: dict[str, Any], place: int) -> None:
        recording.record(id, kind, said, actor=officer, at=AT + timedelta(minutes=place))

    *steps, result = entries(id)
    for place, (kind, said) in enumerate(steps):
        tell(kind, said, place)
    with pytest.raises(Refusal, match=r"复查.*县应急管理局的检查"):
        tell(*result, 20)
    labels = [one["label"] for one in visit(id).grounds if one["kind"] == "recheck"]
    with pytest.raises(Refusal, match="没有整改后的照片"):
        tell("recheck", {"of": labels[0], "mended": True, "found": "已补齐"}, 21)
    with pytest.raises(Refusal, match="不在这次检查要复查的问题里"):
        tell("recheck", {"of": "别的", "found": "x"}, 21)
    recording.photograph(id, [JPEG], name="改后.jpg", what="台账", stage="整改后", actor=officer, at=AT + timedelta(minutes=22))
    for label in labels:
        tell("recheck", {"of": label, "mended": mended, "found": "已补齐" if mended else "没有动"} | ({} if mended else {"days": 10}), 23)
    tell("joint", {"department": "县应急管理局", "form": "危化品检查表", "officers": "李某", "result": "符合"}, 24)
    tell(*result, 25)
    return id


def state(firm: dict[str, Any]) -> list[bool]:
    """Is each of the things done?"""
    task = next(one for one in tasks.tasks(firm["draw"]) if one.object == firm["task"].object)
    stated = [taker for _, taker in grounds.other_tasks()]
    return [
        task.visit is not None, visit(firm["early"]).problems()[0].word == "已整改",
        *(Inspection.objects.get(number=number).rectified_on is not None for number in ("JC20250009", visit(firm["early"]).number)),
        visit(firm["waiting"]).within is not None, all(stated),
    ]


def test_one_visit_does_all_and_withdrawing_it_opens_all_again(firm: dict[str, Any]) -> None:
    assert state(firm) == [False] * 6 and len(firm["keys"]) == 4
    before = Inspection.standing.count()
    id = done(firm)
    assert state(firm) == [True] * 6 and Inspection.standing.count() == before + 1
    made_ = visit(id)
    assert made_.concluded and len(made_.concluded.said["discharged"]) == 5
    assert visit(firm["waiting"]).word == f"并入 {made_.number}"
    assert visit(firm["early"]).problems()[0].rechecks[-1].said["visit"] == made_.number
    assert [number for number, _ in reading.visits_under(["2025年专项"])["2025年专项"]] == [made_.number]
    assert firm["task"].object not in {stop.facility for stop in once.stops(2025, 1, AT.date())}
    assert list(visit_faults()) == []
    keep_row("检查", made_.number, {"withdrawn": True}, actor=ONE, at=AT, basis="试", source="登记错了")
    assert state(firm) == [False] * 6 and visit(id).word == "已作废" and reading.visits_under(["2025年专项"]) == {}
    assert [one.key for one in grounds.open_at(firm["task"].object)] == firm["keys"]
    keep_row("检查", made_.number, {"withdrawn": False}, actor=ONE, at=AT, basis="试", source="没有错")
    assert state(firm) == [True] * 6


def test_what_another_department_asked_for_may_be_asked_for_again_once_it_was_done(firm: dict[str, Any]) -> None:
    again: dict[str, Any] = {
        "facility": firm["task"].object, "department": "县应急管理局", "matter": "危险化学品", "due": date(2025, 9, 30), "source": "来函",
        "actor": ONE, "at": AT,
    }
    with pytest.raises(Refusal, match="已经登记"):
        others.state_other_task(**again)
    done(firm)
    others.state_other_task(**again)
    assert [one.due for one in grounds.open_at(firm["task"].object) if one.kind == grounds.JOINT] == [date(2025, 9, 30)]
    with pytest.raises(Refusal, match="已经登记"):
        others.state_other_task(**again)


def test_a_problem_that_was_not_mended_stays_open_with_its_new_term(firm: dict[str, Any]) -> None:
    done(firm, mended=False)
    assert state(firm) == [True, False, False, False, True, True]
    left = {one.number: one.due for one in grounds.open_at(firm["task"].object)}
    assert left == {"JC20250009": date(2025, 3, 14), visit(firm["early"]).number: date(2025, 3, 14)}


def test_a_term_that_was_given_goes_with_the_visit_that_gave_it(firm: dict[str, Any]) -> None:
    number = visit(done(firm, mended=False)).number

    def terms() -> list[date | None]:
        return [Inspection.objects.get(number=one).rectify_by for one in ("JC20250009", visit(firm["early"]).number)]

    def set_withdrawn(row: str, withdrawn: bool) -> None:
        keep_row("检查", row, {"withdrawn": withdrawn}, actor=ONE, at=AT, basis="试", source="试")

    given = terms()
    set_withdrawn(number, True)
    assert terms() == [date(2025, 3, 1), visit(firm["early"]).problems()[0].problem.due] != given
    set_withdrawn(number, False)
    assert terms() == given
    # A problem whose own row is withdrawn stands in nobody's way, and is up to date once it is put back.
    set_withdrawn("JC20250009", True)
    set_withdrawn(number, True)
    set_withdrawn("JC20250009", False)
    assert terms()[0] == date(2025, 3, 1)


def test_what_is_taken_up_is_not_opened_a_second_time_and_is_free_after_a_cancellation(firm: dict[str, Any]) -> None:
    task = firm["task"]
    people = tuple(id for id, _ in task.officers)
    more: dict[str, Any] = {"facility": task.object, "category": "双随机", "officers": people, "source": firm["draw"].id}
    with pytest.raises(Refusal, match="联合检查编号"):
        opened(**more, grounds=firm["keys"])
    id = opened(**more, grounds=firm["keys"], joint_number="LH2025-01")
    with pytest.raises(Refusal, match="已并入 XC2025-0003"):
        recording.record(firm["waiting"], *entries(firm["waiting"])[0], actor=ONE, at=AT)
    with pytest.raises(Refusal, match="要一起办的有 4 件"):
        opened(facility=task.object, category="自动监控核查", source="BJ2", grounds=firm["keys"], joint_number="L")
    with pytest.raises(Refusal, match="已经由 XC2025-0003 一起办"):
        others.withdraw_other_task(grounds.other_tasks()[0][0].subject, reason="不查了", actor=ONE, at=AT)
    stop = next(stop for stop in once.stops(2025, 1, AT.date()) if stop.facility == task.object)
    assert [thing.visit for thing in stop.things] == [id]
    opening.cancel(id, reason="改日", actor=ONE, at=AT)
    recording.record(firm["waiting"], *entries(firm["waiting"])[0], actor=ONE, at=AT)
    others.withdraw_other_task(grounds.other_tasks()[0][0].subject, reason="不查了", actor=ONE, at=AT)
    assert grounds.other_tasks() == []


def test_what_a_phone_left_out_is_open_again(firm: dict[str, Any]) -> None:
    officer = firm["task"].officers[0][0]
    id = opened(
        category="双随机", facility=firm["task"].object, officers=tuple(id for id, _ in firm["task"].officers), source=firm["draw"].id,
        grounds=firm["keys"], joint_number="LH2025-01",
    )
    opening.take_out(id, device=visiting.PHONE, actor=officer, at=AT)
    phone = visiting.Phone(id, by=officer)
    for kind, said in entries(id):
        phone.enter(kind, said)
    assert any("还缺复查" in note and "县应急管理局的检查" in note for note in phone.send().notes)
    assert {one.kind for one in grounds.open_at(firm["task"].object)} == {"recheck", "joint"} and visit(firm["waiting"]).within
    assert [one["kind"] for one in visit(id).concluded.said["discharged"]] == ["category", "visit"]  # type: ignore[union-attr]
