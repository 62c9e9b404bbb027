"""Who is to be looked at off site first is: no visit before the look, none after one that found the data normal, a task done by it where a rule
says so; what the register leaves open is not decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from fadu.apps.facilities.models import Facility
from fadu.apps.inspections import looks, planning, queries, tasks
from fadu.apps.inspections.actions.visiting import looking
from fadu.apps.inspections.figures import FIGURES
from fadu.apps.inspections.models import Inspection
from fadu.apps.inspections.verifying import look_faults, visit_faults
from fadu.apps.inspections.visits import reading
from fadu.apps.record.actions.keeping_rows import keep_row
from fadu.core.figures import Period, Scope
from fadu.core.refusal import Refusal
from fadu.core.visits import offsite
from tests.apps.inspections.drawing import drawn, planned
from tests.apps.inspections.visiting import AT, FIRM, ONE, TWO, made, opened


def listed(number: str = FIRM, **more: Any) -> str:
    Facility.objects.filter(number=number).update(**{"on_positive_list": True, "listed_on": date(2024, 1, 5), **more})
    return number


def looked(facility: str = FIRM, result: str = offsite.NORMAL, **more: Any) -> str:
    given = {"on": AT.date(), "officers": (ONE, TWO), "ways": offsite.WAYS[:1], "since": date(2025, 2, 1), "until": date(2025, 3, 3)}
    return looking.look(facility=facility, result=result, actor=ONE, at=AT, **{**given, "found": "日均值都达标", **more})


def refused(work: Any, *words: str) -> None:
    with pytest.raises(Refusal) as found:
        work()
    text = f"{found.value.reason} {found.value.mend} {found.value.article}"
    assert [word for word in words if word not in text] == [], text


def test_nobody_goes_before_somebody_looked_and_what_was_seen_decides() -> None:
    listed()
    refused(opened, "正面清单", "还没有以非现场方式检查", "环办执法〔2021〕10号")
    looked(result=offsite.ABNORMAL)
    visit = reading.visit(opened())
    assert visit and visit.said["offsite"]["result"] == "异常" and visit.said["offsite"]["look"] == "FX2025-0001"
    looked(on=AT.date())
    refused(opened, "FX2025-0002", "数据正常，不再入企")
    assert Inspection.objects.filter(method="非现场").count() == 2 and list(look_faults()) == []


def test_a_look_serves_one_visit_and_none_once_its_row_is_withdrawn() -> None:
    listed()
    looked(result=offsite.UNCLEAR, on=AT.date() - timedelta(days=1), until=AT.date() - timedelta(days=1))
    keep_row("检查", "FX2025-0001", {"withdrawn": True}, actor=ONE, at=AT, basis="试", source="试")
    refused(opened, "还没有以非现场方式检查")
    keep_row("检查", "FX2025-0001", {"withdrawn": False}, actor=ONE, at=AT, basis="试", source="试")
    made()
    refused(opened, "还没有以非现场方式检查")


def test_a_row_off_site_that_was_only_recorded_is_no_look_and_takes_none_away() -> None:
    listed()
    looked(result=offsite.ABNORMAL, on=AT.date() - timedelta(days=1), until=AT.date() - timedelta(days=1))
    firm = Facility.objects.get(number=FIRM)
    Inspection.objects.create(number="JC20250011", inspected_on=AT.date(), facility=firm, category="日常巡查", method="非现场", found_problem=False)
    visit = reading.visit(opened())
    assert visit and visit.said["offsite"]["look"] == "FX2025-0001"


def test_a_clue_a_campaign_or_a_stated_ground_stands_outside_of_it() -> None:
    listed()
    visit = reading.visit(opened(category="自动监控核查", source="BJ2025-0007"))
    assert visit and visit.said["offsite"]["exempt"] == "有投诉举报、数据异常等线索"
    refused(lambda: opened(exempt="asked"), "企业申请检查", "谁在什么时候申请")
    refused(lambda: opened(exempt="anything", exempt_words="x"), "没有这种")
    visit = reading.visit(opened(exempt="assigned", exempt_words="市局交办〔2025〕3号"))
    assert visit and visit.said["offsite"]["words"] == "市局交办〔2025〕3号"


def test_what_the_register_leaves_open_is_not_decided() -> None:
    Facility.objects.filter(number=FIRM).update(on_positive_list=None, listed_on=None)
    refused(opened, "“监督执法正面清单”没有填写", "写明")
    Facility.objects.filter(number=FIRM).update(on_positive_list=False, risk_grade="B类")
    refused(opened, "“风险等级”写的是“B类”", "不能判断")
    Facility.objects.filter(number=FIRM).update(risk_grade="较高风险")
    assert reading.visit(opened()).said["offsite"] == {}  # type: ignore[union-attr]
    low = {"risk_grade": "低风险", "on_positive_list": None}
    assert offsite.rule(low, date(2025, 3, 4)).id == "low_risk"  # type: ignore[union-attr]
    assert offsite.rule({"risk_grade": "低", "on_positive_list": False}, date(2024, 12, 31)) is None


def test_a_drawn_task_is_done_off_site_where_a_rule_says_so_and_counts_apart() -> None:
    draw = queries.draw(drawn(planned(positive_list="keep")))
    assert draw
    task, other = tasks.tasks(draw)[:2]
    people = tuple(id for id, _ in task.officers)
    refused(lambda: looked(task.object, officers=people, draw=draw.id), "不属于先非现场检查")
    Facility.objects.filter(number=task.object).update(risk_grade="低")
    refused(lambda: looked(task.object, officers=people, draw=draw.id), "没有查到规定", "国办发〔2024〕54号")
    listed(task.object, risk_grade="")
    refused(lambda: opened(category="双随机", facility=task.object, officers=people, source=draw.id), "还没有以非现场方式检查")
    looked(task.object, officers=people, draw=draw.id)
    done = next(one for one in tasks.tasks(draw) if one.object == task.object)
    assert done.visit and done.offsite and not planning.visits_until(date(2025, 12, 31)).get(task.object)
    refused(lambda: looked(task.object, officers=people, draw=draw.id), "已经检查过")
    scope = Scope.of(Period(date(2025, 1, 1), date(2025, 12, 31)))
    counted = {figure.id: figure for figure in FIGURES}
    chosen = [counted[id] for id in ("inspection.draw.checks", "inspection.draw.offsite", "inspection.offsite", "inspection.onsite")]
    [read] = chosen[0].source.read(chosen, [scope])
    assert [read[figure.id].value for figure in chosen] == [1, 1, 1, 0]
    # What the look could not settle leaves the task to a visit.
    pair = tuple(id for id, _ in other.officers)
    listed(other.object)
    looked(other.object, result=offsite.ABNORMAL, officers=pair, draw=draw.id)
    assert not next(one for one in tasks.tasks(draw) if one.object == other.object).visit
    made(category="双随机", facility=other.object, officers=pair, source=draw.id)
    assert next(one for one in tasks.tasks(draw) if one.object == other.object).visit
    keep_row("检查", looks.looks()[-1].number, {"withdrawn": True}, actor=ONE, at=AT, basis="试", source="试")
    assert not next(one for one in tasks.tasks(draw) if one.object == task.object).visit
    assert list(visit_faults()) == []


@pytest.mark.parametrize(("more", "word"), [
    ({"ways": ()}, "没有选择看了什么"), ({"result": "好"}, "没有写结果"), ({"until": date(2025, 3, 9)}, "数据的起止"), ({"found": " "}, "依据没有写"),
    ({"officers": (ONE,)}, "只有 1 人"), ({"facility": "没有"}, "监管对象里没有"),
])
def test_a_look_without_what_it_needs_is_refused(more: dict[str, Any], word: str) -> None:
    refused(lambda: looked(**more), word)
