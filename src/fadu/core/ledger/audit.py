"""The product's own full check of a ledger in place: every leaf, every stored node, every signed root, the end.

Rows come in chunks, in the order of their index; the caller makes the sealed text anew from what is stored, so that an
altered column gives another leaf.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.hashes import Digests, leaves


class Stored(NamedTuple):
    """One stored entry: its place (index), its sealed text made anew, the leaf digests that stand beside it (None where one is NULL)."""

    place: int
    text: bytes
    leaf: Digests | None


@dataclass(frozen=True)
class Fault:
    """What does not hold, in Chinese; `index` is the entry, None where it concerns the whole."""

    index: int | None
    reason: str


class Audit:
    """Feed it every entry with `take`, then `close` it; both yield faults."""

    def __init__(self, checkpoints: Iterable[Checkpoint], nodes: Mapping[tuple[int, int], Digests]) -> None:
        """`checkpoints`: with verified signatures. `nodes`: the stored nodes by (level, place)."""
        self.frontier = Frontier()
        self._due = sorted(checkpoints, key=lambda checkpoint: (checkpoint.size, checkpoint.number))
        self._numbers = [checkpoint.number for checkpoint in self._due]
        self._nodes = dict(nodes)
        self._next = 0

    def take(self, rows: Sequence[Stored]) -> Iterator[Fault]:
        """The next entries."""
        yield from self._misplaced(rows)
        made = leaves(row.text for row in rows)
        if made != [row.leaf for row in rows]:
            yield from (
                Fault(row.place, "没有摘要" if row.leaf is None else "内容与封存时的摘要不符")
                for row, leaf in zip(rows, made, strict=True)
                if leaf != row.leaf
            )
        done = 0
        while self._due and self._due[0].size <= self.frontier.size + len(made) - done:
            stop = done + max(self._due[0].size - self.frontier.size, 0)
            yield from self._grow(made[done:stop])
            done = stop
            yield from self._signed(self._due.pop(0))
        yield from self._grow(made[done:])

    def close(self, head: Frontier) -> Iterator[Fault]:
        """After the last entry; `head` is the stored end of the ledger."""
        for checkpoint in self._due:
            if checkpoint.size == self.frontier.size:
                yield from self._signed(checkpoint)
            else:
                yield Fault(None, f"第 {checkpoint.number} 号检查点签的是 {checkpoint.size} 条，现在只有 {self.frontier.size} 条：末尾被截去")
        if self._numbers != list(range(1, len(self._numbers) + 1)):
            yield Fault(None, f"检查点的编号不连续：{self._numbers}")
        for level, place in self._nodes:
            yield Fault(None, f"多出第 {level} 层第 {place} 个节点")
        if (head.size, head.peaks) != (self.frontier.size, self.frontier.peaks):
            yield Fault(None, f"档案末尾记的是 {head.size} 条，实有 {self.frontier.size} 条，或末尾摘要不符")

    def _misplaced(self, rows: Sequence[Stored]) -> Iterator[Fault]:
        for row in rows:
            if row.place > self._next:
                yield Fault(row.place, f"前面缺少 {row.place - self._next} 条")
            elif row.place < self._next:
                yield Fault(row.place, "序号重复或次序颠倒")
            self._next = row.place + 1

    def _grow(self, made: Sequence[Digests]) -> Iterator[Fault]:
        for node in self.frontier.extend(made):
            stored = self._nodes.pop((node.level, node.place), None)
            if stored != node.digests:
                yield Fault(None, f"第 {node.level} 层第 {node.place} 个节点" + ("缺失" if stored is None else "与条目不符"))

    def _signed(self, checkpoint: Checkpoint) -> Iterator[Fault]:
        if self.frontier.root() != checkpoint.roots:
            yield Fault(None, f"前 {checkpoint.size} 条与第 {checkpoint.number} 号检查点所签的根不符：有条目在签名之后被改、增、删或换序")
