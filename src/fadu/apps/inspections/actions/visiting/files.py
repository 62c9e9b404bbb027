"""Photos and drawn signatures of a visit, in pieces: what arrived stays, so that an upload that broke off goes on where it stopped.

Only files that an entry names by digest and size are taken. The last piece hands the whole to the evidence store.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from fadu.apps.inspections.visits import reading
from fadu.apps.record.actions import evidence
from fadu.core.refusal import Refusal
from fadu.core.visits import kinds

PIECE = 2**20  # bytes, at most, of one piece


def arrived(id: str, sha256: str) -> tuple[int, bool]:
    """How many bytes of a file are here, and whether it lies in the evidence of the visit. Raises Refusal for a file no entry names."""
    _, said = _named(id, sha256)
    if sha256 in reading.files_here(id):
        return said["size"], True
    part = _part(id, sha256)
    return (part.stat().st_size if part.exists() else 0), False


def put(id: str, sha256: str, offset: int, piece: bytes, *, actor: str, at: datetime) -> tuple[int, bool]:
    """Add a piece at its place; returns what `arrived` says. A piece that is here already is passed over.

    Raises Refusal for a gap, a piece that is too large, more bytes than the entry states, and whole files that are not what was photographed.
    """
    visit, said = _named(id, sha256)
    have, whole = arrived(id, sha256)
    if whole or offset + len(piece) <= have:
        return have, whole
    if len(piece) > PIECE or offset > have or offset + len(piece) > said["size"]:
        raise Refusal(f"照片“{said['name']}”传来的一段接不上：已有 {have} 字节", "请从已有的地方继续传")
    part = _part(id, sha256)
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "r+b") as stream:
        stream.seek(offset)
        stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())
    if offset + len(piece) < said["size"]:
        return offset + len(piece), False
    _settle(visit, said, part, actor, at)
    return said["size"], True


def _settle(visit: reading.Visit, said: dict[str, Any], part: Path, actor: str, at: datetime) -> None:
    """Hand a whole file to the evidence store; one that isn't what its entry says is thrown away, so that it can be sent anew."""
    entry = next(act for act in visit.entries if act.said["said"].get("sha256") == said["sha256"])
    try:
        evidence.take(
            _chunks(part), name=said["name"], subject=visit.id, number=visit.number, actor=actor, at=at, taken_at=reading.made_at(entry),
            device=entry.said["device"]["id"], captured=said["sha256"],
        )
    finally:
        part.unlink(missing_ok=True)


def _named(id: str, sha256: str) -> tuple[reading.Visit, dict[str, Any]]:
    visit = reading.visit(id)
    if visit is None:
        raise Refusal("没有这次检查", "请在手机上重新下载任务")
    said = next((dict(one) for one in visit.state.files() if one["sha256"] == sha256), None)
    if said is None:
        raise Refusal("没有一条记录写过这个文件", "先上传记录，再上传照片")
    kinds.require_photo(said["size"])
    return visit, said


def _part(id: str, sha256: str) -> Path:
    return Path(settings.FADU_DATA) / "visits" / f"{id}-{sha256}.part"


def _chunks(part: Path) -> Iterator[bytes]:
    with part.open("rb") as stream:
        while chunk := stream.read(PIECE):
            yield chunk
