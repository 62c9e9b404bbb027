"""The product's own full check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest

from fadu.core.ledger.audit import Audit, Fault
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.hashes import Digests, Row, leaf


class Stored(NamedTuple):
    """An entry as a database gives it back."""

    place: int
    text: bytes
    leaf: Digests | None


TEXTS = [str(n).encode() for n in range(700)]
ROWS = [Stored(n, text, leaf(text)) for n, text in enumerate(TEXTS)]


def nodes(rows: Sequence[Stored] = ROWS) -> dict[tuple[int, int], Digests]:
    return {node[:2]: node.digests for node in Frontier().extend(Row.of(row.leaf for row in rows if row.leaf))}


def edge(rows: Sequence[Stored] = ROWS) -> Frontier:
    frontier = Frontier()
    frontier.extend(Row.of(row.leaf for row in rows if row.leaf))
    return frontier


SEALS = [Checkpoint("x", n, size, edge(ROWS[:size]).root(), f"2026-01-0{n}T00:00:00.000000Z") for n, size in enumerate((0, 100, 100, 256, 700), 1)]


def faults(
    rows: Sequence[Stored] = ROWS, seals: Sequence[Checkpoint] = SEALS, kept: dict[tuple[int, int], Digests] | None = None,
    head: Frontier | None = None, chunk: int = 90,
) -> list[Fault]:
    audit = Audit(seals, nodes() if kept is None else kept)
    found = []
    for start in range(0, len(rows), chunk):
        part = rows[start : start + chunk]
        stored = [row.leaf or (None, None) for row in part]
        found += audit.take([row.place for row in part], [row.text for row in part], Row.of(stored))  # type: ignore[arg-type]
    return [*found, *audit.close(head or edge())]


@pytest.mark.parametrize("chunk", [1, 90, 100, 256, 1000])
def test_a_ledger_that_holds_has_no_faults_however_it_is_read(chunk: int) -> None:
    assert faults(chunk=chunk) == []


@pytest.mark.parametrize(("spoil", "index", "reason"), [
    (lambda rows: [*rows[:5], rows[5]._replace(text=b"x"), *rows[6:]], 5, "内容"),
    (lambda rows: [*rows[:5], rows[5]._replace(leaf=None), *rows[6:]], 5, "缺少摘要"),
    (lambda rows: [*rows[:5], *rows[6:]], 6, "缺少 1 条"),
    (lambda rows: [*rows[:5], rows[5], *rows[5:]], 5, "重复"),
    (lambda rows: [*rows[:5], rows[6], rows[5], *rows[7:]], 5, "颠倒"),
    (lambda rows: rows[:-1], None, "截去"),
    (lambda rows: rows[1:], 1, "缺少 1 条"),
    (lambda rows: [], None, "截去"),
])
def test_what_was_done_to_an_entry_is_found_and_named(spoil: Callable[[list[Stored]], list[Stored]], index: int | None, reason: str) -> None:
    found = faults(spoil(ROWS))
    assert any(fault.index == index and reason in fault.reason for fault in found), found


def test_an_entry_rewritten_with_its_digests_is_found_by_what_was_signed() -> None:
    forged = b"forged"
    rows = [*ROWS[:50], Stored(50, forged, leaf(forged)), *ROWS[51:]]
    found = faults(rows, kept=nodes(rows), head=edge(rows))
    assert [fault.reason for fault in found if "根不符" in fault.reason] == [fault.reason for fault in found]
    assert len(found) == 4


def test_swapped_contents_under_right_numbers_are_found() -> None:
    rows = [*ROWS[:5], ROWS[6]._replace(place=5), ROWS[5]._replace(place=6), *ROWS[7:]]
    assert any("根不符" in fault.reason for fault in faults(rows))


def test_a_cut_tail_with_a_matching_head_is_found_by_the_checkpoint() -> None:
    rows = ROWS[:600]
    found = faults(rows, kept=nodes(rows), head=edge(rows))
    assert [fault.reason for fault in found] == ["第 5 号检查点签的是 700 条，现在只有 600 条：末尾被截去"]


def test_missing_wrong_and_surplus_nodes_and_a_wrong_head_are_found() -> None:
    good = nodes()
    one, two = sorted(good)
    assert "缺失" in faults(kept={one: good[one]})[0].reason
    assert "不符" in faults(kept={one: good[two], two: good[two]})[0].reason
    assert "多出" in faults(kept={**good, (1, 7): good[one]})[0].reason
    assert "末尾记的是 256 条" in faults(head=edge(ROWS[:256]))[0].reason


def test_a_missing_checkpoint_is_found() -> None:
    assert "不连续" in faults(seals=[SEALS[0], *SEALS[2:]])[0].reason
    assert "不连续" in faults(seals=[*SEALS, replace(SEALS[-1])])[0].reason
