"""Where the bytes of evidence lie: in the data folder, or in a bucket that speaks S3; each file under its own SHA-256 digest.

A name that people gave to a file is in the act that took it in, never here. Two rows that hold the same bytes share one file.
What is read here is worth what its seal says; `evidence.fault` compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.storage import Storage, storages

from fadu.core.refusal import Refusal

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


@contextmanager
def reached() -> Iterator[None]:
    """Around each use of a bucket. Raises Refusal where it can't be reached: each service has exceptions of its own."""
    try:
        yield
    except (FileNotFoundError, ValueError):
        raise
    except Exception as problem:
        raise Refusal(f"对象存储用不了：{type(problem).__name__}", "请核对 FADU_EVIDENCE_URL、网络和存储服务，然后再试") from problem


def open_file(sha256: str) -> BinaryIO:
    """The file for reading. Raises FileNotFoundError, and Refusal where a bucket can't be reached.

    What a bucket lacks may lie on the disk: there a restore puts it, and what was taken before there was a bucket.
    """
    far = bucket()
    if far is not None:
        with suppress(FileNotFoundError), reached():
            return cast("BinaryIO", far.open(key(sha256)))
    return place(sha256).open("rb")


def read(sha256: str) -> bytes | None:
    """The bytes, None where the file is gone. Raises Refusal where a bucket can't be reached."""
    try:
        with open_file(sha256) as stream, reached():
            return stream.read()
    except FileNotFoundError:
        return None


def digests() -> list[str]:
    """The digests under which files lie."""
    return sorted({*in_bucket(), *(path.name for path in folder().glob("??/??/*"))})


def in_bucket() -> set[str]:
    """The names in the bucket, none where there is no bucket. Raises Refusal where it can't be reached."""
    far = bucket()
    if far is None:
        return set()
    with reached():
        return set(far.listdir("")[1])
