"""Hand a list of matters out as a workbook: it leaves the house, so that is sealed with the digest of what left."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import file_digest
from typing import IO, Any

import xlsxwriter
from django.db import transaction

from fadu.apps.record.actions import enter
from fadu.core.refusal import Refusal
from fadu.events.cases import MatterListExported

MOST = 50_000


def export_list(*, headers: Sequence[str], rows: Iterable[Sequence[Any]], wanted: str, actor: str, at: datetime) -> IO[bytes]:
    """The rows as an open workbook at its beginning; the caller closes it. `wanted`: the criteria, in words. Raises Refusal for too many."""
    stream = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115
    with transaction.atomic():
        written = _write(stream, headers, rows)
        stream.seek(0)
        event = MatterListExported(subject=file_digest(stream, "sha256").hexdigest(), rows=written, wanted=wanted)
        enter(event, actor=actor, at=at)
    stream.seek(0)
    return stream


def _write(stream: IO[bytes], headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    options = {"constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    head, day = book.add_format({"bold": True, "bg_color": "#EAF1FB", "border": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("案件")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headers) - 1, 16)
    sheet.write_row(0, 0, headers, head)
    line = 0
    for line, row in enumerate(rows, start=1):
        if line > MOST:
            raise Refusal(f"符合条件的超过 {MOST} 件", "加上条件，分几次导出")
        for place, value in enumerate(row):
            sheet.write(line, place, value, day if isinstance(value, date) else None)
    book.close()
    return line
