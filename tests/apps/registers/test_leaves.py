"""休假离岗: who is away on a day; rows that can't be are refused in the words of whoever writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from fadu.apps.exchange.actions.entering import Entered, correct_row, enter_row, opened, withdraw_row
from fadu.apps.exchange.homes import HOMES
from fadu.apps.inspections.planning import lists
from fadu.apps.officers.models import Person
from fadu.apps.registers.leaves import SHEET, away, leaves
from fadu.apps.registers.models import Fact
from tests.apps.registers.test_declared import take
from tests.apps.reports.conftest import drafted

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 20, 9, 0, tzinfo=UTC)
FIRST, SECOND, THIRD, CLERK = "431127001", "431127002", "431127003", "431127017"
ROW = {"number": "X1", "person": FIRST, "ground": "病假", "since": "2026-10-01", "ended_on": "2026-10-15", "stand_in": SECOND}


def enter(**more: str) -> Entered:
    return enter_row(HOMES[SHEET], {**ROW, **more}, actor="测试", at=AT)


def test_a_leave_answers_for_each_of_its_days_and_keeps_the_ground_to_itself(bureau: Any) -> None:
    assert enter().uid
    assert enter(number="X2", person=THIRD, ground="借调", since="2026-12-20", ended_on="", stand_in="").uid
    assert [FIRST in away(date(2026, *day)) for day in ((9, 30), (10, 1), (10, 15), (10, 16))] == [False, True, True, False]
    assert away(date(2027, 6, 1))[THIRD].words == "2026-12-20 起 借调"
    assert [one.words for one in leaves(AT.date())] == ["2026-10-01 至 10-15 休假", "2026-12-20 起 借调"], "what is sick is nobody's business"
    assert leaves(date(2027, 3, 1))[0].person == THIRD, "long over"
    row = opened(HOMES[SHEET], str(Fact.objects.get(number="X1").uid))
    assert row
    correct_row(HOMES[SHEET], row.uid, {**row.texts, "ended_on": "2026-10-09"}, seen=row.seen, actor="测试", at=AT, reason="提前回岗")
    assert FIRST not in away(date(2026, 10, 10))
    row = opened(HOMES[SHEET], row.uid)
    assert row
    withdraw_row(HOMES[SHEET], row.uid, seen=row.seen, back=False, actor="测试", at=AT, reason="没有休")
    assert FIRST not in away(date(2026, 10, 5))
    assert enter(number="X3").uid, "a withdrawn row is no leave"


@pytest.mark.parametrize(("more", "said"), [
    ({"number": "X2", "ended_on": "2026-09-30"}, "止 2026-09-30 早于起 2026-10-01"),
    ({"number": "X2", "since": "2026-10-15", "ended_on": "2026-10-20"}, "已经登记 2026-10-01 至 10-15 休假（X1），与 2026-10-15 至 10-20 有重叠"),
    ({"number": "X2", "since": "2026-09-01", "ended_on": "", "stand_in": ""}, "有重叠"),
    ({"number": "X2", "person": THIRD, "stand_in": FIRST}, "自己 2026-10-01 至 10-15 休假"),
    ({"number": "X2", "person": SECOND, "stand_in": THIRD, "since": "2026-10-10"}, "在这些天是示例执法01（431127001）的接手人"),
    ({"number": "X2", "person": THIRD, "stand_in": THIRD}, "接手人就是休假离岗的本人"),
    ({"number": "X2", "person": THIRD, "stand_in": CLERK}, "没有执法证"),
    ({"number": "X2", "person": THIRD, "stand_in": "431127004"}, "执法证 2026-10-10 到期，管不到 2026-10-15"),
    ({"number": "X2", "person": THIRD, "stand_in": "431127005"}, "已于 2026-09-01 离职"),
    ({"number": "X2", "person": "431127005", "stand_in": ""}, "离职的人不登记休假离岗"),
    ({"number": "X2", "person": THIRD, "ground": "打球"}, "打球"),
    ({"number": "X2", "person": "没有这个人"}, "找不到"),
])
def test_a_leave_that_cannot_be_is_refused(bureau: Any, more: dict[str, str], said: str) -> None:
    assert enter().uid
    Person.objects.filter(number="431127004").update(certificate_until=date(2026, 10, 10))
    Person.objects.filter(number="431127005").update(left_on=date(2026, 9, 1))
    done = enter(**more)
    assert not done.uid
    assert said in "；".join(problem.reason + problem.mend for problem in done.problems)
    assert Fact.objects.filter(register=SHEET).count() == 1


def test_two_leaves_of_one_person_in_one_file_are_refused_and_what_is_mended_together_goes_in(bureau: Any) -> None:
    head = ("编号", "工号", "事由", "起", "止", "接手人工号")
    twice = [head, ("X1", FIRST, "年休假", "2026-10-01", "2026-10-15", SECOND), ("X2", FIRST, "学习", "2026-10-12", "2026-10-20", None)]
    assert {one["row"] for one in take({SHEET: twice}).plan.report()["refusals"]} == {2, 3}
    assert take({SHEET: twice[:2]}).plan.report()["refusals"] == []
    moved = [head, ("X1", FIRST, "年休假", "2026-10-01", "2026-10-11", SECOND), twice[2]]
    assert take({SHEET: moved}).plan.report()["refusals"] == []
    assert "休假离岗" not in drafted(2026).text, "kept for the office's own work"


def test_who_is_away_on_the_day_of_the_lists_is_unfit_with_the_ground_if_he_is_left_out(bureau: Any) -> None:
    assert enter(person=SECOND, stand_in="").uid
    plan = {"positive_list": "skip", "raises": [], "raised_to": ""}
    _, officers = lists(plan, date(2026, 10, 10), absent=[SECOND, THIRD])
    said = {row["id"]: row.get("absent") for row in officers}
    assert (said[FIRST], said[SECOND], said[THIRD]) == (None, "2026-10-01 至 10-15 休假", "当日不在岗")
