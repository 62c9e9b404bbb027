"""Signed checkpoints once more, in a file outside of the database: who cuts the ledger's tail in the database alone is seen.

The file is in the data folder, one line a checkpoint as in an export, appended after the commit. A crash in between leaves
the last one out, and the next checkpoint makes up for it; so the file may lack checkpoints, but must never hold one that the
database does not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from fadu.core.ledger.export import checkpoint_line
from fadu.core.refusal import Refusal


def file() -> Path:
    """Where the checkpoints are kept."""
    return Path(settings.FADU_DATA) / "checkpoints.jsonl"


def kept() -> list[str]:
    """The kept notes in the order in which they were signed; a line cut short by a crash is left out. [] where there is no file.

    Raises Refusal for a file that can't be read.
    """
    try:
        lines = file().read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise Refusal(f"留存的检查点 {file()} 读不出来：{problem.strerror}", "请核对文件的属主和权限") from problem
    return [note for line in lines if line.endswith("\n") and (note := _note(line))]


def keep(notes: Iterable[str]) -> None:
    """Append those of the notes that the file lacks; returns once they are on the disk."""
    have = set(kept())
    lacking = [note for note in notes if note not in have]
    if not lacking:
        return
    file().parent.mkdir(parents=True, exist_ok=True)
    with file().open("ab") as stream:
        broken = stream.tell() and not file().read_bytes().endswith(b"\n")
        stream.write((b"\n" if broken else b"") + "".join(map(checkpoint_line, lacking)).encode())
        stream.flush()
        os.fsync(stream.fileno())


def _note(line: str) -> str:
    try:
        value = json.loads(line)
        return str(value["checkpoint"])
    except (ValueError, TypeError, KeyError):
        return ""
