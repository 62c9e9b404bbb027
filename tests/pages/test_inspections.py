"""Pages of plan and draw: from the rule of a place to the list, the file, and a row of 检查; and the history of one facility."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fadu.apps.cases.models import Transfer
from fadu.apps.facilities.models import Facility
from fadu.apps.inspections import looks, once, queries, store, tasks
from fadu.apps.inspections.models import Inspection
from fadu.core import sampling

pytestmark = pytest.mark.django_db


def test_a_plan_starts_from_a_published_rule_and_is_versioned(as_role: Any) -> None:
    clerk = as_role("clerk")
    page = clerk.get("/inspections/plans/new/?rule=COUNTY-81")
    fields = page.context["form"].initial
    assert (fields["mode0"], fields["mode2"], str(fields["value2"])) == ("each_once_per_year", "per_officer_per_year", "5")
    assert "没有收录" in clerk.get("/inspections/plans/new/?rule=NOWHERE").content.decode()
    sent = {
        "year": "2025", "title": "计划", "on": "2025-01-10", "positive_list": "keep", "load": "even", "raises": "黄、红",
        "mode0": "each_once_per_year", "mode1": "each_once_per_year", "mode2": "per_officer_per_year", "value2": "5",
    }
    assert "调整计划要写明理由" in clerk.post("/inspections/plans/new/", sent).content.decode()
    answer = clerk.post("/inspections/plans/new/", {**sent, "reason": "名录有变"}, follow=True)
    assert "全年抽查 81 家次" in answer.content.decode()
    plan = queries.plans(2025)[0]
    assert plan.made.said["version"] == 2 and plan.written["classes"]["一般排污单位"] == {"mode": "per_officer_per_year", "value": "5"}
    assert as_role("officer").post(f"/inspections/plans/{plan.id}/publish/", {"place": "网站", "on": "2025-01-20"}).status_code == 403
    assert "已登记公开" in clerk.post(f"/inspections/plans/{plan.id}/publish/", {"place": "网站", "on": "2025-01-20"}, follow=True).content.decode()


def test_the_list_of_a_draw_leads_to_the_form_of_a_row_and_the_file_replays(as_role: Any) -> None:
    draw = queries.draws(2025)[0]
    officer = as_role("officer")
    page = officer.get(f"/inspections/draws/{draw.id}/")
    task = next(iter(page.context["page"]))
    text = page.content.decode()
    assert f"抽中 {draw.result.said['drawn']} 家次" in text  # type: ignore[union-attr]
    assert "登记检查" in text
    numbers = "、".join(id for id, _ in task.officers)
    row = {"facility": task.object, "category": "双随机", "batch": draw.number, "method": "现场", "officers": numbers}
    form = officer.get("/exchange/rows/检查/new/", row).content.decode()
    assert f'value="{task.object}"' in form and f'value="{numbers}"' in form
    sent = {**row, "number": "JC20250001", "inspected_on": "2025-02-03", "found_problem": "否"}
    mine = officer.get(f"/inspections/draws/{draw.id}/", {"quarter": "mine"}).context["page"]
    assert len(mine.object_list) and all("431127010" in dict(each.officers) for each in mine)
    assert officer.post("/exchange/rows/检查/new/", {**sent, "accept": "1"}).status_code == 302
    page = officer.get(f"/inspections/draws/{draw.id}/")
    assert page.context["done"] == 1
    assert next(each for each in page.context["page"] if each.object == task.object).visit is not None
    assert sampling.replay(officer.get(f"/inspections/draws/{draw.id}/DRAW.json").content.decode()) == []
    assert as_role("learner").get(f"/inspections/draws/{draw.id}/DRAW.json").status_code == 403


def test_what_is_to_be_done_in_a_quarter_is_one_line_a_firm(as_role: Any, django_assert_max_num_queries: Any) -> None:
    officer = as_role("officer")
    with django_assert_max_num_queries(25):
        page = officer.get("/inspections/once/", {"quarter": "4"})
    assert "综合查一次" in page.content.decode() and page.context["tabs"][3]["current"]
    assert as_role("learner").get("/inspections/once/").status_code == 403


def test_a_visit_of_another_department_is_stated_and_taken_back(as_role: Any) -> None:
    officer, facility = as_role("officer"), Facility.objects.filter(in_pool=True).order_by("number")[0]
    sent = {"facility": facility.number, "department": "县应急管理局", "on": "2025-01-10", "matter": "危险化学品", "source": ""}
    assert "县应急管理局" in officer.post("/inspections/others/", sent).content.decode()  # what was typed is kept
    page = officer.post("/inspections/others/", {**sent, "source": "涉企检查平台"}, follow=True)
    assert "已登记（1）" in page.content.decode()
    stated = queries.others()[0]
    assert "理由没有写" in officer.post(f"/inspections/others/{stated.subject}/withdraw/", follow=True).content.decode()
    officer.post(f"/inspections/others/{stated.subject}/withdraw/", {"reason": "登记错了"})
    assert "没有登记其他部门的检查" in officer.get("/inspections/others/").content.decode()


def test_a_file_that_was_altered_on_the_disk_is_not_shown_as_the_draw(as_role: Any) -> None:
    draw = queries.draws(2025)[0]
    path = store.place(draw.result.said["sha256"])  # type: ignore[union-attr]
    kept = path.read_bytes()
    path.chmod(0o600)
    try:
        path.write_bytes(kept.replace(b"431127003", b"431127004", 1))
        page = as_role("clerk").get(f"/inspections/draws/{draw.id}/").content.decode()
        assert "与封存的摘要不符" in page and "抽中" not in page
        assert "与封存的摘要不符" in as_role("clerk").get("/inspections/fairness/").content.decode()
        assert as_role("clerk").get(f"/inspections/draws/{draw.id}/DRAW.json").status_code == 404
    finally:
        path.write_bytes(kept)


def test_looking_back_shows_what_chance_gives(as_role: Any) -> None:
    page = as_role("chief").get("/inspections/fairness/")
    found = page.context["found"]
    assert found.objects == 134
    assert "<svg" in page.content.decode() and "随机抽取应有" in page.content.decode()


def test_a_facility_is_found_by_any_fragment_and_shows_what_every_register_says(as_role: Any) -> None:
    chief = as_role("chief")
    listed = chief.get("/facilities/", {"text": "企业0066"})
    assert [row.number for row in listed.context["rows"]] == ["DX43112700066"]
    assert "没有找到" in chief.get("/facilities/", {"text": "没有这几个字"}).content.decode()
    uid = Facility.objects.get(number="DX43112700066").uid
    page = chief.get(f"/facilities/{uid}/")
    parts = {part.sheet: len(part.rows) for part in page.context["found"].parts}
    assert parts["检查"] >= 1
    assert "JC20240001" in page.content.decode()
    assert chief.get("/facilities/none/").status_code == 404


def test_one_visit_is_opened_for_all_that_is_to_be_done_at_a_firm(as_role: Any) -> None:
    draw = queries.draws(2025)[0]
    task = next(task for task in tasks.tasks(draw) if task.quarter == 1 and task.visit is None)
    Inspection.objects.create(
        number="JC20250010", inspected_on=date(2025, 1, 6), facility=Facility.objects.get(number=task.object), category="信访核查",
        found_problem=True, problem="台账不全", rectify_by=date(2025, 3, 1),
    )
    stop = next(stop for stop in once.stops(2025, 1, date(2025, 2, 1)) if stop.facility == task.object)
    asked = {"draw": stop.draw, "facility": stop.facility, "ground": stop.along}
    start = as_role("officer").get("/inspections/visits/new/", asked).context["form"].initial
    assert (start["category"], set(start["officers"])) == ("双随机", {id for id, _ in task.officers})
    assert start["grounds"] == stop.along and len(stop.along) == 1
    assert [thing.what for thing in stop.things if thing.ground] == ["复查：台账不全（JC20250010）"]


def test_what_hangs_on_a_case_of_the_facility_is_on_its_page_too(as_role: Any) -> None:
    transfer = Transfer.objects.filter(case__facility__isnull=False).select_related("case__facility").first()
    assert transfer
    page = as_role("chief").get(f"/facilities/{transfer.case.facility.uid}/")
    parts = {part.sheet: [row.number for row in part.rows] for part in page.context["found"].parts}
    assert transfer.case.number in parts["案件"]
    assert transfer.number in parts["移送"]


def test_the_single_file_holds_the_whole_replay_and_reaches_for_nothing(as_role: Any) -> None:
    answer = as_role("learner").get("/inspections/replay.html")
    text = answer.content.decode()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "FaduReplay" in text and "default-src 'none'" in text
    assert "src=" not in text.split("<script>")[0] and "http://" not in text and "https://" not in text


def test_a_look_from_the_office_is_recorded_and_opens_or_closes_the_way(as_role: Any) -> None:
    officer, today = as_role("officer"), timezone.localdate()
    facility = Facility.objects.filter(on_positive_list=True).order_by("number")[0]
    page = officer.get("/inspections/looks/new/", {"facility": facility.number}).content.decode()
    assert "列入监督执法正面清单的，先以非现场方式检查（环办执法〔2021〕10号）" in page
    sent = {
        "facility": facility.number, "on": today.isoformat(), "officers": ["431127001", "431127002"], "ways": ["自动监控数据"], "result": "数据正常",
        "since": today.isoformat(), "until": today.isoformat(), "found": "",
    }
    assert "依据" in officer.post("/inspections/looks/new/", sent).content.decode()
    late = {**sent, "found": "日均值达标", "since": "2031-01-01"}
    page = officer.post("/inspections/looks/new/", late).content.decode()
    assert "数据的起止" in page and 'value="日均值达标"' in page
    page = officer.post("/inspections/looks/new/", {**late, "since": today.isoformat()}, follow=True).content.decode()
    assert f"FX{today.year}-0001" in page and facility.name in page
    visit = {
        "facility": facility.number, "category": "日常巡查", "officers": ["431127001", "431127002"], "on": today.isoformat(), "matter": "现场检查",
        "checklist": "common", "approved_by": "局长",
    }
    page = officer.post("/inspections/visits/new/", visit).content.decode()
    assert "数据正常，不再入企检查" in page and "环办执法〔2021〕10号" in page and 'value="局长"' in page
    stated = {**visit, "exempt": "asked", "exempt_words": "企业 3 月 1 日申请"}
    page = officer.post("/inspections/visits/new/", stated, follow=True).content.decode()
    assert "企业申请检查：企业 3 月 1 日申请" in page
    assert as_role("learner").get("/inspections/looks/").status_code == 403


def test_a_look_at_a_drawn_object_that_does_not_do_its_task_is_recorded_and_leaves_it_to_a_visit(as_role: Any) -> None:
    officer, today, draw = as_role("officer"), timezone.localdate(), queries.draws(2025)[0]
    task = next(task for task in tasks.tasks(draw) if task.visit is None)
    Facility.objects.filter(number=task.object).update(risk_grade="低", on_positive_list=False, listed_on=None)
    address = f"/inspections/looks/new/?draw={draw.id}&facility={task.object}"
    assert "查完仍照抽取结果入企" in officer.get(address).content.decode()
    sent = {
        "facility": task.object, "on": today.isoformat(), "officers": [id for id, _ in task.officers], "ways": ["自动监控数据"], "result": "数据正常",
        "since": today.isoformat(), "until": today.isoformat(), "found": "日均值达标",
    }
    assert officer.post(address, sent).status_code == 302
    [found] = looks.looks()
    assert (found.said["facility"], found.said["under"], found.said["discharges"]) == (task.object, "", "")
    assert next(one for one in tasks.tasks(draw) if one.object == task.object).visit is None


def test_what_another_department_asks_for_is_done_by_the_next_visit(as_role: Any, django_assert_max_num_queries: Any) -> None:
    officer, facility, today = as_role("officer"), Facility.objects.filter(on_positive_list=False).order_by("-number")[0], timezone.localdate()
    due = (today + timedelta(days=20)).isoformat()
    sent = {"facility": facility.number, "department": "县水利局", "matter": "取水许可", "due": due, "source": ""}
    assert "县水利局" in officer.post("/inspections/others/tasks/", sent).content.decode()
    assert "取水许可" in officer.post("/inspections/others/tasks/", {**sent, "source": "来函"}, follow=True).content.decode()
    asked = {"facility": facility.number}
    with django_assert_max_num_queries(25):
        form = officer.get("/inspections/visits/new/", asked).context["form"]
    [(key, label)] = form.fields["grounds"].choices
    assert label == "县水利局：取水许可"
    visit = {
        **asked, "category": "日常巡查", "officers": ["431127001", "431127002"], "on": today.isoformat(), "matter": "现场检查", "checklist": "common",
        "approved_by": "局长", "grounds": [key], "joint_number": "LH-1",
    }
    page = officer.post("/inspections/visits/new/", visit, follow=True).content.decode()
    assert "县水利局：取水许可" in page and "县水利局的检查" in page
    page = officer.get("/inspections/others/").content.decode()
    assert "XC" in page and "/withdraw/" not in page
