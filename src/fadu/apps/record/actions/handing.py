"""Hand the sealed record out: a read that matters, so it is sealed with the digest of what left."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from fadu.apps.record.actions.sealing import enter
from fadu.apps.record.actions.signing import sign_checkpoint
from fadu.apps.record.writing import Openings, write_ledger
from fadu.core.ledger.envelope import Unmasking
from fadu.events.ledger import RecordExported


def export_ledger(
    target: IO[bytes], *, actor: str, at: datetime, openings: Openings | None = None, purpose: str = "", second: str = "",
) -> int:
    """Sign a checkpoint over all there is and write the ledger to a binary stream; returns the number of entries.

    With `openings` the file holds personal values: that takes a purpose and a second person, as each unmasking does. Raises Refusal
    without them (个人信息保护法 6, 51), and where no checkpoint can be signed.
    """
    if openings:
        Unmasking("档案", "全部", actor, second, purpose).check()
    sign_checkpoint(actor=actor, at=at)
    entries, digest = write_ledger(target, openings)
    event = RecordExported(subject=digest, entries=entries, openings=openings is not None, purpose=purpose, second=second)
    enter(event, actor=actor, at=at)
    return entries
