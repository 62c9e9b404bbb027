"""The tree: append, roots at any size, inclusion and consistency."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.core.ledger import standalone
from fadu.core.ledger.checking import consistent, included
from fadu.core.ledger.frontier import Frontier, Node
from fadu.core.ledger.hashes import ALGORITHMS, EMPTY, Digests, Row, leaf, leaves, node
from fadu.core.ledger.proofs import MemoryStore, consistency, inclusion, root
from fadu.core.refusal import Refusal

# The eight leaves, their roots and proofs with which transparency logs test RFC 6962 / RFC 9162 (SHA-256).
LEAVES = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]
ROOTS = """
6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
""".split()
N01 = ROOTS[1]
N03 = ROOTS[3]
N23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
N47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
L1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
L4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
N67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
N45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
INCLUSION = {(0, 8): [L1, N23, N47], (5, 8): [L4, N67, N03], (2, 3): [N01], (1, 5): [ROOTS[0], N23, L4], (0, 1): []}
CONSISTENCY = {(1, 8): [L1, N23, N47], (6, 8): [N45, N67, N03], (2, 5): [N23, L4], (1, 1): []}


def store_of(rows: list[Digests]) -> MemoryStore:
    store = MemoryStore()
    store.extend(Row.of(rows))
    return store


def by_definition(rows: list[Digests]) -> Digests:
    """MTH of RFC 9162, 2.1.1, word for word."""
    if not rows:
        return EMPTY
    if len(rows) == 1:
        return rows[0]
    k = 1
    while 2 * k < len(rows):
        k *= 2
    return node(by_definition(rows[:k]), by_definition(rows[k:]))


@pytest.fixture(scope="module")
def many() -> list[Digests]:
    return list(leaves([str(n).encode() for n in range(70_000)]).pairs())


@pytest.fixture(scope="module")
def grown(many: list[Digests]) -> MemoryStore:
    return store_of(many)


def test_roots_of_the_reference_leaves() -> None:
    store = store_of([leaf(data) for data in LEAVES])
    assert [root(store, size).sha256.hex() for size in range(1, 9)] == ROOTS
    assert root(store, 0).sha256.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(("place", "wanted"), INCLUSION.items())
def test_inclusion_paths_of_the_reference_leaves(place: tuple[int, int], wanted: list[str]) -> None:
    store = store_of([leaf(data) for data in LEAVES])
    assert [step.sha256.hex() for step in inclusion(store, *place)] == wanted


@pytest.mark.parametrize(("sizes", "wanted"), CONSISTENCY.items())
def test_consistency_paths_of_the_reference_leaves(sizes: tuple[int, int], wanted: list[str]) -> None:
    store = store_of([leaf(data) for data in LEAVES])
    assert [step.sha256.hex() for step in consistency(store, *sizes)] == wanted


def test_every_root_and_proof_up_to_forty_entries() -> None:
    rows = list(leaves([str(n).encode() for n in range(40)]).pairs())
    store = store_of(rows)
    for size in range(41):
        whole = by_definition(rows[:size])
        assert root(store, size) == whole
        for index in range(size):
            path = inclusion(store, index, size)
            assert included(rows[index], index, size, path, whole)
            assert len(path) <= max(size - 1, 1).bit_length()
            for name in ALGORITHMS:
                steps = [getattr(step, name) for step in path]
                assert standalone.rooted(name, getattr(rows[index], name), index, size, steps) == getattr(whole, name)
                assert not steps
        for old in range(size + 1):
            before = by_definition(rows[:old])
            path = consistency(store, old, size)
            assert consistent(old, size, path, before, whole)
            for name in ALGORITHMS if old else ():
                steps = [getattr(step, name) for step in path]
                found = standalone.grown(name, old, size, steps, getattr(before, name))
                assert found == (getattr(before, name), getattr(whole, name))
                assert not steps


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000])
def test_roots_where_blocks_of_256_begin_and_end(many: list[Digests], grown: MemoryStore, size: int) -> None:
    assert root(grown, size) == by_definition(many[:size])


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.data())
def test_proofs_of_a_large_tree_hold(many: list[Digests], grown: MemoryStore, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70_000))
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(0, size))
    assert included(many[index], index, size, inclusion(grown, index, size), root(grown, size))
    assert consistent(old, size, consistency(grown, old, size), root(grown, old), root(grown, size))


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 700), max_size=6))
def test_how_appends_are_cut_into_batches_does_not_matter(many: list[Digests], batches: list[int]) -> None:
    in_batches, one_by_one = Frontier(), Frontier()
    made: list[Node] = []
    for batch in batches:
        made += in_batches.extend(Row.of(many[in_batches.size : in_batches.size + batch]))
    single = [made for row in many[: sum(batches)] for made in one_by_one.extend(Row.of([row]))]
    assert made == single
    assert in_batches.peaks == one_by_one.peaks
    assert in_batches.root() == by_definition(many[: sum(batches)])


def test_the_edge_is_small_and_survives_being_written(many: list[Digests]) -> None:
    frontier = Frontier()
    frontier.extend(Row.of(many[:65_535]))
    assert len(frontier.peaks) == 16
    again = Frontier.read(frontier.text())
    again.extend(Row.of(many[65_535:]))
    assert again.root() == by_definition(many)


@pytest.mark.parametrize("text", ["", "[]", "null", '{"size":1,"sha256":[],"sm3":[]}', '{"size":2,"sha256":["00"],"sm3":["00"]}'])
def test_an_edge_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        Frontier.read(text)


def test_nodes_are_named_by_what_they_cover(many: list[Digests]) -> None:
    made = Frontier().extend(Row.of(many))
    assert [node[:2] for node in made[:2]] == [(1, 0), (1, 1)]
    assert (2, 0) in [node[:2] for node in made]
    assert len(made) == 70_000 // 256 + 1
    assert dict((node[:2], node.digests) for node in made)[2, 0] == by_definition(many[:65_536])


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.data())
def test_a_forged_inclusion_proof_is_found(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 60))
    index = data.draw(st.integers(0, size - 1))
    rows = list(leaves([str(n).encode() for n in range(size)]).pairs())
    store = store_of(rows)
    path, whole = inclusion(store, index, size), root(store, size)
    at, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
    for algorithm in (0, 1):
        step = list(path[at])
        step[algorithm] = (int.from_bytes(step[algorithm], "big") ^ 1 << bit).to_bytes(32, "big")
        assert not included(rows[index], index, size, [*path[:at], Digests(*step), *path[at + 1 :]], whole)
    assert not included(rows[index], index, size, path[:-1], whole)
    assert not included(rows[index], index, size, [*path, path[-1]], whole)
    assert not included(leaf(b"other"), index, size, path, whole)
    assert not any(included(rows[index], other, size, path, whole) for other in range(-1, size + 1) if other != index)


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.data())
def test_a_history_that_was_rewritten_has_no_consistency_proof(data: st.DataObject) -> None:
    size = data.draw(st.integers(3, 60))
    old = data.draw(st.integers(1, size - 1))
    rows = list(leaves([str(n).encode() for n in range(size)]).pairs())
    store = store_of(rows)
    path, before, whole = consistency(store, old, size), root(store, old), root(store, size)
    changed = list(rows)
    changed[data.draw(st.integers(0, old - 1))] = leaf(b"rewritten")
    other = store_of(changed)
    assert not consistent(old, size, consistency(other, old, size), before, root(other, size))
    assert not consistent(old, size, path, before, root(other, size))
    assert not consistent(old, size, path[:-1], before, whole)
    assert not consistent(old, size, [*path, path[-1]], before, whole)
    assert not consistent(old, size, path[::-1], before, whole) or path == path[::-1]
    assert not consistent(size, old, path, before, whole)
    assert not consistent(0, size, path, before, whole)
    assert not consistent(size, size, path, whole, whole)


def test_a_proof_is_not_made_for_what_is_not_there() -> None:
    store = store_of(list(leaves([b"a", b"b"]).pairs()))
    for ask in (lambda: inclusion(store, 2, 2), lambda: inclusion(store, -1, 2), lambda: consistency(store, 3, 2), lambda: root(store, 3)):
        with pytest.raises(Refusal):
            ask()


def test_a_proof_reads_a_few_blocks_however_large_the_tree(grown: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    row = grown.row
    monkeypatch.setattr(grown, "row", lambda level, start, stop: asked.append(level) or row(level, start, stop))
    inclusion(grown, 12_345, 70_000)
    consistency(grown, 33_333, 70_000)
    assert len(asked) <= 12
