"""Where the bytes of evidence lie: in the data folder, or in a bucket that speaks S3; each file under its own SHA-256 digest.

A name that people gave to a file is in the act that took it in, never here. Two rows that hold the same bytes share one file.
What is read here is worth what its seal says; `evidence.fault` compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.storage import Storage, storages

ALIAS = "evidence"  # of STORAGES, where FADU_EVIDENCE_URL names a bucket


def folder() -> Path:
    """The folder of all files, and of uploads on their way."""
    return Path(settings.FADU_DATA) / "evidence"


def place(sha256: str) -> Path:
    """Where the file of this digest (64 hexadecimal digits) lies on the disk, or would lie."""
    return folder() / sha256[:2] / sha256[2:4] / key(sha256)


def key(sha256: str) -> str:
    """The name of the file in a bucket: the digest itself. Raises ValueError for what is none."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("a digest has 64 lower-case hexadecimal digits")
    return sha256


def bucket() -> Storage | None:
    """The bucket, None where files lie on the disk."""
    return storages[ALIAS] if ALIAS in storages.backends else None


def open_file(sha256: str) -> BinaryIO:
    """The file for reading. Raises FileNotFoundError."""
    far = bucket()
    return place(sha256).open("rb") if far is None else cast("BinaryIO", far.open(key(sha256)))


def read(sha256: str) -> bytes | None:
    """The bytes, None where the file is gone."""
    try:
        with open_file(sha256) as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def digests() -> Iterator[str]:
    """The digests under which files lie."""
    far = bucket()
    return iter(sorted(far.listdir("")[1])) if far else (path.name for path in sorted(folder().glob("??/??/*")))
