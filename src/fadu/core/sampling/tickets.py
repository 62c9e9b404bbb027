"""Ticket numbers: SHA-256 of the seed and the public id. The smallest tickets are drawn.

A ticket depends on nothing but the seed and the id: not on the order of the list, not on who else is in it. So anyone can check one
object alone, adding an object moves at most one, a draw continues where it stopped, and draws of separate units with one seed are one
list (`joining`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from math import sqrt

Ticket = tuple[bytes, str]
DIGITS = 13  # of a hash, for choosing among officers: 52 bits, which every language holds exactly


def ticket(seed: str, id: str, round: int = 1) -> bytes:
    """The ticket of one object: SHA-256 over seed, line feed, id (and in a later round line feed, round), UTF-8."""
    return sha256(f"{seed}\n{id}".encode() if round == 1 else f"{seed}\n{id}\n{round}".encode()).digest()


def smallest(seed: str, ids: Sequence[str], count: int, round: int = 1) -> list[Ticket]:
    """The `count` smallest tickets in rising order.

    Only tickets below a bound that is very likely to hold enough are kept, which saves sorting millions; where it didn't, all are.
    """
    if count <= 0:
        return []
    size = len(ids)
    likely = count + 6 * sqrt(count) + 16
    if likely < size:
        found = below(int(likely / size * 2**64).to_bytes(8, "big"), seed, ids, round)
        if len(found) >= count:
            return sorted(found)[:count]
    return sorted((ticket(seed, id, round), id) for id in ids)[:count]


def below(bound: bytes, seed: str, ids: Iterable[str], round: int) -> list[Ticket]:
    """The tickets below a bound, unsorted. The seed is hashed once and its state copied, which is the fastest way Python has."""
    state = sha256(f"{seed}\n".encode()).copy
    end = "" if round == 1 else f"\n{round}"
    found = []
    for id in ids:
        hashing = state()
        hashing.update(f"{id}{end}".encode() if end else id.encode())
        if (hashed := hashing.digest()) < bound:
            found.append((hashed, id))
    return found


def number(seed: str, id: str, round: int, attempt: int) -> int:
    """A number for choosing officers for an object: the first 13 hexadecimal digits of a hash of its own."""
    return int(sha256(f"{seed}\n{id}\nofficer\n{round}\n{attempt}".encode()).hexdigest()[:DIGITS], 16)
