"""Which backups were made and where: one line each in the data folder, so that the drill finds the newest."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from fadu.site.backup.manifest import Manifest

_LINES = 1000


@dataclass(frozen=True)
class Made:
    """A backup that was finished: its id, its file, when its snapshot was taken."""

    id: str
    file: str
    at: str

    @property
    def moment(self) -> datetime:
        """When the snapshot was taken."""
        return datetime.fromisoformat(self.at)


def add(file: Path, manifest: Manifest) -> None:
    """Note a backup; returns once the line is on the disk."""
    with _file().open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(asdict(Made(manifest.id, str(file.resolve()), manifest.at)), ensure_ascii=False) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def made() -> list[Made]:
    """The latest backups, newest first; a line cut short by a crash is left out."""
    try:
        lines = _file().read_text("utf-8", errors="replace").splitlines()[-_LINES:]
    except FileNotFoundError:
        return []
    return sorted(_read(lines), key=lambda backup: backup.moment, reverse=True)


def _read(lines: list[str]) -> Iterator[Made]:
    for line in lines:
        try:
            found = Made(**json.loads(line))
            if found.moment.tzinfo:
                yield found
        except (ValueError, TypeError):
            continue


def _file() -> Path:
    return Path(settings.FADU_DATA) / "backups.jsonl"
