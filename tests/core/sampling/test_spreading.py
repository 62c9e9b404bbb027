"""The visits of a year over its quarters: even, nothing lost, the same for everybody who has the draw."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.sampling import shares, spread
from tests.core.sampling.frames import county, drawn, objects, officers

ONCE, FIVE = {"mode": "each_once_per_year"}, {"mode": "per_officer_per_year", "value": 5}


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.integers(0, 500), st.integers(1, 4))
def test_shares_add_up_and_differ_by_one_at_most_the_earlier_ones_first(count: int, first: int) -> None:
    found = shares(count, first)
    assert list(found) == list(range(first, 5)) and sum(found.values()) == count
    assert max(found.values()) - min(found.values()) <= 1
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_the_county_has_twenty_visits_a_quarter_and_the_smallest_tickets_of_a_class_come_first() -> None:
    made = drawn(county(), officers(12), {"classes": {"key": ONCE, "general": FIVE}})
    quarters = spread(made.drawn)
    assert Counter(quarters) == {1: 21, 2: 20, 3: 20, 4: 20}
    assert Counter(q for q, each in zip(quarters, made.drawn, strict=True) if each.cls == "key") == {1: 6, 2: 5, 3: 5, 4: 5}
    tickets = {q: [each.ticket for p, each in zip(quarters, made.drawn, strict=True) if p == q and each.cls == "general"] for q in (1, 2)}
    assert max(tickets[1]) < min(tickets[2])


def test_a_quarterly_draw_keeps_its_own_quarters_and_a_supplement_moves_nothing() -> None:
    quarterly = drawn(objects(40), officers(6), {"classes": {"general": {"mode": "pct_per_quarter", "value": 0.25}}})
    assert spread(quarterly.drawn) == [each.quarter for each in quarterly.drawn]
    plan = {"classes": {"general": FIVE}}
    more = {**plan, "supplements": [{"class": "general", "count": 3, "reason": "补"}]}
    before, after = (spread(drawn(objects(113), officers(12), each).drawn, 3) for each in (plan, more))
    assert after[:60] == before and after[60:] == [3, 3, 4]
