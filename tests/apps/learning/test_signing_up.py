"""Sign-up before a session, attendance after it, all of it from the acts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fadu.apps.learning.actions import results, sessions
from fadu.apps.learning.actions.sessions import Announced
from fadu.apps.learning.models import StudyRecord
from fadu.apps.learning.queries import sessions as queries
from fadu.apps.officers.models import Person
from fadu.core.refusal import Refusal
from tests.apps.learning.conftest import AT, CLERK, OFFICER, OTHER

pytestmark = pytest.mark.django_db
THIRD = "431127003"
DAY = AT.date() + timedelta(days=10)


def announced(**more: Any) -> str:
    given = {
        "topic": "法典学习", "category": "学法", "held_on": DAY, "hours": Decimal(2), "group": "reviewers", "place": "三楼", "seats": 2,
        "until": DAY - timedelta(days=2),
    }
    return sessions.announce(Announced(**{**given, **more}), actor=CLERK, at=AT)


def joined(number: str, person: str, days: int = 0) -> None:
    sessions.join(number, person=person, actor=person, at=AT + timedelta(days=days))


def test_people_sign_up_until_the_last_day_while_there_are_seats_and_who_came_is_recorded() -> None:
    number = announced()
    joined(number, OFFICER)
    joined(number, OTHER)
    with pytest.raises(Refusal, match="已经报过名"):
        joined(number, OFFICER)
    with pytest.raises(Refusal, match="名额已满"):
        joined(number, THIRD)
    sessions.leave(number, person=OTHER, actor=OTHER, at=AT)
    joined(number, THIRD)
    with pytest.raises(Refusal, match="截止"):
        sessions.leave(number, person=THIRD, actor=THIRD, at=AT + timedelta(days=9))
    found = queries.session_of(number)
    assert found
    assert (found.people, found.full) == ([OFFICER, THIRD], True)
    assert [found.state(AT.date() + timedelta(days=days)) for days in (0, 9, 10)] == ["报名中", "报名截止", "待登记到场"]
    after = AT + timedelta(days=11)
    with pytest.raises(Refusal, match="晚于今天"):
        sessions.held(number, frozenset({OFFICER}), actor=CLERK, at=AT + timedelta(days=3))
    intake = sessions.held(number, frozenset({OFFICER}), actor=CLERK, at=after)
    came = dict(StudyRecord.standing.filter(programme="法典学习").values_list("person__number", "studied"))
    assert (came[OFFICER], came[THIRD]) == (True, False)  # signed up and did not come
    assert OTHER not in came
    with pytest.raises(Refusal, match="已登记到场"):
        sessions.held(number, frozenset({OFFICER}), actor=CLERK, at=after)
    results.take_results_back(intake.batch, actor=CLERK, at=after)
    assert queries.session_of(number).state(after.date()) == "待登记到场"  # type: ignore[union-attr]


def test_what_can_not_be_is_refused_and_a_cancelled_session_stays_cancelled() -> None:
    wrong: dict[str, dict[str, Any]] = {
        "不晚于今天": {"held_on": AT.date()}, "报名截止": {"until": DAY + timedelta(days=1)}, "学时 0": {"hours": Decimal(0)},
        "没有写主题": {"topic": " "}, "名额 -1": {"seats": -1},
    }
    for word, more in wrong.items():
        with pytest.raises(Refusal, match=word):
            announced(**more)
    number = announced()
    sessions.cancel(number, reason="改期", actor=CLERK, at=AT)
    for act in (lambda: joined(number, OFFICER), lambda: sessions.cancel(number, reason="再取消", actor=CLERK, at=AT)):
        with pytest.raises(Refusal, match="已取消"):
            act()
    with pytest.raises(Refusal, match="没有编号"):
        joined("XX1999-001", OFFICER)
    Person.objects.filter(number=THIRD).update(left_on=DAY)
    with pytest.raises(Refusal, match=f"在 {DAY} 不在职"):
        joined(announced(), THIRD)
    assert announced() != number
    assert date.fromisoformat("2026-11-30") == DAY
