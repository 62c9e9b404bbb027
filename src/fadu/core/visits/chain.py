"""The chain of a visit: each entry is hashed with the digest of the one before it, the first with that of the opening.

The same bytes are made in the browser (`static/inspections/visit-chain.js`): canonical JSON with sorted keys, NFC, whole numbers only.
The head proves the whole row; it stands as a code on the printed record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from fadu.core.ledger.canonical import canonical

FORMAT = "fadu-visit/1"
# What an entry is; the digest covers all of it.
COVERED = ("by", "device", "kind", "previous", "said", "seq", "visit")


def start(opened: Mapping[str, Any]) -> str:
    """The digest that the first entry names: of what the opening of the visit says."""
    return _digest({"format": FORMAT, "opened": opened})


def follow(entry: Mapping[str, Any]) -> str:
    """The digest of an entry (its keys `COVERED`). Raises TypeError for a value without canonical form, KeyError for a missing key."""
    return _digest({name: entry[name] for name in COVERED})


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()
