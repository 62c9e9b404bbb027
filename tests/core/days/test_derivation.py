"""A due date carries how it was found, and is found again from that alone."""

from __future__ import annotations

import copy
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core import days
from fadu.core.days import Pause, Period, Question, Unit
from fadu.core.pack import UNREVIEWED
from fadu.core.refusal import Refusal

CALENDAR = days.published()


def asked(length: int = 5, unit: Unit = Unit.WORKDAY, start: date = date(2026, 9, 18), **more: object) -> Question:
    return Question("X01", "试算", Period(length, unit), start, "送达", ("《某法》第一条",), **more)  # type: ignore[arg-type]


QUESTIONS = st.builds(
    asked, st.integers(1, 90), st.sampled_from([Unit.WORKDAY, Unit.DAY, Unit.MONTH]), st.dates(date(2018, 1, 1), date(2027, 6, 1)),
    side=st.sampled_from(days.SIDES), waits=st.booleans(), early=st.booleans(),
    pauses=st.just((Pause(date(2026, 7, 1), date(2026, 7, 10), "监测"),)),
)


@given(QUESTIONS)
@settings(derandomize=True, max_examples=50, deadline=None)
def test_a_derivation_replays_to_the_same_answer_after_a_trip_through_json(question: Question) -> None:
    answer = days.answer(question, CALENDAR)
    again = days.replay(json.loads(json.dumps(answer.derivation, ensure_ascii=False)), CALENDAR)
    assert again == answer


def test_a_derivation_in_hours_replays_to_the_minute() -> None:
    answer = days.answer(asked(24, Unit.HOUR, datetime(2026, 9, 18, 17, 30)), CALENDAR)
    assert answer.due == datetime(2026, 9, 19, 17, 30)
    assert days.replay(answer.derivation, CALENDAR) == answer


@pytest.mark.parametrize("path", [("start",), ("period", "length"), ("readings", 0, "due"), ("readings", 0, "excluded", 0, "reason"), ("side",)])
def test_a_touched_derivation_does_not_replay(path: tuple) -> None:
    derivation = copy.deepcopy(days.answer(asked(), CALENDAR).derivation)
    part = derivation
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = {"start": "2026-09-17", "length": 6, "due": "2026-09-25", "reason": "星期日", "side": "party"}[path[-1]]
    with pytest.raises(Refusal, match="不符"):
        days.replay(derivation, CALENDAR)


def test_a_derivation_of_another_calendar_does_not_replay(tmp_path: Path) -> None:
    folder = Path(days.__file__).parent / "data"
    longer = tmp_path / "arrangements.csv"
    longer.write_text((folder / "arrangements.csv").read_text("utf-8") + "2027-01-01,放假,元旦\n", "utf-8")
    derivation = days.answer(asked(), CALENDAR).derivation
    with pytest.raises(Refusal, match="日历"):
        days.replay(derivation, days.read(longer, folder / "statutory.csv"))


@pytest.mark.parametrize("broken", [{}, {"calendar": CALENDAR.version}, {"calendar": CALENDAR.version, "period": 5}])
def test_something_that_is_no_derivation_is_refused(broken: dict) -> None:
    with pytest.raises(Refusal, match="格式不对"):
        days.replay(broken, CALENDAR)


def test_it_names_every_excluded_day_with_its_reason_and_the_calendar() -> None:
    derivation = days.answer(asked(7, start=date(2026, 9, 24)), CALENDAR).derivation
    excluded = {each["day"]: each["reason"] for each in derivation["readings"][0]["excluded"]}
    assert list(excluded) == [f"2026-{day}" for day in "09-25 09-26 09-27 10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-11".split()]
    assert excluded["2026-09-26"] == "中秋节放假"
    text = "\n".join(derivation["text"])
    assert CALENDAR.version in text
    assert "《某法》第一条" in text
    assert "2026-10-01 至 2026-10-07 国庆节放假" in text
    assert UNREVIEWED in text


def test_the_safe_day_is_the_earlier_for_who_must_finish_and_the_later_for_who_must_wait() -> None:
    readings = (date(2026, 9, 24), date(2026, 9, 28))
    assert days.answer(asked(), CALENDAR).due == readings[0]
    assert days.answer(asked(), CALENDAR).safe == readings[0]
    assert days.answer(asked(waits=True), CALENDAR).safe == readings[1]
    assert days.answer(asked(side="party"), CALENDAR).safe == readings[1]


def test_where_the_law_asks_for_haste_and_is_silent_on_rolling_the_unrolled_day_is_safe() -> None:
    friday = asked(3, Unit.DAY, date(2026, 3, 4), early=True)
    answer = days.answer(friday, CALENDAR)
    assert (answer.due, answer.safe) == (date(2026, 3, 9), date(2026, 3, 7))
    assert days.answer(asked(3, Unit.DAY, date(2026, 3, 4), early=True, side="party"), CALENDAR).safe == date(2026, 3, 9)


@given(st.dates(date(2018, 1, 1), date(2028, 12, 31)), st.integers(1, 120), st.sampled_from([Unit.WORKDAY, Unit.DAY]))
@settings(derandomize=True, max_examples=50, deadline=None)
def test_an_answer_is_provisional_just_where_a_reading_needs_a_year_without_a_notice(start: date, length: int, unit: Unit) -> None:
    answer = days.answer(asked(length, unit, start), CALENDAR)
    latest = max(date.fromisoformat(one["due"]) for one in answer.derivation["readings"])
    assert answer.provisional is (latest.year > 2026)
    assert any("暂定" in line for line in answer.derivation["text"]) is answer.provisional


def test_a_period_before_the_first_known_year_is_provisional_too() -> None:
    assert days.answer(asked(5, start=date(2017, 5, 2)), CALENDAR).provisional


def test_a_pause_outside_the_period_is_told_to_change_nothing() -> None:
    pause = Pause(date(2027, 1, 1), date(2027, 1, 2), "监测")
    with_pause, without = (days.answer(asked(90, Unit.DAY, pauses=pauses), CALENDAR) for pauses in ((pause,), ()))
    assert with_pause.due == without.due
    assert any("不影响届满日" in line for line in with_pause.derivation["text"])


def test_a_limit_that_reaches_late_december_says_that_new_year_may_be_rearranged() -> None:
    text = days.answer(asked(3, start=date(2026, 12, 21)), CALENDAR).derivation["text"]
    assert any("元旦的放假安排尚未公布" in line for line in text)


def test_an_unknown_side_is_refused() -> None:
    with pytest.raises(Refusal, match="court"):
        days.answer(asked(side="court"), CALENDAR)


def test_a_limit_of_a_signed_pack_is_not_marked() -> None:
    assert UNREVIEWED not in days.answer(asked(reviewed=True), CALENDAR).derivation["text"]
