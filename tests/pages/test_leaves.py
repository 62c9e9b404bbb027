"""Leave on the pages: who is away is said in words, cases go to another and come back, each in one step."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fadu.apps.cases.models import Matter
from fadu.apps.cases.verifying import matter_faults
from fadu.apps.inspections import queries
from fadu.apps.registers.models import Fact
from tests.pages.test_cases import given, newest, with_team

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "431127001", "431127002", "431127003"


@pytest.fixture
def officer(as_role: Any) -> Client:
    return as_role("officer")


def leave(client: Client, person: str = FIRST, since: int = 0, until: int = 10, stand_in: str = THIRD, number: str = "X1") -> str:
    """A leave from so many days from today to so many, on the form of the register; returns its words."""
    first, last = (timezone.localdate() + timedelta(days) for days in (since, until))
    cells = {"number": number, "person": person, "ground": "年休假", "since": f"{first}", "ended_on": f"{last}", "stand_in": stand_in}
    answer = client.post("/exchange/rows/休假离岗/new/", cells)
    assert answer.status_code == 302, answer.content.decode().split('id="errors"')[-1][:600]
    return f"{first} 至 {last:%m-%d} 休假" if first.year == last.year else f"{first} 至 {last} 休假"


def text(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def value(page: str, name: str) -> str:
    """What a field begins with."""
    chosen = re.search(rf'<select name="{name}".*?<option value="([^"]*)" selected', page, re.S)
    typed = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    return chosen[1] if chosen else typed[1] if typed else ""


def test_who_is_away_is_said_on_case_list_and_first_page_and_the_handover_begins_with_ground_and_receiver(officer: Client, as_role: Any) -> None:
    matter, clerk, chief = with_team(officer), as_role("clerk"), as_role("chief")
    assert "休假" not in text(officer, f"/cases/{matter.uid}/")
    words = leave(clerk)
    case = text(officer, f"/cases/{matter.uid}/")
    assert f"主办人示例执法01（431127001）{words}，由示例执法03（431127003）接手" in case
    glance = case[case.index('id="glance"'):case.index('id="next"')]
    assert f"示例执法01（431127001）（{words}）" in glance, "whose turn it is"
    assert words in case[case.index('id="people"'):]
    listed = text(officer, "/cases/")
    assert listed.count(words) >= 2, "in the row and above the list"
    for address in ("/", "/cases/"):
        assert f"示例执法01（431127001）{words}，由示例执法03（431127003）接手，还有 1 件在办" in text(chief, address), address
    page = text(chief, "/cases/handover/?from=431127001")
    assert (value(page, "reason"), value(page, "takes")) == (words, THIRD)
    assert "年休假" not in case + listed + page, "the kind of leave stays in its register"


def test_what_was_handed_over_for_a_leave_goes_back_in_one_step(officer: Client, as_role: Any) -> None:
    first, second, clerk, chief = with_team(officer), with_team(officer), as_role("clerk"), as_role("chief")
    leave(clerk, since=-20, until=-3)
    day = timezone.localdate()
    Fact.objects.filter(number="X1").update(day_to=day)  # on leave when it is handed over ...
    send = {"on": f"{day}", "reason": "休假"}
    assert chief.post("/cases/handover/", given(first, **send)).status_code == 302
    assert 'id="returned"' not in text(chief, "/")
    Fact.objects.filter(number="X1").update(day_to=day - timedelta(3))  # ... and back again
    back = re.search(r'href="(/cases/handover/\?from=431127003&back=431127001)"', text(chief, "/"))
    assert back
    assert back[1] in text(chief, "/cases/")
    page = text(chief, back[1])
    assert value(page, "takes") == FIRST
    assert "示例执法01（431127001）回岗" in value(page, "reason")
    assert page.count("checked") == 1
    first.refresh_from_db()
    sent = given(first, leaves=THIRD, takes=FIRST, on=f"{day}", reason=value(page, "reason"))
    assert chief.post("/cases/handover/", sent).status_code == 302
    for one in (first, second):
        one.refresh_from_db()
        assert one.file["team"] == [FIRST, SECOND], "nothing is lost"
    assert 'id="returned"' not in text(chief, "/")
    assert list(matter_faults()) == []


def test_nobody_hands_over_to_who_is_away_then_or_while_the_other_is(officer: Client, as_role: Any) -> None:
    matter, clerk, chief = with_team(officer), as_role("clerk"), as_role("chief")
    leave(clerk, stand_in="")
    later = leave(clerk, THIRD, 5, 20, "", "X2")
    page = chief.post("/cases/handover/", given(matter, on=f"{timezone.localdate()}")).content.decode()
    assert f"示例执法03（431127003）{later}，接不了" in page
    assert 'value="休假两周"' in page, "what was typed is kept"
    matter.refresh_from_db()
    assert matter.lead == FIRST
    assert "，{}</option>".format(leave(clerk, "431127005", 0, 1, "", "X3")) in text(chief, "/cases/handover/?from=431127001")


def test_a_limit_that_falls_into_the_leave_of_the_lead_is_named_to_the_head_and_to_him_alone(officer: Client, as_role: Any) -> None:
    with_team(officer)
    leave(as_role("clerk"), since=3, until=12)
    uid, chief = newest().uid, as_role("chief")
    for days, named in ((2, False), (3, True), (12, True), (13, False)):
        Matter.objects.filter(uid=uid).update(due_on=timezone.localdate() + timedelta(days))
        assert ('id="falling"' in text(chief, "/")) is named, days
    Matter.objects.filter(uid=uid).update(due_on=timezone.localdate() + timedelta(7))
    assert f"/cases/handover/?from=431127001&matter={uid}" in text(chief, "/")
    assert 'id="falling"' not in text(officer, "/"), "another's"


def test_who_is_away_today_stands_ticked_before_the_lists_are_frozen(as_role: Any) -> None:
    clerk = as_role("clerk")
    words = leave(clerk)
    assert "X1 示例执法01（431127001）" in text(clerk, "/registers/休假离岗/"), "whose row lacks its evidence"
    plan = next(one for one in queries.plans() if one.published)
    page = text(clerk, f"/inspections/plans/{plan.id}/freeze/")
    box = re.search(r"<label class=\"g-check\">(<input[^>]*value=\"431127001\"[^>]*>) ([^<]*)</label>", page)
    assert box
    assert "checked" in box[1]
    assert box[2] == f"示例执法01（431127001），{words}"
