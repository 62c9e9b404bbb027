"""Hand the whole ledger out as a workbook: a read that matters, so it is sealed with the digest of what left."""

from __future__ import annotations

import tempfile
from datetime import datetime
from hashlib import file_digest
from typing import IO

from django.db import transaction

from fadu.apps.exchange.writing import write_workbook
from fadu.apps.record.actions import enter
from fadu.events.accounts import LedgerExported


def export_workbook(*, actor: str, at: datetime) -> IO[bytes]:
    """The workbook as an open file at its beginning; the caller closes it."""
    stream = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115
    with transaction.atomic():
        written = write_workbook(stream)
        stream.seek(0)
        enter(LedgerExported(subject=file_digest(stream, "sha256").hexdigest(), rows=sum(written.values())), actor=actor, at=at)
    stream.seek(0)
    return stream
