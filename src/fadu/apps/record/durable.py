"""Files that must outlive a power cut: whole or not at all, and there once the call returns."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_once(target: Path, text: str) -> bool:
    """A new file for its owner only (0600); where there is one already it stays, also if another process made it meanwhile.

    Returns whether it was made here.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(f"{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(part, target)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    sync(target.parent)
    return True


def sync(folder: Path) -> None:
    """A new name in a folder is on the disk only once the folder is written; Windows does that by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
