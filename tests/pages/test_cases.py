"""The life of a case on its pages, as officer, reviewer, committee and chief take it, without a line of script."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from html import unescape
from io import BytesIO
from typing import Any

import pytest
import python_calamine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fadu.apps.cases.mine import waiting
from fadu.apps.cases.models import Case, Matter
from fadu.apps.cases.verifying import matter_faults
from fadu.apps.officers.models import Person
from fadu.apps.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(as_role: Any) -> Client:
    return as_role("officer")


def clue(client: Client, **more: str) -> Any:
    given = {
        "found_on": "2024-11-04", "source": "日常巡查", "cause": "涉VOCs作业未密闭", "party": "示例企业0001有限公司", "party_kind": "单位", **more,
    }
    return client.post("/cases/new/", given)


def newest() -> Matter:
    return Matter.objects.order_by("-pk")[0]


def test_a_clue_shows_where_it_stands_what_is_next_and_what_is_missing(officer: Client) -> None:
    assert clue(officer).status_code == 302
    text = officer.get(f"/cases/{newest().uid}/").content.decode()
    assert "现在：线索登记" in text
    assert "现场检查、核实线索" in text
    assert "还没有指定两名办案人员" in text
    assert "《行政处罚法》第四十二条" in text
    assert "立案审查" in text, "its clock"
    assert "怎样算出来的" in text


def test_a_wrong_credit_code_is_refused_and_what_was_typed_is_kept(officer: Client) -> None:
    before = Matter.objects.count()
    text = clue(officer, credit_code="91431127MA0000015X", party="某某公司").content.decode()
    assert "统一社会信用代码" in text
    assert 'value="某某公司"' in text
    assert Matter.objects.count() == before


def test_steps_are_taken_by_form_and_a_date_before_the_last_step_is_refused(officer: Client) -> None:
    clue(officer)
    matter = newest()
    team = {"seen": matter.seen, "on": "2024-11-05", "lead": "431127001", "second": "431127002"}
    assert officer.post(f"/cases/{matter.uid}/work/team/", team).status_code == 302
    matter.refresh_from_db()
    answers = {name: "true" for name in ("certificates_shown", "certificates_confirmed", "inspection_approved", "inspection_item_listed")}
    early = officer.post(f"/cases/{matter.uid}/steps/T01/", {**answers, "seen": matter.seen, "on": "2024-11-01"}).content.decode()
    assert "早于上一步" in early
    assert 'value="2024-11-01"' in early
    assert officer.post(f"/cases/{matter.uid}/steps/T01/", {**answers, "seen": matter.seen, "on": "2024-11-06"}).status_code == 302
    matter.refresh_from_db()
    assert matter.stage == "S05"


def test_who_saw_an_older_state_is_told_and_keeps_what_was_typed(officer: Client) -> None:
    clue(officer)
    matter = newest()
    old = matter.seen
    team = {"on": "2024-11-05", "lead": "431127001", "second": "431127002"}
    officer.post(f"/cases/{matter.uid}/work/team/", {**team, "seen": old})
    text = officer.post(f"/cases/{matter.uid}/work/team/", {**team, "second": "431127003", "seen": old}).content.decode()
    assert "又有人办过一步" in text
    assert '<option value="431127003" selected>' in text


def test_a_step_of_another_office_is_shown_and_not_offered(officer: Client, as_role: Any) -> None:
    clue(officer)
    text = as_role("chief").get(f"/cases/{newest().uid}/steps/T01/").content.decode()
    assert "权限" in text
    assert "办理并封存" not in text


def test_no_qualified_reviewer_is_said_before_the_review_with_the_article_and_the_ways_out(officer: Client) -> None:
    clue(officer)
    text = officer.get(f"/cases/{newest().uid}/").content.decode()
    assert "都没有法律职业资格" in text
    assert "《行政处罚法》第五十八条" in text
    assert "公职律师" in text


def test_a_case_of_the_register_shows_its_stage_and_gaps_before_it_is_taken_on(officer: Client) -> None:
    listed = officer.get("/cases/?tab=register").content.decode()
    address = re.search(r"/cases/register/[0-9a-f-]+/", listed)
    assert address
    text = officer.get(address[0]).content.decode()
    assert "登记簿没有写明，不作推定" in text
    assert officer.post(address[0]).status_code == 302


def test_the_first_thing_said_is_the_stage_the_limit_the_next_step_and_whose_turn_it_is(officer: Client, as_role: Any) -> None:
    clue(officer)
    text = officer.get(f"/cases/{newest().uid}/").content.decode()
    glance = text[text.index('id="glance"'):text.index('id="next"')]
    for words in ("线索登记", "已超期", "立案审查", "现场检查、核实线索", "还缺 2 项", "执法人员", "您可以办"):
        assert words in glance, words
    theirs = as_role("chief").get(f"/cases/{newest().uid}/").content.decode()
    assert "您可以办" not in theirs
    assert "不归您办" in theirs


def test_the_list_is_narrowed_by_each_criterion_and_the_address_holds_them(officer: Client) -> None:
    clue(officer, party="甲县某某厂")
    number = newest().number
    for criterion in ("text=甲县", "stage=penalty:S00", "due=over"):
        assert number in officer.get(f"/cases/?{criterion}").content.decode(), criterion
    for criterion in ("text=没有这样的", "stage=penalty:S50", "due=week", "lead=431127001", "violation=air.voc_not_enclosed", "statute=生态环境法典"):
        assert number not in officer.get(f"/cases/?{criterion}").content.decode(), criterion
    text = officer.get("/cases/?text=没有这样的&sort=-number").content.decode()
    assert "没有符合条件的案件" in text
    assert 'name="sort" value="-number"' in text
    assert 'value="没有这样的"' in text
    assert "目录里没有“胡写”" in officer.get("/cases/?violation=胡写").content.decode()
    turned = officer.get("/cases/?tab=all&sort=number").content.decode()
    assert 'aria-sort="ascending"' in turned
    assert "sort=-number" in turned


def test_the_list_leaves_as_a_workbook_and_that_is_sealed(officer: Client, as_role: Any) -> None:
    clue(officer, party="=1+1厂")
    clerk = as_role("clerk")
    answer = clerk.post("/cases/export/", {"tab": "open", "text": "=1+1厂"})
    content = b"".join(answer.streaming_content)
    rows = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["编号", "程序", "案由", "当事人"]
    assert [row[3] for row in rows[1:]] == ["=1+1厂"]
    entry = Entry.objects.get(event="MatterListExported")
    assert entry.subject == sha256(content).hexdigest()
    assert "=1+1厂" in entry.after
    assert officer.post("/cases/export/").status_code == 403


def test_the_calendar_shows_the_month_and_leaves_as_icalendar_without_the_party(officer: Client) -> None:
    clue(officer, party="某某个人", party_kind="个人")
    matter = newest()
    assert matter.due_on is not None
    text = officer.get(f"/cases/calendar/?month={matter.due_on:%Y-%m}").content.decode()
    assert matter.number in text
    assert "已经超期" in officer.get("/cases/calendar/?month=nonsense").content.decode()
    assert matter.number in officer.get("/cases/calendar/").content.decode(), "late ones stand first in any month"
    answer = officer.get("/cases/calendar.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    lines = answer.content.decode().replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{matter.due_on:%Y%m%d}" in lines
    assert matter.number in lines
    assert "某某个人" not in lines


def test_every_number_of_the_statistics_opens_to_as_many_cases(officer: Client) -> None:
    text = officer.get("/cases/statistics/?year=2024").content.decode()
    assert "<svg" in text
    row = r'<th scope="row"><a href="([^"]+)">[^<]*</a></th><td class="num">([\d.]+)</td>(?:<td class="num">\d+</td><td class="num">(\d+)</td>)?'
    tables = re.findall(row, text)
    assert len(tables) > 8
    for href, value, number in tables:
        opened = officer.get(unescape(href)).content.decode()
        assert re.search(rf"共 {number or value} 条", opened), href
    for by, name in (("filed", "立案"), ("decided", "处罚决定"), ("no_penalty", "不予处罚")):
        tile = re.search(rf'by={by}">{name}</a></dt>\s*<dd><b>(\d+)</b>', text)
        assert tile, name
        opened = officer.get(f"/cases/statistics/rows/?year=2024&by={by}").content.decode()
        assert f"共 {tile[1]} 条" in opened if int(tile[1]) else "没有这样的案件" in opened
    assert officer.get("/cases/statistics/rows/?year=2024&by=nonsense").status_code == 404


def with_team(client: Client, **more: str) -> Matter:
    clue(client, **more)
    matter = newest()
    team = {"seen": matter.seen, "on": "2024-11-05", "lead": "431127001", "second": "431127002"}
    assert client.post(f"/cases/{matter.uid}/work/team/", team).status_code == 302
    matter.refresh_from_db()
    return matter


def given(*matters: Matter, **more: str) -> dict[str, Any]:
    """What the form of a handover sends."""
    ticked = [f"{one.uid}@{one.seen}" for one in matters]
    return {"leaves": "431127001", "takes": "431127003", "on": "2024-12-02", "reason": "休假两周", "matters": ticked, **more}


def test_open_matters_are_handed_over_in_bulk_with_a_reason_each_as_a_sealed_act(officer: Client, as_role: Any) -> None:
    first, second = with_team(officer), with_team(officer)
    chief = as_role("chief")
    page = chief.get("/cases/handover/?from=431127001").content.decode()
    assert first.number in page
    assert chief.post("/cases/handover/", given(first, second)).status_code == 302
    for one in (first, second):
        one.refresh_from_db()
        assert one.file["team"] == ["431127003", "431127002"]
        assert one.lead == "431127003"
        assert "理由：休假两周" in chief.get(f"/cases/{one.uid}/").content.decode()
    assert list(matter_faults()) == []


def test_a_handover_that_fails_for_one_matter_moves_none_and_keeps_what_was_typed(officer: Client, as_role: Any) -> None:
    first, second = with_team(officer), with_team(officer)
    chief = as_role("chief")
    stale = {"matters": [f"{first.uid}@{first.seen}", f"{second.uid}@{second.seen}"]}
    assert "请至少选一件" in chief.post("/cases/handover/", given(reason="调离")).content.decode()
    text = chief.post("/cases/handover/", given(first, second, takes="431127002")).content.decode()
    assert "已经是" in text
    assert 'value="休假两周"' in text
    assert text.count("checked") == 2
    early = chief.post("/cases/handover/", given(first, second, on="2024-11-01")).content.decode()
    assert "早于上一步" in early
    chief.post("/cases/handover/", given(first))
    again = chief.post("/cases/handover/", {**given(), **stale}).content.decode()
    second.refresh_from_db()
    assert second.lead == "431127001"
    assert "交接" in again
    someone = as_role("clerk")
    assert someone.post("/cases/handover/", given(second)).status_code == 403


def test_who_is_recused_or_has_no_valid_certificate_does_not_take_over(officer: Client, as_role: Any) -> None:
    clue(officer, facility="DX43112700001")
    matter = newest()
    team = {"seen": matter.seen, "on": "2024-11-05", "lead": "431127002", "second": "431127003"}
    assert officer.post(f"/cases/{matter.uid}/work/team/", team).status_code == 302
    matter.refresh_from_db()
    chief = as_role("chief")
    text = chief.post("/cases/handover/", given(matter, leaves="431127002", takes="431127001")).content.decode()
    assert "登记的回避关系" in text
    assert "《行政处罚法》第四十三条" in text
    Person.objects.filter(number="431127004").update(certificate_until=date(2024, 11, 30))
    late = chief.post("/cases/handover/", given(matter, leaves="431127002", takes="431127004")).content.decode()
    assert "没有有效的执法证" in late
    matter.refresh_from_db()
    assert matter.file["team"] == ["431127002", "431127003"]


def test_officers_who_left_are_named_with_a_way_to_hand_over(officer: Client, as_role: Any) -> None:
    with_team(officer)
    assert "现在不能办案的人" not in officer.get("/").content.decode()
    Person.objects.filter(number="431127001").update(left_on=date(2024, 11, 30))
    for address in ("/", "/cases/"):
        text = officer.get(address).content.decode()
        assert "已于 2024-11-30 离岗，还有" in text, address
        assert "/cases/handover/?from=431127001" in text, address
    assert "执法证已于" not in text
    who = officer.get(f"/cases/{newest().uid}/").content.decode()
    assert "已于 2024-11-30 离岗" in who


def test_list_calendar_statistics_and_rules_open_and_filter(officer: Client, as_role: Any) -> None:
    clue(officer)
    assert "示例企业0001" in officer.get("/cases/?text=示例企业0001").content.decode()
    assert "没有符合条件" in officer.get("/cases/?text=没有这样的").content.decode()
    assert "已超期" in officer.get("/cases/?due=over").content.decode()
    assert "已超期" in officer.get("/cases/calendar/").content.decode()
    assert "按违法行为" in officer.get("/cases/statistics/?year=2024").content.decode()
    chief = as_role("chief")
    given = {"kind": "hearing_amount", "since": "2024-01-01", "none": "true", "source": "经查本省没有另行规定"}
    assert chief.post("/cases/rules/declare/", given).status_code == 302
    assert "经查本省没有另行规定" in chief.get("/cases/rules/").content.decode()
    assert officer.post("/cases/rules/declare/", given).status_code == 403


# Queries of each page, signing in and the menu included; a page that needs more has lost a join.
BUDGETS = {
    "/cases/": 13, "/cases/?tab=all&sort=-number&text=示例": 13, "/cases/?tab=register": 14, "/cases/calendar/": 14, "/cases/calendar.ics": 10,
    "/cases/statistics/?year=2024": 14, "/cases/statistics/rows/?year=2024&by=decided": 10, "/cases/handover/?from=431127001": 12,
    "/cases/rules/": 11, "/cases/new/": 8, "/cases/{matter}/": 19, "/cases/{matter}/steps/T01/": 12, "/cases/{matter}/work/team/": 12,
    "/cases/{matter}/work/law/": 12, "/cases/register/{case}/": 13,
}


def test_every_page_keeps_within_its_budget_of_queries(officer: Client) -> None:
    matters = [with_team(officer) for _ in range(3)]
    case = Case.standing.order_by("-pk")[0]
    over = {}
    for address, most in BUDGETS.items():
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(address.format(matter=matters[0].uid, case=case.uid)).status_code == 200, address
        if len(asked) > most:
            over[address] = len(asked)
    assert over == {}
    with CaptureQueriesContext(connection) as asked:
        shown = waiting("431127001", ["officer"], date(2024, 12, 1), 8).matters
    assert len(shown) >= 3
    assert len(asked) <= 5, "what the first page asks of this office"
