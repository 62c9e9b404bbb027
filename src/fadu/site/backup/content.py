"""What of a data folder goes into a backup, and what the restored one must say again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

# What is sealed by digest lies in these; the ledger's key signs on after a restore. Not here on purpose: keys/backup.key (it would
# lie inside what it locks), the keys of the vault (an erasure must hold in backups too), secret.key (made anew).
IMPORTS = "imports"
# Folder -> the acts that seal its files, each named by its digest. A file whose act came after the snapshot stays out.
SEALED = {"evidence": ("EvidenceTaken", "FigureSealed"), "draws": ("FrameFrozen", "DrawMade"), "boundaries": ("BoundariesBrought",)}
KEYS = "keys/ledger.key*"
# Written after the commit of the act it belongs to, so it is read before the snapshot: it must not know more than the tables.
CHECKPOINTS = "checkpoints.jsonl"


def sealed() -> set[str]:
    """The digests of the files that acts have sealed, in the transaction of the caller."""
    from fadu.apps.record import queries

    acts = (act for events in SEALED.values() for event in events for act in queries.entries(event=event).values_list("after", flat=True).iterator())
    return {_attached(json.loads(after))["sha256"] for after in acts if after}


def _attached(said: dict[str, Any]) -> dict[str, Any]:
    """What an act says of its file: at its top, or of the list of a figure's rows."""
    rows: dict[str, Any] = said.get("rows", said)
    return rows


def files(folder: Path, digests: Collection[str]) -> Iterator[str]:
    """Paths of the files that belong, relative to the data folder, with slashes; in order. `digests` is what `sealed` said."""
    kept = {path for name in SEALED for path in (folder / name).rglob("*") if path.name in digests}
    for path in sorted(kept | set((folder / IMPORTS).rglob("*")) | set(folder.glob(KEYS))):
        if path.is_file() and not path.is_symlink() and path.suffix != ".part":
            yield path.relative_to(folder).as_posix()


def checkpoints(folder: Path) -> bytes:
    """The checkpoints kept beside the database, b"" where there are none."""
    path = folder / CHECKPOINTS
    return path.read_bytes() if path.exists() else b""


def figures() -> dict[str, str]:
    """For each year with data the digest of all its figures."""
    from fadu.apps.record import lists, registry
    from fadu.apps.reports.queries import stated
    from fadu.core.figures import Period, Scope
    from fadu.core.ledger.canonical import canonical

    years = sorted({year for table in registry.tables().values() for year in lists.years(table)})
    found = {}
    for year in years:
        said = stated(Scope.of(Period.year(year)))
        values = {id: [_text(f.value), _text(f.before), str(f.period), f.as_of, f.document] for id, f in said.items()}
        found[str(year)] = sha256(canonical(values).encode()).hexdigest()
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
