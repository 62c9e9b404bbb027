"""The two hashes of the ledger, always side by side and always named: SHA-256 (world) and SM3 (GB/T 32905).

A tree of each is kept, so that either stands alone if the other falls. Prefix bytes part leaves from inner nodes
(RFC 9162, 2.1.1): without them an inner node could be passed off as an entry.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import NamedTuple

from fadu.core.ledger import standalone
from fadu.core.refusal import Refusal

Each = Callable[[bytes, Iterable[bytes]], list[bytes]]  # (mark, parts) -> the digests of mark ‖ part
LEAF, NODE, COMMITMENT = b"\x00", b"\x01", b"\x02"
_HEX = re.compile(r"[0-9a-f]{64}")


class Digests(NamedTuple):
    """Two digests of 32 bytes over the same data; the field is the algorithm's name."""

    sha256: bytes
    sm3: bytes

    def hex(self) -> dict[str, str]:
        """{algorithm: lower-case hex}."""
        return {"sha256": self.sha256.hex(), "sm3": self.sm3.hex()}

    @classmethod
    def from_hex(cls, named: Mapping[str, str]) -> Digests:
        """The digests that `hex` wrote. Raises Refusal where one is missing, unknown or not 64 lower-case digits."""
        if set(named) != set(cls._fields) or not all(isinstance(text, str) and _HEX.fullmatch(text) for text in named.values()):
            raise Refusal("摘要不全或写法不对", "应有 sha256 和 sm3 两个摘要，各 64 位小写十六进制")
        return cls(*(bytes.fromhex(named[name]) for name in cls._fields))


class Row(NamedTuple):
    """Digests of neighbours, a column an algorithm: a list of pairs costs a third more time where there are a million."""

    sha256: Sequence[bytes]
    sm3: Sequence[bytes]

    def cut(self, start: int, stop: int) -> Row:
        """The neighbours [start, stop)."""
        return Row(self.sha256[start:stop], self.sm3[start:stop])

    def pairs(self) -> Iterator[Digests]:
        """The digests one by one."""
        return map(Digests, self.sha256, self.sm3)

    @classmethod
    def of(cls, pairs: Iterable[Digests]) -> Row:
        """The row of digests given one by one."""
        listed = list(pairs)
        return cls([pair[0] for pair in listed], [pair[1] for pair in listed])


def sha256(mark: bytes, parts: Iterable[bytes]) -> list[bytes]:
    """SHA-256 of mark ‖ part for each part."""
    new = hashlib.sha256
    return [new(mark + part).digest() for part in parts]


def _sm3() -> Each:
    try:
        hashlib.new("sm3")
    except ValueError:  # a build of OpenSSL without it: slow, but right
        return lambda mark, parts: [standalone.sm3(mark + part) for part in parts]

    def each(mark: bytes, parts: Iterable[bytes]) -> list[bytes]:
        copy = hashlib.new("sm3", mark).copy  # a copy costs a third of a look-up by name
        made = []
        for part in parts:
            state = copy()
            state.update(part)
            made.append(state.digest())
        return made

    return each


ALGORITHMS: Mapping[str, Each] = {"sha256": sha256, "sm3": _sm3()}
NAMES = "+".join(ALGORITHMS)  # as a column says which algorithms made its row


def digests(data: bytes, mark: bytes = b"") -> Digests:
    """Both digests of the data (after a mark)."""
    return Digests(*(each(mark, (data,))[0] for each in ALGORITHMS.values()))


EMPTY = digests(b"")  # the root of a tree without leaves


def leaf(data: bytes) -> Digests:
    """Leaf digests of one entry's sealed bytes."""
    return digests(data, LEAF)


def leaves(texts: Sequence[bytes]) -> Row:
    """Leaf digests of many entries."""
    return Row(*(each(LEAF, texts) for each in ALGORITHMS.values()))


def node(left: Digests, right: Digests) -> Digests:
    """Digests of the inner node over two subtrees."""
    return Digests(*(each(NODE, (left[n] + right[n],))[0] for n, each in enumerate(ALGORITHMS.values())))


def perfect_root(row: Row) -> Digests:
    """Root over 2^k subtrees of one size, k ≥ 0."""
    return Digests(*(_halved(column, each) for column, each in zip(row, ALGORITHMS.values(), strict=True)))


def _halved(column: Sequence[bytes], each: Each) -> bytes:
    while len(column) > 1:
        pairs = iter(column)
        column = each(NODE, map(add, pairs, pairs))
    return column[0]
