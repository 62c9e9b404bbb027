"""The file that a platform takes: CSV, the same to the byte for the same rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from collections.abc import Mapping as Mapped

from fadu.core.sending.mappings import Mapping


def csv_text(table: Mapping, rows: Iterable[Mapped[str, str]]) -> bytes:
    """UTF-8 with a mark, so that WPS shows it; names in the first line, codes in the second, then a record a line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerow([field.code for field in table.fields])
    writer.writerows([row.get(field.code, "") for field in table.fields] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()
