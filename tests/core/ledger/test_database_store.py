"""A tree kept in a database as `docs/ledger.md` says: leaf columns beside the entries, one node row in 256."""

from __future__ import annotations

import sqlite3

from fadu.core.ledger.checking import consistent, included
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.hashes import Digests, Row, leaves
from fadu.core.ledger.proofs import MemoryStore, consistency, inclusion, root


class Database:
    """What an app does: append in batches, keep the edge as text, answer rows."""

    def __init__(self) -> None:
        self.base = sqlite3.connect(":memory:")
        self.base.execute("CREATE TABLE entry (n INTEGER PRIMARY KEY, sha256 BLOB, sm3 BLOB)")
        self.base.execute("CREATE TABLE node (level INTEGER, place INTEGER, sha256 BLOB, sm3 BLOB, PRIMARY KEY (level, place))")
        self.edge = Frontier().text()
        self.asked = 0

    def append(self, made: Row) -> None:
        frontier = Frontier.read(self.edge)
        self.base.executemany("INSERT INTO entry VALUES (?,?,?)", ((frontier.size + n, *digests) for n, digests in enumerate(made.pairs())))
        nodes = frontier.extend(made)
        self.base.executemany("INSERT INTO node VALUES (?,?,?,?)", ((node.level, node.place, *node.digests) for node in nodes))
        self.edge = frontier.text()

    def row(self, level: int, start: int, stop: int) -> Row:
        self.asked += 1
        if level == 0:
            found = self.base.execute("SELECT sha256, sm3 FROM entry WHERE n >= ? AND n < ? ORDER BY n", (start, stop))
        else:
            found = self.base.execute(
                "SELECT sha256, sm3 FROM node WHERE level = ? AND place >= ? AND place < ? ORDER BY place", (level, start, stop),
            )
        return Row.of(Digests(*pair) for pair in found)


def test_proofs_from_a_database_are_those_from_memory() -> None:
    made = leaves([str(n).encode() for n in range(66_000)])
    database, memory = Database(), MemoryStore()
    memory.extend(made)
    for start in range(0, 66_000, 1700):
        database.append(made.cut(start, start + 1700))
    assert Frontier.read(database.edge).root() == root(memory, 66_000) == root(database, 66_000)
    for index, size in ((0, 1), (255, 256), (256, 300), (65_535, 65_536), (65_536, 66_000), (1, 66_000)):
        path = inclusion(database, index, size)
        assert path == inclusion(memory, index, size)
        assert included(Digests(made.sha256[index], made.sm3[index]), index, size, path, root(memory, size))
    for old, size in ((1, 66_000), (255, 257), (65_536, 66_000), (40_000, 65_537)):
        assert consistent(old, size, consistency(database, old, size), root(memory, old), root(memory, size))
    database.asked = 0
    inclusion(database, 40_000, 66_000)
    assert database.asked <= 6
