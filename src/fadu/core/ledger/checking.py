"""Checking proofs, as RFC 9162 writes it (2.1.3.2, 2.1.4.2); each algorithm must agree by itself."""

from __future__ import annotations

from collections.abc import Sequence

from fadu.core.ledger.hashes import EMPTY, Digests, node


def included(leaf: Digests, index: int, size: int, path: Sequence[Digests], root: Digests) -> bool:
    """Does the path lead from the leaf of entry `index` to the root of the tree of `size` entries?"""
    if not 0 <= index < size:
        return False
    last, found = size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node(step, found)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node(found, step)
        index, last = index >> 1, last >> 1
    return last == 0 and found == root


def consistent(old: int, size: int, path: Sequence[Digests], old_root: Digests, root: Digests) -> bool:
    """Does the path prove that the tree of `size` entries begins with the whole tree of `old` entries?"""
    if not 0 <= old <= size:
        return False
    if old in (0, size):
        return not path and old_root == (EMPTY if old == 0 else root)
    steps = list(path)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    return bool(steps) and _both_roots(old - 1, size - 1, steps) == (old_root, root)


def _both_roots(index: int, last: int, steps: Sequence[Digests]) -> tuple[Digests, Digests] | None:
    while index & 1:
        index, last = index >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if index & 1 or index == last:
            before, after = node(step, before), node(step, after)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            after = node(after, step)
        index, last = index >> 1, last >> 1
    return (before, after) if last == 0 else None
