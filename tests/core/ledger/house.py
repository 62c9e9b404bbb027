"""A small ledger for the tests: entries, signed checkpoints, an export, proofs and receipts, made with the product's own functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fadu.core.ledger import export
from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.checkpoint import Checkpoint
from fadu.core.ledger.entry import Opening, sealed_text, time_text, withhold
from fadu.core.ledger.hashes import Row, leaf
from fadu.core.ledger.note import Key, Signer, sign
from fadu.core.ledger.proofs import MemoryStore, consistency, inclusion
from fadu.core.ledger.receipts import Receipt

ORIGIN = "lanshan-eco/ledger"
START = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)


def signer(seed: bytes = b"bureau", name: str = ORIGIN) -> Signer:
    """An Ed25519 key made from a seed."""
    private = Ed25519PrivateKey.from_private_bytes(sha256(seed).digest())
    return Signer(Key(name, private.public_key().public_bytes_raw()), private.sign)


def library_verify(key: Key, message: bytes, signature: bytes) -> bool:
    """Ed25519 as the product checks it."""
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def salt(number: int) -> str:
    """A salt that a test can repeat."""
    return sha256(str(number).encode()).hexdigest()[:32]


@dataclass
class House:
    """Grows entry by entry; `lines` is the export without its first line."""

    key: Signer = field(default_factory=signer)
    openings: bool = False
    store: MemoryStore = field(default_factory=MemoryStore)
    texts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kept: dict[int, Mapping[str, Opening]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.texts)

    def act(
        self, *, event: str = "RowRecorded", at: datetime | None = None, after: Mapping[str, Any] | None = None,
        personal: Sequence[str] = (), lost: bool = False, device: str = "", subject: str = "",
    ) -> int:
        """Seal an act; `personal` fields are withheld, `lost` says that their opening is not exported. Returns the index."""
        index = self.size
        values = {"name": f"示例企业{index}", "amount": "12.5"} if after is None else after
        withheld = withhold("after", values, personal, (salt(1000 * index + n) for n in range(1, 99)))
        text = sealed_text(
            event=event, version=1, mode="recorded", subject=subject or f"s{index}", actor="G0001", at=at or START + timedelta(minutes=index),
            salt=salt(index), sheet="监管对象", number=f"DX{index}", after=canonical(withheld.clear), device=device,
            private=canonical(withheld.private) if personal else "",
        )
        self.add(text)
        if personal:
            self.kept[index] = withheld.openings
        if personal and self.openings and not lost:
            self.lines.append(export.opening_line(index, withheld.openings))
        return index

    def add(self, text: str) -> None:
        """Seal a text as it is."""
        made = leaf(text.encode())
        self.lines.append(export.entry_line(self.size, text, made))
        self.texts.append(text)
        self.store.extend(Row.of([made]))

    def checkpoint(self, at: datetime | None = None) -> str:
        """Sign what is there."""
        number = len(self.notes) + 1
        checkpoint = Checkpoint(ORIGIN, number, self.size, self.store.frontier.root(), time_text(at or START + timedelta(hours=number)))
        note = sign(checkpoint.text(), [self.key])
        self.notes.append(note)
        self.checkpoints.append(checkpoint)
        self.lines.append(export.checkpoint_line(note))
        return note

    def exported(self) -> str:
        """The export as a file."""
        return export.header_line(ORIGIN, [self.key.key], with_openings=self.openings) + "".join(self.lines)

    def proof(self, index: int, **extra: Any) -> str:
        """The proof of an entry in the last checkpoint."""
        size = self.checkpoints[-1].size
        return export.proof_text(index, self.texts[index], inclusion(self.store, index, size), self.notes[-1], **extra)

    def shown(self, *indices: int) -> list[tuple[int, str, Any]]:
        """The acts of a figure's rows, with their paths in the last checkpoint."""
        size = self.checkpoints[-1].size
        return [(index, self.texts[index], inclusion(self.store, index, size)) for index in indices]

    def receipt(self, number: int, previous: int = 0, witness: str = "县司法局") -> str:
        """A signed receipt for the checkpoint of a number."""
        path = consistency(self.store, self.checkpoints[previous - 1].size, self.checkpoints[number - 1].size) if previous else ()
        receipt = Receipt(witness, date(2026, 2, 1), self.notes[number - 1], self.notes[previous - 1] if previous else "", path)
        return sign(receipt.text(), [self.key])


def small(openings: bool = False) -> House:
    """Five acts, two checkpoints; one act with personal values."""
    house = House(openings=openings)
    house.act()
    house.act(after={"summary": "反映异味", "informant": "王某", "phone": "13800000000"}, personal=["informant", "phone"])
    house.checkpoint()
    for _ in range(3):
        house.act()
    house.checkpoint()
    return house
