"""The ledger: full verification, proofs, storage; against bare hashlib and pymerkle in the same run.

Method. (1) Acts of a realistic size are made in chunks; on each chunk every contestant runs in turn, so that noise hits all
alike, and only its own work is timed, in processor time since the machine is shared. *bare* is hashlib alone, one leaf and one
inner node an act (what no tree can avoid); *audit* is `core.ledger.audit` (leaves made anew and compared, stored nodes
compared, tree, root); *pymerkle* appends to its in-memory tree. It has no SM3, so both are also run with SHA-256 alone: SM3
is then replaced by a function that does nothing. (2) The same acts are exported and the stand-alone verifier checks the
file in a process of its own, and in as many as there are processors; it parses every entry too. Its clock time says
something only on a machine that has nothing else to do. (3) A tree is built in bulk; proofs are made and checked at growing
sizes of it. (4) Acts are put into SQLite with and without their seals. All roots that must agree are compared.

    python -m bench.ledger [--acts 1000000] [--tree 10000000]
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pymerkle import InmemoryTree

from fadu.core.ledger import export, hashes, standalone
from fadu.core.ledger.audit import Audit
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.checking import consistent, included
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.entry import salts, sealed_text
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.note import Key, Signer, sign
from fadu.core.ledger.proofs import MemoryStore, consistency, inclusion, root

CHUNK = 8192
START = datetime(2026, 1, 1, tzinfo=UTC)
TIME = "2026-12-31T16:00:00.000000Z"


def acts(count: int, seed: int = 7) -> Iterator[list[str]]:
    """Sealed texts of inspections, in chunks."""
    draw = random.Random(seed)
    for start in range(0, count, CHUNK):
        stop = min(start + CHUNK, count)
        salt = salts(draw.randbytes(16 * (stop - start)))
        yield [act(n, next(salt)) for n in range(start, stop)]


def act(n: int, salt: str) -> str:
    """One inspection."""
    after = canonical({
        "number": f"JC{n:07}", "date": "2026-03-01", "facility": f"DX{n % 2000:06}", "kind": "双随机", "officers": ["G0001", "G0002"],
        "method": "现场", "found": False, "problem": None, "items": "污染防治设施运行情况", "document": f"蓝环检〔2026〕{n}号", "withdrawn": False,
    })
    return sealed_text(
        event="RowRecorded", version=1, mode="recorded", subject=f"5f0c8a52-7c1d-4b6e-9a55-{n:012}", actor="G0001", sheet="检查",
        at=START + timedelta(seconds=n), salt=salt, number=f"JC{n:07}", after=after, source=f"台账.xlsx 检查 {n + 2} 行",
        batch="0b9cf8a6-0d3c-4f7e-8f0e-5c3a8e6b7d21",
    )


def bare(texts: list[bytes], sm3: bool) -> None:
    """The hashes of a chunk that no tree can avoid: a leaf and a node each."""
    sha256 = hashlib.sha256
    found = [sha256(b"\x00" + text).digest() for text in texts]
    _ = [sha256(b"\x01" + leaf + leaf).digest() for leaf in found]
    if sm3:
        new = hashlib.new
        found = [new("sm3", b"\x00" + text).digest() for text in texts]
        _ = [new("sm3", b"\x01" + leaf + leaf).digest() for leaf in found]


class Watch:
    """Seconds of processor time by contestant."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, name: str, work: Callable[[], object]) -> None:
        start = time.process_time()
        work()
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start

    def told(self, name: str, count: int, *peers: str) -> None:
        own = self.seconds[name]
        ratios = "   ".join(f"{own / self.seconds[peer]:5.2f} × {peer}" for peer in peers)
        print(f"  {name:<28} {own:7.2f} s {1e6 * own / count:7.2f} µs/act   {ratios}", flush=True)


