"""Properties of the draw: fair, blind to order, stable under additions, continued without a redraw."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from math import sqrt
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.sampling import classes, draw, plan, ratios, smallest, ticket

from .frames import chosen, county, drawn, each, objects, officers

SEEDS = 2000


def chi_square(counts: Counter[str], keys: list[str]) -> float:
    mean = counts.total() / len(keys)
    return sum((counts[key] - mean) ** 2 / mean for key in keys)


def critical(freedom: int) -> float:
    """The chi-square that chance exceeds once in 10,000 times (Wilson and Hilferty)."""
    return freedom * (1 - 2 / (9 * freedom) + 3.719 * sqrt(2 / (9 * freedom))) ** 3


def test_every_object_of_a_class_is_drawn_equally_often_over_many_seeds() -> None:
    ids = [row["id"] for row in objects(40)]
    counts = Counter(id for seed in range(SEEDS) for _, id in smallest(f"seed {seed}", ids, 10))
    # Draws without replacement vary less than the multinomial, by (N−n)/(N−1).
    assert chi_square(counts, ids) / (30 / 39) < critical(39)
    assert set(counts) == set(ids)


def test_every_officer_and_every_pair_is_sent_equally_often_over_many_seeds() -> None:
    written = plan(each(1, "pct_per_year"))
    things, people = objects(5), officers(6)
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    leads: Counter[str] = Counter()
    for seed in range(SEEDS):
        for one in draw(things, people, written, f"seed {seed}").drawn:
            singles.update(one.officers)
            pairs["+".join(sorted(one.officers))] += 1
            leads[one.officers[0]] += 1
    assert len(pairs) == 15
    assert chi_square(singles, list(singles)) < critical(5)
    assert chi_square(pairs, list(pairs)) < critical(14)
    assert chi_square(leads, list(leads)) < critical(5)


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.integers(2, 60), st.integers(2, 9), st.integers(1, 6), st.randoms(use_true_random=False), st.text(min_size=1, max_size=9), st.booleans())
def test_the_order_of_the_lists_cannot_matter(size: int, people: int, value: int, shuffle: Random, seed: str, even: bool) -> None:
    seed = "s" + "".join(char for char in seed if char.isprintable())
    written = each(value, load="even" if even else "none")
    things, sent = objects(size), officers(people)
    first = drawn(things, sent, written, seed)
    shuffle.shuffle(things)
    shuffle.shuffle(sent)
    assert drawn(things, sent, written, seed).drawn == first.drawn


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.integers(2, 60), st.integers(2, 9), st.integers(1, 6), st.integers(0, 10**6))
def test_one_object_more_moves_at_most_one_and_leaves_the_officers_of_the_rest(size: int, people: int, value: int, seed: int) -> None:
    things, sent = objects(size), officers(people)
    before = {one.object: one for one in drawn(things, sent, each(value), str(seed)).drawn}
    after = {one.object: one for one in drawn([*things, {"id": "NEW", "class": "general"}], sent, each(value), str(seed)).drawn}
    assert len(before.keys() - after.keys()) <= 1
    assert len(after.keys() - before.keys()) <= 1
    assert all(after[id] == before[id] for id in before.keys() & after.keys())


def test_an_object_more_in_one_class_changes_nothing_in_another() -> None:
    written = {"classes": {"general": {"mode": "per_officer_per_year", "value": 5}, "key": {"mode": "pct_per_year", "value": 0.5}}}
    before = [one for one in drawn(county(), officers(12), written).drawn if one.cls == "general"]
    after = [one for one in drawn(county() + objects(3, "key", 500), officers(12), written).drawn if one.cls == "general"]
    assert before == after


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.integers(1, 4), st.integers(1, 10), st.integers(1, 5), st.integers(0, 10**6))
def test_a_continued_draw_equals_one_larger_draw(value: int, more: int, again: int, seed: int) -> None:
    things, sent = objects(60), officers(5)
    extra = [{"class": "general", "count": count, "reason": "补抽：企业已注销"} for count in (more, again)]
    first = drawn(things, sent, each(value), str(seed))
    continued = drawn(things, sent, {**each(value), "supplements": extra}, str(seed))
    size = 5 * value + more + again
    larger = drawn(things, sent, each(size / 5), str(seed))
    assert continued.drawn[: len(first.drawn)] == first.drawn
    assert [one.object for one in continued.drawn] == [id for _, id in smallest(str(seed), [row["id"] for row in things], size)]
    assert [one.supplement for one in continued.drawn] == [None] * len(first.drawn) + [1] * more + [2] * again
    assert [replace(one, supplement=None) for one in continued.drawn] == larger.drawn


@pytest.mark.parametrize(("size", "count"), [(5000, 3), (5000, 100), (5000, 4990), (5000, 5000), (5000, 9000), (1, 1), (0, 5), (9, 0)])
def test_the_shortcut_for_long_lists_gives_the_smallest_tickets(size: int, count: int) -> None:
    ids = [f"91430{number:013d}" for number in range(size)]
    assert smallest("s", ids, count) == sorted((ticket("s", id), id) for id in ids)[:count]
    assert smallest("s", ids, count, 3) == sorted((ticket("s", id, 3), id) for id in ids)[:count]


def test_a_ticket_is_the_hash_that_the_file_describes() -> None:
    assert ticket("2026123 大乐透", "91430").hex() == sha256("2026123 大乐透\n91430".encode()).hexdigest()
    assert ticket("s", "x", 2) == sha256(b"s\nx\n2").digest()


COUNTY: list[tuple[str, dict[str, Any], int]] = [
    ("81", {"key": {"mode": "each_once_per_year"}, "general": {"mode": "per_officer_per_year", "value": 5}}, 81),
    ("84", {"key": {"mode": "pct_per_quarter", "value": 0.25}, "general": {"mode": "per_officer_per_year", "value": 5}}, 84),
    ("134", {"key": {"mode": "each_once_per_year"}, "general": {"mode": "per_officer_per_year", "value": 10}}, 134),
    ("44", {"key": {"mode": "each_once_per_year"}, "general": {"mode": "pct_per_year", "value": 0.2}}, 44),
    ("33", {"key": {"mode": "each_once_per_year"}, "general": {"mode": "pct_per_quarter", "value": 0.02}}, 33),
    ("45", {"key": {"mode": "each_once_per_year"}, "general": {"mode": "pct_per_quarter", "value": 0.05}}, 45),
]


@pytest.mark.parametrize(("name", "rules", "visits"), COUNTY, ids=[name for name, _, _ in COUNTY])
def test_the_county_of_113_and_21_with_12_officers(name: str, rules: dict[str, Any], visits: int) -> None:
    written = plan({"classes": rules})
    made = draw(county(), officers(12), written, "seed")
    assert len(made.drawn) == visits
    assert sum(rule.year({"general": 113, "key": 21}[cls], 12) for cls, rule in written.classes.items()) == visits
    assert all(len(set(one.officers)) == 2 for one in made.drawn)


def test_in_the_quarterly_mode_nobody_comes_twice_before_all_came_once_nor_twice_in_a_quarter() -> None:
    written = {"classes": {"key": {"mode": "pct_per_quarter", "value": 0.25}}}
    for seed in range(200):
        made = drawn(objects(21, "key"), officers(3), written, str(seed)).drawn
        assert [one.quarter for one in made] == [quarter for quarter in (1, 2, 3, 4) for _ in range(6)]
        for quarter in (1, 2, 3, 4):
            assert len({one.object for one in made if one.quarter == quarter}) == 6
        counts = Counter(one.object for one in made)
        assert len(counts) == 21
        assert max(counts.values()) == 2
        assert sorted((one.object, one.round) for one in made) == sorted({(one.object, one.round) for one in made})


def test_with_replacement_each_quarter_is_a_draw_of_its_own() -> None:
    written = {"classes": {"key": {"mode": "pct_per_quarter", "value": 0.25, "replacement": True}}}
    made = drawn(objects(20, "key"), officers(3), written).drawn
    ids = [row["id"] for row in objects(20, "key")]
    for quarter in (1, 2, 3, 4):
        expected = [id for _, id in smallest("seed", ids, 5, quarter)]
        assert [one.object for one in made if one.quarter == quarter] == expected


@pytest.mark.parametrize(
    ("mode", "value", "rounding", "size", "people", "quota"),
    [
        ("pct_per_year", 0.29, "ceil", 100, 1, 29), ("pct_per_year", 0.2, "ceil", 113, 1, 23), ("pct_per_year", 0.2, "floor", 113, 1, 22),
        ("per_officer_per_year", 2.5, "ceil", 100, 3, 8), ("per_officer_per_year", 2.5, "floor", 100, 3, 7),
        ("per_officer_per_year", 10, "ceil", 113, 12, 113),
        ("pct_per_quarter", 1, "ceil", 7, 1, 7), ("pct_per_year", 0.01, "ceil", 0, 1, 0),
    ],
)
def test_how_many_are_drawn(mode: str, value: float, rounding: str, size: int, people: int, quota: int) -> None:
    rule = plan({"classes": {"x": {"mode": mode, "value": value, "rounding": rounding}}}).classes["x"]
    assert rule.quota(size, people) == quota


def test_objects_passed_over_are_never_drawn_and_their_reason_is_kept() -> None:
    things = objects(10) + objects(3, start=10, skip="正面清单") + objects(2, start=13, visits="2")
    made = drawn(things, officers(3), {**each(1, "pct_per_year"), "cap_per_object": 2})
    assert chosen(made) == {row["id"] for row in objects(10)}
    assert made.skipped == {**{f"G{n:04d}": "正面清单" for n in (10, 11, 12)}, **{f"G{n:04d}": "本年已查2次，达到上限2次" for n in (13, 14)}}


def test_the_published_ratios_make_plans_and_unknown_numbers_do_not() -> None:
    known = {ratio.id for ratio in ratios()[1]}
    made = {}
    for id in known:
        try:
            made[id] = plan({"classes": classes(id)})
        except Exception as refusal:
            assert "没有读到数值" in str(refusal)
    assert known - made.keys() == {"NAT-2015-88", "FJ-MQ-2021", "WH-JH-2025", "HB-XG-2024", "HN-CD-2016"}
    sizes = {"key": 21, "special": 0, "general": 113}
    years = {id: sum(rule.year(sizes[cls], 12) for cls, rule in each.classes.items()) for id, each in made.items()}
    assert years["COUNTY-81"] == 81
    assert years["JX-2020-county"] == 84
    assert years["JX-2020-county-20"] == 24 + 23
