"""The sealed record as a file that others can verify (fadu-ledger-1): entries, checkpoints, and where asked for personal values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import IO

from fadu.apps.record import proving
from fadu.apps.record.models import Entry, SignedCheckpoint
from fadu.core.ledger import export
from fadu.core.ledger.entry import Opening
from fadu.core.ledger.hashes import Digests
from fadu.core.refusal import Refusal

_CHUNK = 2000

# Indices of entries with commitments -> the openings of each; a value that was erased has none.
Openings = Callable[[Sequence[int]], Mapping[int, Mapping[str, Opening]]]


def write_ledger(target: IO[bytes], openings: Openings | None = None) -> tuple[int, str]:
    """Write all that the latest checkpoint covers; returns the number of entries and the SHA-256 digest of the file.

    Entries are never changed, so nothing need be locked meanwhile. Raises Refusal where nothing was signed yet.
    """
    latest = proving.latest_checkpoint()
    if latest is None:
        raise Refusal("还没有检查点，不能导出档案", "请先签署检查点")
    size = latest[0].size
    notes = dict(SignedCheckpoint.objects.filter(size__lte=size).values_list("size", "note"))
    digest = sha256()

    def put(line: str) -> None:
        data = line.encode()
        digest.update(data)
        target.write(data)

    put(export.header_line(latest[0].origin, proving.known_keys(), with_openings=openings is not None))
    cursor = Entry.objects.filter(index__lt=size).order_by("index").iterator(chunk_size=_CHUNK)
    while chunk := list(islice(cursor, _CHUNK)):
        opened = openings([entry.index for entry in chunk if entry.private]) if openings else {}
        for entry in chunk:
            put(export.entry_line(entry.index, proving.text_of(entry), Digests(bytes(entry.sha256), bytes(entry.sm3))))
            if opened.get(entry.index):
                put(export.opening_line(entry.index, opened[entry.index]))
            if entry.index + 1 in notes:
                put(export.checkpoint_line(notes.pop(entry.index + 1)))
    for _, note in sorted(notes.items()):  # where entries are missing: left out, the file would pass for an earlier state
        put(export.checkpoint_line(note))
    return size, digest.hexdigest()
