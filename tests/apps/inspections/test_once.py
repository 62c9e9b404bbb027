"""What several plans ask of one firm is one visit; who is on the positive list is looked at from the office first."""

from __future__ import annotations

from datetime import date

from fadu.apps.facilities.models import Facility
from fadu.apps.inspections import once, queries, tasks
from fadu.apps.inspections.models import Inspection
from fadu.core.visits import offsite
from tests.apps.inspections import visiting
from tests.apps.inspections.drawing import drawn, planned

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
    assert "日常巡查" in stop.matter and "复查：台账不全" in stop.matter
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
    assert set(reasons.values()) == {offsite.LISTED} and len(reasons) == 9
    other = Facility.objects.filter(in_pool=True).exclude(number__in=reasons).order_by("number")[0]
    Facility.objects.filter(pk=other.pk).update(risk_grade="低风险")
    assert once.offsite_first(date(2025, 3, 31))[other.number] == offsite.LOW_RISK


def test_quarters_end_where_the_calendar_says() -> None:
    assert [once.quarter_ends(2025, quarter) for quarter in (1, 2, 3, 4)] == [
        date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31),
    ]
