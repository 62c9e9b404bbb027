"""What a backup holds, as its last record says: what a restored folder is held against."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.site.backup.tables import Shape


@dataclass(frozen=True)
class Content:
    """A table in a backup: its shape, how many rows, and the digest of each block by its place."""

    shape: Shape
    rows: int
    blocks: Mapping[int, str]


@dataclass(frozen=True)
class Manifest:
    """`at` is when the snapshot was taken (ISO, with zone); `figures` the digest of all figures of each year with data;
    `migrations` the (app, name) of the tables' structure; `files` path -> (size, SHA-256)."""

    id: str
    base: str
    at: str
    software: str
    engine: str
    migrations: Sequence[tuple[str, str]]
    size: int
    roots: Mapping[str, str]
    tables: Mapping[str, Content]
    files: Mapping[str, tuple[int, str]]
    figures: Mapping[str, str]

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each table."""
        return {name: content.rows for name, content in self.tables.items()}

    def summary(self) -> dict[str, Any]:
        """What the commands print."""
        return {
            "id": self.id, "at": self.at, "entries": self.size, "root": self.roots["sha256"], "root_sm3": self.roots["sm3"], "rows": self.rows,
            "files": len(self.files), "figures": dict(self.figures),
        }

    def data(self) -> bytes:
        """As it is written."""
        tables = {
            name: {"key": c.shape.key, "columns": c.shape.columns, "rows": c.rows, "blocks": c.blocks} for name, c in self.tables.items()
        }
        return json.dumps({**vars(self), "tables": tables}, ensure_ascii=False).encode()

    @classmethod
    def read(cls, data: bytes) -> Manifest:
        """From what was written (and decrypted, so nobody else wrote it)."""
        value: dict[str, Any] = json.loads(data)
        tables = {
            name: Content(
                Shape(name, t["key"], tuple((column, kind) for column, kind in t["columns"])), t["rows"],
                {int(place): digest for place, digest in t["blocks"].items()},
            )
            for name, t in value.pop("tables").items()
        }
        migrations = [(app, name) for app, name in value.pop("migrations")]
        files = {path: (size, digest) for path, (size, digest) in value.pop("files").items()}
        return cls(tables=tables, migrations=migrations, files=files, **value)
