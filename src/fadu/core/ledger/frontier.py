"""Append in O(log n) memory: the tree's right edge is all that must be known to add an entry or to state the root."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.hashes import EMPTY, Digests, Row, node, perfect_root
from fadu.core.refusal import Refusal

RADIX_BITS = 8
RADIX = 1 << RADIX_BITS


class Node(NamedTuple):
    """Root of the complete subtree over entries [place·256^level, (place+1)·256^level). Written once, never changed."""

    level: int
    place: int
    digests: Digests


class Frontier:
    """The roots of the complete subtrees that make up a tree of `size` entries, largest first."""

    def __init__(self, size: int = 0, peaks: Iterable[Digests] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        if size < 0 or len(self.peaks) != size.bit_count():
            raise Refusal(f"树的右缘与条数不符：{size} 条应有 {max(size, 0).bit_count()} 个子树，实有 {len(self.peaks)} 个", "请从全部条目重算")

    def extend(self, leaves: Row) -> list[Node]:
        """Append leaf digests in order; returns the nodes of level ≥ 1 that became complete, for the store to keep."""
        made: list[Node] = []
        at, count = 0, len(leaves.sha256)
        while at < count:
            if self.size % RADIX == 0 and count - at >= RADIX:
                self._push(perfect_root(leaves.cut(at, at + RADIX)), RADIX_BITS, made)
                at += RADIX
            else:
                self._push(Digests(leaves.sha256[at], leaves.sm3[at]), 0, made)
                at += 1
        return made

    def root(self) -> Digests:
        """Both roots (RFC 9162, 2.1.1)."""
        if not self.peaks:
            return EMPTY
        *larger, root = self.peaks
        for peak in reversed(larger):
            root = node(peak, root)
        return root

    def text(self) -> str:
        """Canonical JSON to keep beside the ledger: {"sha256": [hex, …], "size": n, "sm3": [hex, …]}."""
        return canonical({
            "size": self.size, "sha256": [peak.sha256.hex() for peak in self.peaks], "sm3": [peak.sm3.hex() for peak in self.peaks],
        })

    @classmethod
    def read(cls, text: str) -> Frontier:
        """The frontier that `text` wrote. Raises Refusal for anything else."""
        try:
            value = json.loads(text)
            pairs = zip(value["sha256"], value["sm3"], strict=True)
            frontier = cls(value["size"], [Digests.from_hex({"sha256": left, "sm3": right}) for left, right in pairs])
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Refusal("树的右缘读不出来", "请从全部条目重算") from None
        return frontier

    def _push(self, digests: Digests, bits: int, made: list[Node]) -> None:
        place = self.size >> bits
        self.size += 1 << bits
        while True:
            if bits and bits % RADIX_BITS == 0:
                made.append(Node(bits // RADIX_BITS, place, digests))
            if not place & 1:
                break
            digests = node(self.peaks.pop(), digests)
            place >>= 1
            bits += 1
        self.peaks.append(digests)