def verification(count: int) -> None:
    """Part 1."""
    print(f"full verification of {count:,} acts")
    watch, merkle = Watch(), InmemoryTree(algorithm="sha256")
    both, alone, sealed = Audit([], {}), Audit([], {}), Frontier()
    nodes: dict[tuple[int, int], hashes.Digests] = {}
    sm3, size = hashes.ALGORITHMS["sm3"], 0
    for chunk in acts(count):
        texts = [text.encode() for text in chunk]
        size += sum(map(len, texts))
        gc.freeze()  # the tree pymerkle keeps must not slow the others' collector
        leaves = hashes.leaves(texts)
        nodes = {(node.level, node.place): node.digests for node in sealed.extend(leaves)}
        places = range(both.frontier.size, both.frontier.size + len(texts))
        both._nodes.update(nodes)
        watch.run("bare, both", lambda t=texts: bare(t, True))  # type: ignore[misc]
        watch.run("audit, both", lambda p=places, t=texts, s=leaves: found.extend(both.take(p, t, s)))  # type: ignore[misc]
        watch.run("bare, SHA-256", lambda t=texts: bare(t, False))  # type: ignore[misc]
        watch.run("pymerkle, SHA-256", lambda t=texts: merkle.append_entries(t))  # type: ignore[misc]
        half = hashes.Row(leaves.sha256, [b""] * len(texts))
        alone._nodes.update({at: hashes.Digests(digests.sha256, b"") for at, digests in nodes.items()})
        with_sm3(lambda mark, parts: [b""] * len(list(parts)))
        watch.run("audit, SHA-256", lambda p=places, t=texts, s=half: found.extend(alone.take(p, t, s)))  # type: ignore[misc]
        with_sm3(sm3)
    found.extend(both.close(sealed))
    assert not found
    assert merkle.get_root() == both.frontier.root().sha256 == sealed.root().sha256
    print(f"  {size / count:.0f} bytes an act")
    watch.told("bare, both", count)
    watch.told("audit, both", count, "bare, both", "pymerkle, SHA-256")
    watch.told("bare, SHA-256", count)
    watch.told("audit, SHA-256", count, "bare, SHA-256", "pymerkle, SHA-256")
    watch.told("pymerkle, SHA-256", count, "bare, SHA-256", "audit, SHA-256")
    timed = Watch()
    for index in range(0, count, max(1, count // 200)):
        timed.run("pymerkle proof", lambda i=index: merkle.prove_inclusion(i + 1, count))  # type: ignore[misc]
    print(f"  {'pymerkle, inclusion proof':<28} {1e3 * timed.seconds['pymerkle proof'] / 200:7.2f} ms each at {count:,}")


found: list[object] = []


def with_sm3(function: hashes.Each) -> None:
    """Put a function in the place of SM3."""
    hashes.ALGORITHMS["sm3"] = function  # type: ignore[index]


def standing_alone(count: int) -> None:
    """Part 2."""
    private = Ed25519PrivateKey.generate()
    key = Key("bench", private.public_key().public_bytes_raw())
    frontier, n, watch = Frontier(), 0, Watch()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.write(export.header_line("bench", [key]))
            for chunk in acts(count):
                texts = [text.encode() for text in chunk]
                watch.run("bare", lambda t=texts: bare(t, True))  # type: ignore[misc]
                for text, leaf in zip(chunk, hashes.leaves(texts).pairs(), strict=True):
                    file.write(export.entry_line(n, text, leaf))
                    frontier.extend(hashes.Row.of([leaf]))
                    n += 1
            note = sign(Checkpoint("bench", 1, n, frontier.root(), TIME).text(), [Signer(key, private.sign)])
            file.write(export.checkpoint_line(note))
        size = path.stat().st_size
        print(f"stand-alone verifier, {count:,} acts, file of {size / 1e6:.0f} MB, every entry parsed")
        for jobs in sorted({1, os.cpu_count() or 1}):
            start, began = children(), time.perf_counter()
            command = [sys.executable, "-I", standalone.__file__, "--jobs", str(jobs), str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            assert "全部相符" in done.stdout
            for what, seconds in (("processor time", children() - start), ("clock", time.perf_counter() - began)):
                name = f"{jobs} process{'es' if jobs > 1 else ''}, {what}"
                print(f"  {name:<28} {seconds:7.2f} s {1e6 * seconds / count:7.2f} µs/act   {seconds / watch.seconds['bare']:5.2f} × bare, both")


def proofs(count: int) -> None:
    """Part 3."""
    store, start = MemoryStore(), time.process_time()
    for first in range(0, count, CHUNK):
        store.extend(hashes.leaves([b"%d" % n for n in range(first, min(first + CHUNK, count))]))
    print(f"tree of {count:,} acts built in bulk in {time.process_time() - start:.1f} s; peak {peak():.0f} MB")
    print(f"  {'size':>11} {'root':>9} {'inclusion':>10} {'check':>9} {'nodes':>6} {'bytes':>6}   {'consistency':>11} {'check':>9} {'nodes':>6}")
    draw, size = random.Random(11), 1000
    while size <= count:
        measured(store, size, draw)
        size *= 10


def measured(store: MemoryStore, size: int, draw: random.Random, tries: int = 100) -> None:
    """One line of part 3: milliseconds each, the largest proof."""
    watch, longest, path = Watch(), [0, 0], [hashes.EMPTY]
    whole = root(store, size)
    for _ in range(tries):
        index, old = draw.randrange(size), draw.randrange(1, size)
        leaf, before = hashes.leaf(b"%d" % index), root(store, old)
        watch.run("root", lambda: root(store, size))
        watch.run("make", lambda i=index: path.__setitem__(slice(None), inclusion(store, i, size)))  # type: ignore[misc]
        longest[0] = max(longest[0], len(path))
        watch.run("check", lambda i=index, f=leaf: good.append(included(f, i, size, path, whole)))  # type: ignore[misc]
        watch.run("grow", lambda o=old: path.__setitem__(slice(None), consistency(store, o, size)))  # type: ignore[misc]
        longest[1] = max(longest[1], len(path))
        watch.run("grown", lambda o=old, b=before: good.append(consistent(o, size, path, b, whole)))  # type: ignore[misc]
    assert all(good)
    cost = {name: 1e3 * seconds / tries for name, seconds in watch.seconds.items()}
    print(
        f"  {size:>11,} {cost['root']:6.2f} ms {cost['make']:7.2f} ms {cost['check']:6.2f} ms {longest[0]:>6} {32 * longest[0]:>6}"
        f"   {cost['grow']:8.2f} ms {cost['grown']:6.2f} ms {longest[1]:>6}", flush=True,
    )


good: list[bool] = []


def storage(count: int) -> None:
    """Part 4."""
    sizes = {}
    for kind, columns in (("text alone", ""), ("with seals", ", salt BLOB, sha256 BLOB, sm3 BLOB")):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "acts.db"
            base = sqlite3.connect(path)
            base.execute(f"CREATE TABLE entry (n INTEGER PRIMARY KEY, text TEXT{columns})")
            base.execute("CREATE TABLE node (level INTEGER, place INTEGER, sha256 BLOB, sm3 BLOB, PRIMARY KEY (level, place)) WITHOUT ROWID")
            frontier, n = Frontier(), 0
            for chunk in acts(count):
                leaves = hashes.leaves([text.encode() for text in chunk])
                seals = [(bytes(16), *leaf) for leaf in leaves.pairs()] if columns else [()] * len(chunk)
                rows = [(n + at, text, *seal) for at, (text, seal) in enumerate(zip(chunk, seals, strict=True))]
                base.executemany(f"INSERT INTO entry VALUES ({','.join('?' * len(rows[0]))})", rows)
                made = frontier.extend(leaves) if columns else []
                base.executemany("INSERT INTO node VALUES (?,?,?,?)", [(node.level, node.place, *node.digests) for node in made])
                n += len(chunk)
            base.commit()
            base.close()
            sizes[kind] = path.stat().st_size / count
    plain, sealed = sizes.values()
    print(f"storage in SQLite, {count:,} acts: {plain:.0f} bytes an act without seals, {sealed:.0f} with ({sealed / plain:.2f} ×)")


def staging(count: int) -> None:
    """What bulk work does outside and inside the lock."""
    watch, frontier = Watch(), Frontier()
    for chunk in acts(count):
        rows: list[hashes.Row] = []
        watch.run("leaves (outside the lock)", lambda c=chunk, kept=rows: kept.append(hashes.leaves([t.encode() for t in c])))  # type: ignore[misc]
        watch.run("tree (inside the lock)", lambda kept=rows: frontier.extend(kept[0]))  # type: ignore[misc]
    single = Watch()
    for n in range(2000):
        leaf = hashes.leaves([b"%d" % n])
        single.run("one act (inside the lock)", lambda f=leaf: (frontier.extend(f), frontier.text()))  # type: ignore[misc]
    print(f"append of {count:,} acts")
    for name in watch.seconds:
        watch.told(name, count)
    single.told("one act (inside the lock)", 2000)


def peak() -> float:
    """Peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def children() -> float:
    """Processor time of finished child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=1_000_000)
    parser.add_argument("--tree", type=int, default=10_000_000)
    args = parser.parse_args()
    warnings.simplefilter("ignore", DeprecationWarning)
    staging(min(args.acts, 100_000))
    storage(min(args.acts, 100_000))
    verification(args.acts)
    standing_alone(args.acts)
    proofs(args.tree)


if __name__ == "__main__":
    main()
