"""Hand the sealed record out: a read that matters, so it is sealed with the digest of what left."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from fadu.apps.record.actions.sealing import enter
from fadu.apps.record.actions.signing import sign_checkpoint
from fadu.apps.record.writing import Openings, write_ledger
from fadu.events.ledger import RecordExported


def export_ledger(target: IO[bytes], *, actor: str, at: datetime, openings: Openings | None = None) -> int:
    """Sign a checkpoint over all there is and write the ledger to a binary stream; returns the number of entries.

    With `openings` the file holds personal values. Raises Refusal where no checkpoint can be signed.
    """
    sign_checkpoint(actor=actor, at=at)
    entries, digest = write_ledger(target, openings)
    enter(RecordExported(subject=digest, entries=entries, openings=openings is not None), actor=actor, at=at)
    return entries
