"""Witness receipts: two outside bodies keep what the bureau signed, and comparing what they keep exposes a second ledger.

A bureau that shows one history to one body and another to the next must sign both; the two signatures are the evidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.hashes import Digests
from fadu.core.refusal import Refusal

FORMAT = "fadu-receipt-1"


@dataclass(frozen=True)
class Receipt:
    """What a witness is handed: the checkpoint (a signed note), the one it got before, and the proof that this one extends that."""

    witness: str
    received: date
    checkpoint: str
    previous: str = ""
    path: Sequence[Digests] = ()

    def text(self) -> str:
        """What is signed: the format's name and one line of canonical JSON; an empty key is left out."""
        value = {"checkpoint": self.checkpoint, "received": self.received, "witness": self.witness}
        if self.previous:
            value |= {"previous": self.previous, "path": path_value(self.path)}
        return f"{FORMAT}\n{canonical(value)}\n"

    @classmethod
    def read(cls, text: str) -> Receipt:
        """The receipt of a note's text (take it from `note.open_note`). Raises Refusal for anything else."""
        try:
            value = json.loads(text.removeprefix(f"{FORMAT}\n"))
            receipt = cls(
                value["witness"], date.fromisoformat(value["received"]), value["checkpoint"], value.get("previous", ""),
                read_path(value.get("path", {"sha256": [], "sm3": []})),
            )
        except (ValueError, TypeError, KeyError):
            raise _unreadable() from None
        if receipt.text() != text:
            raise _unreadable()
        return receipt


def path_value(path: Sequence[Digests]) -> dict[str, list[str]]:
    """A proof as JSON holds it: {algorithm: [hex, …]}."""
    return {"sha256": [step.sha256.hex() for step in path], "sm3": [step.sm3.hex() for step in path]}


def read_path(value: dict[str, list[str]]) -> list[Digests]:
    """The proof that `path_value` wrote. Raises ValueError or KeyError where the algorithms differ in length."""
    return [Digests.from_hex({"sha256": left, "sm3": right}) for left, right in zip(value["sha256"], value["sm3"], strict=True)]


@dataclass(frozen=True)
class Fork:
    """Two signed checkpoints that cannot belong to one honest ledger, and why."""

    first: Checkpoint
    second: Checkpoint
    reason: str


def forks(checkpoints: Iterable[Checkpoint]) -> list[Fork]:
    """The evidence against the signer in a heap of checkpoints whose signatures were verified, whoever kept them.

    A later checkpoint with an earlier time is no evidence, since a clock may have been wrong. That a longer ledger extends a shorter one
    is not seen from roots alone: that takes a consistency proof or the entries.
    """
    found = []
    for first, second in combinations(sorted(set(checkpoints), key=lambda c: (c.origin, c.number, c.size, c.time)), 2):
        if first.origin == second.origin and (reason := _contradiction(first, second)):
            found.append(Fork(first, second, reason))
    return found


def _contradiction(first: Checkpoint, second: Checkpoint) -> str:
    if first.number == second.number:
        return f"同为第 {first.number} 号，内容不同"
    if first.size == second.size and first.roots != second.roots:
        return f"同为 {first.size} 条，根不同"
    if second.size < first.size:
        return f"第 {second.number} 号在后，却从 {first.size} 条减为 {second.size} 条"
    return ""


def _unreadable() -> Refusal:
    return Refusal("不是见证回执", f"应为 {FORMAT} 签名文本；请原样复制")
