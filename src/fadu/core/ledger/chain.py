"""Linking sealed entries: each digest covers the entry's content and the digest before it.

The seam for a transparency log: leaves are already hashed apart from nodes (domain separation as in RFC 9162, 2.1.1),
so that a Merkle tree over the same leaves needs no new hashing of old entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

ALGORITHM = "sha256"
GENESIS = "0" * 64


def leaf(content: str) -> str:
    """Digest (hex) of one entry's canonical content."""
    return sha256(b"\x00" + content.encode()).hexdigest()


def link(previous: str, leaf_digest: str) -> str:
    """Digest (hex) of the chain up to and with this leaf."""
    return sha256(b"\x01" + bytes.fromhex(previous) + bytes.fromhex(leaf_digest)).hexdigest()


def links(previous: str, leaves: Iterable[str]) -> Iterator[str]:
    """The digests that follow `previous`, one a leaf."""
    for digest in leaves:
        previous = link(previous, digest)
        yield previous
