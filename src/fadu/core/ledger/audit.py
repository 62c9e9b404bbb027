"""The product's own full check of a ledger in place: every leaf, every stored node, every signed root, the end.

Entries come in chunks, in the order of their index; the caller makes the sealed text anew from what is stored, so that an
altered column gives another leaf.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.frontier import Frontier
from fadu.core.ledger.hashes import Digests, Row, leaves


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

    def take(self, places: Sequence[int], texts: Sequence[bytes], stored: Row) -> Iterator[Fault]:
        """The next entries: their indices, their sealed texts made anew, the leaf digests that stand beside them (None where NULL)."""
        yield from self._misplaced(places)
        made = leaves(texts)
        if (made.sha256, made.sm3) != (list(stored.sha256), list(stored.sm3)):
            for place, new, old in zip(places, made.pairs(), stored.pairs(), strict=True):
                if new != old:
                    yield Fault(place, "缺少摘要" if None in old else "内容与封存时的摘要不符")
        done, count = 0, len(texts)
        while self._due and self._due[0].size <= self.frontier.size + count - done:
            stop = done + max(self._due[0].size - self.frontier.size, 0)
            yield from self._grow(made.cut(done, stop))
            done = stop
            yield from self._signed(self._due.pop(0))
        yield from self._grow(made.cut(done, count))

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

    def _misplaced(self, places: Sequence[int]) -> Iterator[Fault]:
        for place in places:
            if place > self._next:
                yield Fault(place, f"前面缺少 {place - self._next} 条")
            elif place < self._next:
                yield Fault(place, "序号重复或次序颠倒")
            self._next = place + 1

    def _grow(self, made: Row) -> Iterator[Fault]:
        for node in self.frontier.extend(made):
            stored = self._nodes.pop((node.level, node.place), None)
            if stored != node.digests:
                yield Fault(None, f"第 {node.level} 层第 {node.place} 个节点" + ("缺失" if stored is None else "与条目不符"))

    def _signed(self, checkpoint: Checkpoint) -> Iterator[Fault]:
        if self.frontier.root() != checkpoint.roots:
            yield Fault(None, f"前 {checkpoint.size} 条与第 {checkpoint.number} 号检查点所签的根不符：有条目在签名之后被改、增、删或换序")
