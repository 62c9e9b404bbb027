"""The files that leave the house: an exported ledger (JSON lines) and the proof of one entry. docs/ledger-format.md says what each byte means.

Every line is canonical JSON: a verifier writes the line it expects and compares, so that no byte is without a meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fadu.core.ledger.canonical import canonical
from fadu.core.ledger.entry import Opening
from fadu.core.ledger.hashes import ALGORITHMS, Digests, digests
from fadu.core.ledger.note import Key
from fadu.core.ledger.receipts import path_value

LEDGER, PROOF = "fadu-ledger-1", "fadu-proof-1"


def header_line(origin: str, keys: Iterable[Key], *, with_openings: bool = False) -> str:
    """The first line. With openings the file holds personal data: every opening must follow its entry unless it was erased."""
    return canonical({
        "algorithms": list(ALGORITHMS), "format": LEDGER, "keys": [key.text() for key in keys],
        "openings": "all" if with_openings else "none", "origin": origin,
    }) + "\n"


def entry_line(index: int, text: str, leaf: Digests) -> str:
    """One entry; `text` is its sealed text as it was hashed."""
    return f'{{"entry":{text},"index":{index},"sha256":"{leaf.sha256.hex()}","sm3":"{leaf.sm3.hex()}"}}\n'


def opening_line(index: int, openings: Mapping[str, Opening]) -> str:
    """The openings of one entry's personal values; follows the entry's line."""
    return canonical({"index": index, "open": {path: opening.plain() for path, opening in openings.items()}}) + "\n"


def checkpoint_line(note: str) -> str:
    """A signed checkpoint; follows the last entry it covers. The last line of an export is one that covers all."""
    return canonical({"checkpoint": note}) + "\n"


def proof_text(
    index: int, text: str, path: Sequence[Digests], note: str, *,
    openings: Mapping[str, Opening] | None = None, rows: Sequence[Sequence[Any]] | None = None,
    shown: Iterable[tuple[int, str, Sequence[Digests]]] = (),
) -> str:
    """The proof file of one entry: its sealed text, the path to the roots of the signed checkpoint, opened values, a figure's rows.

    `rows` are [index of the act, contribution as text] and must be those whose `attachment` the entry sealed; `shown` are the acts of the
    rows themselves (index, sealed text, path to the same roots), where the figure follows from a field of theirs.
    """
    extra: dict[str, Any] = {}
    if openings:
        extra["open"] = {place: opening.plain() for place, opening in openings.items()}
    if rows is not None:
        extra["rows"] = [list(row) for row in rows]
    acts = [{"entry": json.loads(each), "index": at, "path": path_value(steps)} for at, each, steps in shown]
    if acts:
        extra["shown"] = acts
    head = canonical({"checkpoint": note})[:-1]
    tail = canonical({"format": PROOF, "index": index, **extra, "path": path_value(path)})[1:]
    return f'{head},"entry":{text},{tail}\n'


def attachment(data: bytes) -> dict[str, Any]:
    """How an act seals bytes that lie outside of the ledger (a document, a photo, a page): both digests and the size in bytes."""
    return {**digests(data).hex(), "size": len(data)}


def contributed(value: Any, how: str) -> str:
    """What a sealed value of a row counts for in a figure, as text: an empty one adds nothing ("sum"), and is no value ("distinct")."""
    if value is None:
        return "0" if how == "sum" else ""
    return value if isinstance(value, str) else canonical(value)


def rows_bytes(rows: Sequence[Sequence[Any]]) -> bytes:
    """The rows a figure counts as they are sealed and kept: canonical JSON."""
    return canonical([list(row) for row in rows]).encode()


def rows_attachment(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """How an act seals the rows a figure counts: the attachment of `rows_bytes`."""
    return attachment(rows_bytes(rows))
