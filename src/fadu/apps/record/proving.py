"""Proofs from the tables: roots at any past size, inclusion, consistency, and which entry seals a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from fadu.apps.record import store
from fadu.apps.record.models import Entry, SignedCheckpoint, TreeNode
from fadu.core.ledger import export, proofs
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.entry import sealed_text
from fadu.core.ledger.hashes import Digests, Row, digests
from fadu.core.ledger.note import NAMES, Key
from fadu.core.refusal import Refusal

KEY_MADE = "SigningKeyMade"
_CHUNK = 5000  # subjects in one query; SQLite takes some ten thousand


class Ledger:
    """The trees as the tables keep them (core.ledger.proofs.NodeStore)."""

    def row(self, level: int, start: int, stop: int) -> Row:
        """Leaf digests lie with the entries, complete subtrees of 256^level in rows of their own."""
        found: Iterable[tuple[Any, Any]]
        if level == 0:
            found = Entry.objects.filter(index__gte=start, index__lt=stop).order_by("index").values_list("sha256", "sm3")
        else:
            found = TreeNode.objects.filter(level=level, place__gte=start, place__lt=stop).order_by("place").values_list("sha256", "sm3")
        return Row.of(Digests(bytes(sha256), bytes(sm3)) for sha256, sm3 in found)


class _Once(Ledger):
    """The same, asked for each stretch once: neighbours need the same nodes."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, int, int], Row] = {}

    def row(self, level: int, start: int, stop: int) -> Row:
        if (level, start, stop) not in self._rows:
            self._rows[level, start, stop] = super().row(level, start, stop)
        return self._rows[level, start, stop]


@dataclass(frozen=True)
class Proof:
    """That an entry is in the ledger that a checkpoint signed: all that an outsider needs."""

    index: int
    text: str
    leaf: Digests
    checkpoint: Checkpoint
    note: str
    path: Sequence[Digests]
    rows: Sequence[Sequence[Any]] | None = None  # of a figure: what it counts (`with_rows`)
    shown: Sequence[tuple[int, str, Sequence[Digests]]] = ()  # and the acts of these rows

    def file(self) -> str:
        """The proof file (fadu-proof-1)."""
        return export.proof_text(self.index, self.text, self.path, self.note, rows=self.rows, shown=self.shown)

    def slip(self) -> str:
        """The same under SHA-256 alone, half as long: for a QR code."""
        value = json.loads(self.file())
        value["path"] = {"sha256": value["path"]["sha256"]}
        return canonical(value) + "\n"


def text_of(entry: Entry) -> str:
    """The sealed text of a stored entry, made anew from its columns: what its leaf digests cover."""
    return sealed_text(
        event=entry.event, version=entry.version, mode=entry.mode, subject=entry.subject, actor=entry.actor, at=entry.at, salt=entry.salt,
        sheet=entry.sheet, number=entry.number, basis=entry.basis, before=entry.before, after=entry.after, source=entry.source,
        batch=entry.batch, device=entry.device, private=entry.private,
    )


def key_texts() -> list[str]:
    """The public keys of this ledger, oldest first, as they are handed out: what its own acts say. An act that says none is left out."""
    return list(filter(None, map(_key_text, _key_acts())))


def readable_keys() -> list[Key]:
    """The public keys of this ledger, oldest first, but for those that an altered act spoils: for pages, which must come out all the same."""
    return list(filter(None, map(_readable, key_texts())))


def named_keys() -> list[tuple[str, str]]:
    """(what its algorithm is called, the key as it is handed out) of the public keys of this ledger, oldest first, to be shown."""
    return [(NAMES[key.kind], key.text()) for key in readable_keys()]


def known_keys() -> list[Key]:
    """The public keys of this ledger, oldest first. Raises Refusal where an act was altered so that it names none."""
    return [Key.read(_key_text(after)) for after in _key_acts()]


def latest_checkpoint() -> tuple[Checkpoint, str] | None:
    """The last signed checkpoint and its note, None before the first."""
    note = SignedCheckpoint.objects.order_by("-number").values_list("note", flat=True).first()
    return None if note is None else (signed_text(note), note)


def covered() -> int:
    """How many entries, from the first, the latest checkpoint covers."""
    return SignedCheckpoint.objects.order_by("-number").values_list("size", flat=True).first() or 0


