"""The sealed text, commitments, and what is left after erasure."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.entry import Opening, erasure, opens, salts, sealed_text, time_text, withhold
from fadu.core.ledger.hashes import Digests
from fadu.core.refusal import Refusal
from tests.core.ledger.house import START, salt

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.dictionaries(WORDS, st.none() | st.booleans() | st.integers() | WORDS | st.lists(WORDS, max_size=3), max_size=5)


@settings(derandomize=True, max_examples=50)
@given(st.data())
def test_the_text_is_canonical_json_of_what_was_given(data: st.DataObject) -> None:
    words = {name: canonical(data.draw(WORDS))[1:-1] for name in ("sheet", "number", "basis", "source", "batch")}
    sides = {name: data.draw(st.none() | VALUES) for name in ("before", "after")}
    text = sealed_text(
        event="RowChanged", version=2, mode="done", subject="s", actor="G0001", at=START, salt=salt(1), **words,
        **{name: None if side is None else canonical(side) for name, side in sides.items()},
    )
    read = json.loads(text)
    assert canonical(read) == text
    assert {name: read.get(name, "") for name in words} == words
    assert [read.get(name) for name in sides] == [side if side is None else json.loads(canonical(side)) for side in sides.values()]
    assert (read["form"], read["version"], read["at"]) == (1, 2, "2026-01-05T01:30:00.000000Z")


def test_any_other_value_gives_another_text() -> None:
    first = {
        "event": "RowChanged", "version": 1, "mode": "done", "subject": "s", "actor": "G1", "at": START, "salt": salt(1), "sheet": "a",
        "number": "b", "basis": "c", "before": '{"x":1}', "after": '{"x":2}', "source": "d", "batch": "e", "device": '{"seq":1}', "private": "{}",
    }
    others = [sealed_text(**{**first, name: START + timedelta(microseconds=1) if name == "at" else 2 if name == "version" else f"{value}1"})
              for name, value in first.items()]
    may_lack = ("sheet", "number", "basis", "before", "after", "source", "batch", "device", "private")
    left_out = [sealed_text(**{**first, name: ""}) for name in may_lack]
    assert len({sealed_text(**first), *others, *left_out}) == 1 + len(first) + len(left_out)


def test_times_are_utc_of_one_width() -> None:
    beijing = timezone(timedelta(hours=8))
    assert time_text(datetime(2026, 1, 1, 0, 30, tzinfo=beijing)) == "2025-12-31T16:30:00.000000Z"
    assert time_text(datetime(2026, 1, 1, 0, 30, 0, 5, tzinfo=UTC)) == "2026-01-01T00:30:00.000005Z"
    with pytest.raises(ValueError, match="zone"):
        time_text(datetime(2026, 1, 1))


def test_personal_values_are_taken_out_and_can_be_shown_again() -> None:
    held = withhold("after", {"summary": "异味", "informant": "王某"}, ["informant", "phone"], salts(bytes(64)))
    assert held.clear == {"summary": "异味"}
    assert "王某" not in canonical(held.private)
    assert set(held.private) == {"after.informant", "after.phone"}
    for path, opening in held.openings.items():
        assert opens(path, opening, held.private)
        assert not opens(path, Opening(opening.salt, "李某"), held.private)
        assert not opens(path, Opening(salt(9), opening.value), held.private)
    informant, phone = held.openings.values()
    assert not opens("after.phone", informant, held.private)
    with pytest.raises(Refusal):
        opens("after.address", phone, held.private)


def test_two_salts_hide_that_two_values_are_one() -> None:
    first, second = (Opening(salt(n), "王某").commitment("after.informant") for n in (1, 2))
    assert not set(first) & set(second)
    assert isinstance(first, Digests)


def test_salts_are_cut_from_random_bytes_and_end() -> None:
    assert list(salts(bytes(range(40)))) == [bytes(range(16)).hex(), bytes(range(16, 32)).hex()]


def test_an_unknown_side_is_refused() -> None:
    with pytest.raises(ValueError, match="side"):
        withhold("source", {}, [], salts(b""))


def test_an_erasure_names_each_place_once_in_order() -> None:
    assert erasure([(5, "after.b"), (3, "after.a"), (5, "after.b")]) == {"erased": [[3, "after.a"], [5, "after.b"]]}
