"""Who is sent: two by law, certified on the day, nobody who must stand aside, not the last pair, loads as planned."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.refusal import Refusal

from .frames import drawn, each, objects, officers

ALL = each(1, "pct_per_year")


@settings(max_examples=50, derandomize=True, deadline=None)
@given(
    st.integers(5, 9), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 8)), max_size=12), st.sampled_from(["none", "even"]),
    st.integers(0, 10**6),
)
def test_nobody_is_sent_where_he_must_stand_aside(people: int, ties: list[tuple[int, int]], load: str, seed: int) -> None:
    things, sent = objects(30), officers(people)
    barred: dict[str, set[str]] = {}
    for at, (thing, officer) in enumerate(ties):
        object, person = things[thing], sent[officer % people]
        if len(barred.setdefault(object["id"], set()) | {person["id"]}) > people - 2:
            continue
        barred[object["id"]].add(person["id"])
        row, name, value = (object, "avoid", person["id"]) if at % 2 else (person, "recuse", object["id"])
        row[name] = f"{row[name]}；{value}" if name in row else value
    made = drawn(things, sent, {**ALL, "load": load}, str(seed))
    assert len(made.drawn) == 30
    for one in made.drawn:
        assert len(set(one.officers)) == 2
        assert not barred.get(one.object, set()) & set(one.officers)


def test_certificates_are_judged_on_the_day_of_the_plan() -> None:
    people = [
        {"id": "valid", "certificate_from": "2022-01-01", "certificate_until": "2026-06-30"}, {"id": "open", "certificate_from": "2026-06-30"},
        {"id": "late", "certificate_from": "2026-07-01"}, {"id": "over", "certificate_until": "2026-06-29"}, {"id": "away", "absent": "借调"},
        {"id": "plain"},
    ]
    made = drawn(objects(50), people, {**ALL, "on": "2026-06-30"})
    assert {officer for one in made.drawn for officer in one.officers} == {"valid", "open", "plain"}
    assert set(made.unfit) == {"late", "over", "away"}
    assert made.unfit["away"] == "借调"
    assert len(drawn(objects(50), people, {**each(2), "on": "2026-06-30"}).drawn) == 6  # only those who can be sent count
    with pytest.raises(Refusal) as caught:
        drawn(objects(5), people, ALL)
    assert "on" in caught.value.mend


def test_the_pair_of_the_last_visit_is_not_sent_again_unless_the_plan_says_so() -> None:
    things = objects(60, last_officers="P00;P01")
    made = drawn(things, officers(3), ALL)
    assert all(set(one.officers) != {"P00", "P01"} for one in made.drawn)
    assert Counter(officer for one in made.drawn for officer in one.officers)["P02"] == 60
    with pytest.raises(Refusal):
        drawn(things, officers(2), ALL)
    assert len(drawn(things, officers(2), {**ALL, "rotation": False}).drawn) == 60


@pytest.mark.parametrize("people", [2, 5, 12])
def test_an_even_load_differs_by_one_at_most(people: int) -> None:
    for seed in range(20):
        made = drawn(objects(81), officers(people), {**ALL, "load": "even"}, str(seed))
        loads = Counter(officer for one in made.drawn for officer in one.officers)
        assert max(loads.values()) - min(loads.values()) <= 1
        assert loads.total() == 162


def test_the_most_an_officer_gets_is_kept_and_too_few_officers_stop_the_draw() -> None:
    made = drawn(objects(20), officers(5), {**ALL, "max_per_officer": 9})
    assert max(Counter(officer for one in made.drawn for officer in one.officers).values()) <= 9
    made = drawn(objects(20), officers(5), {**ALL, "max_per_officer": 8, "load": "even"})
    assert set(Counter(officer for one in made.drawn for officer in one.officers).values()) == {8}
    with pytest.raises(Refusal) as caught:
        drawn(objects(20), officers(5), {**ALL, "max_per_officer": 7})
    assert "第四十二条" in caught.value.article


def test_three_officers_an_object_and_fewer_than_needed() -> None:
    made = drawn(objects(20), officers(4), {**ALL, "officers_per_object": 3})
    assert all(len(set(one.officers)) == 3 for one in made.drawn)
    for people in (0, 1):
        with pytest.raises(Refusal) as caught:
            drawn(objects(3), officers(people), ALL)
        assert "第四十二条" in caught.value.article
    with pytest.raises(Refusal) as caught:
        drawn(objects(3, avoid="P00"), officers(2), ALL)
    assert "G0" in caught.value.reason
