"""The two hashes of the ledger, always side by side and always named: SHA-256 (world) and SM3 (GB/T 32905).

A tree of each is kept, so that either stands alone if the other falls. Prefix bytes part leaves from inner nodes
(RFC 9162, 2.1.1): without them an inner node could be passed off as an entry.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from fadu.core.ledger import standalone
from fadu.core.refusal import Refusal

Hash = Callable[[bytes], bytes]
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


def sha256(data: bytes) -> bytes:
    """SHA-256 of the data."""
    return hashlib.sha256(data).digest()


def _sm3() -> Hash:
    try:
        copy = hashlib.new("sm3").copy  # a copy costs a third of a look-up by name
    except ValueError:  # a build of OpenSSL without it: slow, but right
        return standalone.sm3

    def digest(data: bytes) -> bytes:
        state = copy()
        state.update(data)
        return state.digest()

    return digest


sm3: Hash = _sm3()
ALGORITHMS: Mapping[str, Hash] = {"sha256": sha256, "sm3": sm3}
NAMES = "+".join(ALGORITHMS)  # as a column says which algorithms made its row


def digests(data: bytes) -> Digests:
    """Both digests of the data."""
    return Digests(sha256(data), sm3(data))


EMPTY = digests(b"")  # the root of a tree without leaves


def leaf(data: bytes) -> Digests:
    """Leaf digests of one entry's sealed bytes."""
    return digests(LEAF + data)


def leaves(texts: Iterable[bytes]) -> list[Digests]:
    """Leaf digests of many entries."""
    marked = [LEAF + text for text in texts]
    return list(map(Digests, map(sha256, marked), map(sm3, marked)))


def node(left: Digests, right: Digests) -> Digests:
    """Digests of the inner node over two subtrees."""
    return Digests(sha256(NODE + left[0] + right[0]), sm3(NODE + left[1] + right[1]))


def perfect_root(row: Iterable[Digests]) -> Digests:
    """Root over 2^k subtrees of one size, k ≥ 0."""
    columns = zip(*row, strict=True)
    return Digests(*(_halved(list(column), hash) for column, hash in zip(columns, ALGORITHMS.values(), strict=True)))


def _halved(row: list[bytes], hash: Hash) -> bytes:
    while len(row) > 1:
        pairs = iter(row)
        row = [hash(NODE + left + right) for left, right in zip(pairs, pairs, strict=True)]
    return row[0]
