"""Where reports went and when: the rows of the register 年度报告报送, so that a mistake is mended, and a receipt attached, as on any row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from fadu.apps.record import registry
from fadu.apps.record.tables import Table
from fadu.core.registers.declared.report_sent import PUBLIC, REGISTER

SHEET = REGISTER.sheet.name
__all__ = ["PUBLIC", "SHEET", "Sending", "first_days", "sent_of", "sheet"]


@dataclass(frozen=True)
class Sending:
    """That the report on a year went to somebody (`recipient` as the law names them) or was made public, and what proves it."""

    uid: str
    number: str
    year: int
    recipient: str
    on: date
    place: str
    way: str
    receipt: str
    report: str


def sheet() -> Table:
    """The table of the register."""
    found = registry.table(SHEET)
    assert found is not None, SHEET
    return found


def sent_of(year: int | None = None) -> list[Sending]:
    """What was recorded about the report on a year, or on all years, earliest first; one query."""
    return sorted((one for one in _all() if year is None or one.year == year), key=lambda one: (one.on, one.number))


def first_days(sendings: Iterable[Sending]) -> dict[str, date]:
    """When each recipient first had the report."""
    days: dict[str, date] = {}
    for one in sendings:
        days[one.recipient] = min(one.on, days.get(one.recipient, one.on))
    return days


def _all() -> Iterator[Sending]:
    table = sheet()
    for row in table.read(table.rows().filter(withdrawn=False)):
        said = row.snapshot
        yield Sending(
            str(row.uid), said["number"], said["year"], said["recipient"], said["sent_on"], said["place"] or "", said["way"] or "",
            said["receipt"] or "", said["report"] or "",
        )
