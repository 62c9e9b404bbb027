"""Bring the bytes of evidence to their lasting place: whole or not at all, read-only, never over a sound file."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files import File

from fadu.apps.record import durable, store
from fadu.core.evidence.kinds import LARGEST, require_size
from fadu.core.ledger.export import attachment


@contextmanager
def received(chunks: Iterable[bytes]) -> Iterator[Path]:
    """An upload as a file of a random name, on the disk to the last byte; gone afterwards unless it was settled.

    Raises Refusal as soon as it is larger than any kind may be.
    """
    incoming = store.folder() / "incoming"
    incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = incoming / f"{secrets.token_hex(16)}.part"
    size = 0
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            for chunk in chunks:
                size += len(chunk)
                require_size(size, LARGEST)
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())
        yield part
    finally:
        part.unlink(missing_ok=True)


def keep(data: bytes) -> dict[str, Any]:
    """Keep bytes that an act is about to seal; returns the attachment to seal."""
    seal = attachment(data)
    with received([data]) as part:
        settle(part, seal["sha256"])
    return seal


def settle(part: Path, sha256: str) -> None:
    """Give a received file its lasting place. What lies there already and has not the bytes that its name promises is replaced."""
    if store.read(sha256) == part.read_bytes():
        return
    far = store.bucket()
    if far is None:
        _link(part, store.place(sha256))
        return
    with part.open("rb") as stream, store.reached():
        far.save(store.key(sha256), File(stream))


def _link(part: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part.chmod(0o400)
    part.replace(target)
    for parent in (target.parent, target.parent.parent, store.folder()):
        durable.sync(parent)
