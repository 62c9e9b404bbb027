"""Roots at any past size, inclusion and consistency proofs, from a store that keeps one row of nodes in 256.

A store keeps the leaf digests (they lie with the entries) and, once 256 neighbours are complete, their common root, and so
on: a 256th more rows than entries. A proof reads at most two blocks of 256 a level and hashes what lies between, so its
cost grows with the logarithm of the size.
"""

from __future__ import annotations

from typing import Protocol

from fadu.core.ledger.frontier import RADIX, RADIX_BITS, Frontier
from fadu.core.ledger.hashes import EMPTY, Digests, Row, node, perfect_root
from fadu.core.refusal import Refusal


class NodeStore(Protocol):
    """What a place that keeps a tree must answer."""

    def row(self, level: int, start: int, stop: int) -> Row:
        """Digests of the nodes [start, stop) of a level, in order: level 0 the leaves, level k complete subtrees of 256^k."""


class MemoryStore:
    """A tree kept in memory, 64 bytes an entry and a 255th more."""

    def __init__(self) -> None:
        self.frontier = Frontier()
        self._levels = [(bytearray(), bytearray())]

    def extend(self, leaves: Row) -> None:
        """Append leaf digests."""
        self._keep(0, leaves)
        for made in self.frontier.extend(leaves):
            self._keep(made.level, Row.of([made.digests]))

    def row(self, level: int, start: int, stop: int) -> Row:
        if level >= len(self._levels):
            return Row([], [])
        parts = (bytes(column[32 * start : 32 * stop]) for column in self._levels[level])
        return Row(*([part[at : at + 32] for at in range(0, len(part), 32)] for part in parts))

    def _keep(self, level: int, row: Row) -> None:
        if level == len(self._levels):
            self._levels.append((bytearray(), bytearray()))
        for kept, column in zip(self._levels[level], row, strict=True):
            kept.extend(b"".join(column))


def root(store: NodeStore, size: int) -> Digests:
    """Both roots of the tree as it was with `size` entries. Raises Refusal where the store lacks a node."""
    return _Reader(store, size).root(0, size)


def inclusion(store: NodeStore, index: int, size: int) -> list[Digests]:
    """The path that proves entry `index` in the tree of `size` entries (RFC 9162, 2.1.3.1): at most log2(size) nodes, leaf first."""
    if not 0 <= index < size:
        raise Refusal(f"第 {index} 条不在 {size} 条之内", "序号从 0 起")
    reader = _Reader(store, size)
    path, bits, last = [], 0, size - 1
    while last:
        if index & 1:
            path.append(reader.node(bits, index - 1))
        elif index < last:
            path.append(reader.root((index + 1) << bits, min((index + 2) << bits, size)))
        index, last, bits = index >> 1, last >> 1, bits + 1
    return path


def consistency(store: NodeStore, old: int, size: int) -> list[Digests]:
    """The path that proves that the tree of `size` entries only added to the tree of `old` entries (RFC 9162, 2.1.4.1)."""
    if not 0 <= old <= size:
        raise Refusal(f"{old} 条的树不可能在 {size} 条的树之前", "前一个条数不能大于后一个")
    if old in (0, size):
        return []
    reader = _Reader(store, size)
    path, low, high, whole = [], 0, size, True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(reader.root(middle, high))
            high = middle
        else:
            path.append(reader.root(low, middle))
            low, whole = middle, False
    if not whole:
        path.append(reader.root(low, high))
    return path[::-1]


def _split(count: int) -> int:
    """The largest power of two smaller than count ≥ 2."""
    return 1 << ((count - 1).bit_length() - 1)


class _Reader:
    """Nodes of the tree of a size; reads whole blocks of 256 and keeps them while one proof is made."""

    def __init__(self, store: NodeStore, size: int) -> None:
        self.store, self.size = store, size
        self.blocks: dict[tuple[int, int], Row] = {}

    def root(self, start: int, stop: int) -> Digests:
        """Root over entries [start, stop), start being a multiple of the largest power of two that fits."""
        count = stop - start
        if count == 0:
            return EMPTY
        bits = count.bit_length() - 1
        if count == 1 << bits:
            return self.node(bits, start >> bits)
        middle = start + _split(count)
        return node(self.root(start, middle), self.root(middle, stop))

    def node(self, bits: int, index: int) -> Digests:
        """Root of the complete subtree over entries [index·2^bits, (index+1)·2^bits)."""
        level, rest = divmod(bits, RADIX_BITS)
        start = index << rest
        block = self._block(level, start // RADIX)
        return perfect_root(block.cut(start % RADIX, start % RADIX + (1 << rest)))

    def _block(self, level: int, number: int) -> Row:
        key = (level, number)
        if key not in self.blocks:
            start, stop = number * RADIX, min((number + 1) * RADIX, self.size >> (RADIX_BITS * level))
            row = self.store.row(level, start, stop)
            if not len(row.sha256) == len(row.sm3) == stop - start:
                raise Refusal(f"第 {level} 层第 {start} 至 {stop} 个节点不全，只有 {len(row.sha256)} 个", "请先运行 fadu verify")
            self.blocks[key] = row
        return self.blocks[key]