def checkpoint(number: int) -> tuple[Checkpoint, str] | None:
    """A checkpoint by its number."""
    note = SignedCheckpoint.objects.filter(number=number).values_list("note", flat=True).first()
    return None if note is None else (signed_text(note), note)


def signed_text(note: str) -> Checkpoint:
    """What a stored note states; whether it was signed is not asked here. Raises Refusal for anything else."""
    return Checkpoint.read(note.rpartition("\n\n")[0] + "\n")


def root(size: int) -> Digests:
    """Both roots of the ledger as it was with `size` entries. Raises Refusal where entries or nodes are missing."""
    return proofs.root(Ledger(), size)


def consistency(old: int, size: int) -> list[Digests]:
    """The path from the ledger of `old` entries to that of `size`."""
    return proofs.consistency(Ledger(), old, size)


def prove(index: int) -> Proof:
    """The proof of an entry in the latest checkpoint.

    Raises Refusal where there is no such entry, or where no checkpoint covers it yet.
    """
    entry = Entry.objects.filter(index=index).first()
    if entry is None:
        raise Refusal(f"档案里没有第 {index} 条", "序号从 0 起，请在“封存记录”里查看")
    latest = latest_checkpoint()
    if latest is None or latest[0].size <= index:
        raise Refusal(f"第 {index} 条在最近一个检查点之后，还没有签名覆盖它", "请先签署检查点（fadu ledger checkpoint），再出具证明")
    signed, note = latest
    leaf = Digests(bytes(entry.sha256), bytes(entry.sm3))
    return Proof(index, text_of(entry), leaf, signed, note, proofs.inclusion(Ledger(), index, signed.size))


def with_rows(proof: Proof) -> Proof:
    """The proof of a figure with the list of its rows, and with their acts where it follows from a field of theirs; any other as it is.

    Raises Refusal where the list that was kept when the figure was sealed is gone or altered.
    """
    after = json.loads(proof.text).get("after")
    sealed = after.get("rows") if isinstance(after, dict) else None
    if not isinstance(sealed, dict):
        return proof
    data = store.read(str(sealed.get("sha256")))
    if data is None or export.attachment(data) != sealed:
        raise Refusal(f"封存第 {proof.index} 条时所据各行的清单不在了，或已不是当时的", "请从备份找回证据文件夹，或重新封存这个指标")
    rows = json.loads(data)
    if not after.get("field"):
        return replace(proof, rows=rows)
    ledger, size = _Once(), proof.checkpoint.size
    texts = _texts([act for act, _ in rows])
    return replace(proof, rows=rows, shown=[(act, texts[act], proofs.inclusion(ledger, act, size)) for act, _ in rows])


def last_acts(sheet: str, uids: Iterable[str]) -> dict[str, tuple[int, dict[str, Any]]]:
    """For each row of a sheet by its id: index of the last act that says what the row holds, and what it says. A row without one is left out."""
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    iterator = iter(uids)
    while chunk := list(islice(iterator, _CHUNK)):
        acts = Entry.objects.filter(sheet=sheet, subject__in=chunk, after__isnull=False).order_by("index")
        found.update((subject, (index, json.loads(after or ""))) for subject, index, after in acts.values_list("subject", "index", "after"))
    return found


def _texts(indices: Sequence[int]) -> dict[int, str]:
    chunks = (indices[start : start + _CHUNK] for start in range(0, len(indices), _CHUNK))
    return {entry.index: text_of(entry) for chunk in chunks for entry in Entry.objects.filter(index__in=chunk)}


def sealing(data: bytes) -> Iterator[int]:
    """Indices of the entries that seal these bytes (a document, a photo): both digests and the size, anywhere in what came after."""
    wanted = export.attachment(data)
    for index, after in Entry.objects.filter(after__contains=digests(data).sha256.hex()).order_by("index").values_list("index", "after"):
        if any(all(item.get(name) == value for name, value in wanted.items()) for item in _objects(json.loads(after or "null"))):
            yield index


def _key_acts() -> list[str | None]:
    return list(Entry.objects.filter(event=KEY_MADE).order_by("index").values_list("after", flat=True))


def _readable(text: str) -> Key | None:
    try:
        return Key.read(text)
    except Refusal:
        return None


def _key_text(after: str | None) -> str:
    try:
        return str(json.loads(after or "null")["key"])
    except (ValueError, TypeError, KeyError):
        return ""


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from _objects(item)
