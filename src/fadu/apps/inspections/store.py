"""Where frames and draws lie: in the data folder, each text under its own SHA-256 digest, written once and read-only."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from fadu.core.ledger.export import attachment
from fadu.core.refusal import Refusal


def folder() -> Path:
    """The folder of all frames and draws."""
    return Path(settings.FADU_DATA) / "draws"


def place(sha256: str) -> Path:
    """Where the text of this digest (64 hexadecimal digits) lies, or would lie."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("a digest has 64 lower-case hexadecimal digits")
    return folder() / sha256


def put(text: str) -> dict[str, Any]:
    """Keep a text, whole or not at all, never over a sound one; returns its digests and size as an act seals them."""
    data = text.encode()
    seal = attachment(data)
    target = place(seal["sha256"])
    if target.exists() and target.read_bytes() == data:
        return seal
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder() / f"{secrets.token_hex(16)}.part"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return seal


def read(sha256: str) -> str:
    """The text of a digest. Raises Refusal where it is gone or is no longer what was sealed."""
    try:
        data = place(sha256).read_bytes()
    except FileNotFoundError:
        raise Refusal(f"抽取文件 {sha256[:12]}… 不见了", "请从备份找回，并运行 fadu verify 查明") from None
    if attachment(data)["sha256"] != sha256:
        raise Refusal(f"抽取文件 {sha256[:12]}… 与封存的摘要不符：被改过或已损坏", "请从备份找回原件，并运行 fadu verify 查明")
    return data.decode()


def digests() -> Iterator[str]:
    """The digests under which texts lie."""
    return (path.name for path in sorted(folder().glob("*")) if path.suffix != ".part")
