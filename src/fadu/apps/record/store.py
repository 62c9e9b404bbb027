"""Where the bytes of evidence lie: in the data folder, each file under its own SHA-256 digest, written once and read-only.

A name that people gave to a file is in the act that took it in, never here. Two rows that hold the same bytes share one file.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from fadu.core.evidence.kinds import LARGEST, require_size


def folder() -> Path:
    """The folder of all files."""
    return Path(settings.FADU_DATA) / "evidence"


def place(sha256: str) -> Path:
    """Where the file of this digest (64 hexadecimal digits) lies, or would lie."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("a digest has 64 lower-case hexadecimal digits")
    return folder() / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def received(chunks: Iterable[bytes]) -> Iterator[Path]:
    """An upload as a file of a random name, on the disk to the last byte; gone afterwards unless it was settled.

    Raises Refusal as soon as it is larger than any kind may be.
    """
    incoming = folder() / "incoming"
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


def settle(part: Path, sha256: str) -> None:
    """Give a received file its lasting place: whole or not at all, read-only, never over a sound one."""
    target = place(sha256)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part.chmod(0o400)
    try:
        os.link(part, target)
    except FileExistsError:
        if target.read_bytes() == part.read_bytes():
            return
        part.replace(target)  # what lay there had not the bytes that its name promises
    for parent in (target.parent, target.parent.parent, folder()):
        sync(parent)


def sync(path: Path) -> None:
    """A new name in a folder outlives a power cut only once the folder is written; Windows does that by itself."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(sha256: str) -> bytes | None:
    """The bytes, None where the file is gone. What they are worth the caller compares with the seal."""
    try:
        return place(sha256).read_bytes()
    except FileNotFoundError:
        return None


def open_file(sha256: str) -> BinaryIO:
    """The file for reading. Raises FileNotFoundError."""
    return place(sha256).open("rb")


def digests() -> Iterator[str]:
    """The digests under which files lie."""
    return (path.name for path in sorted(folder().glob("??/??/*")))
