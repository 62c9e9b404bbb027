"""Which table keeps the rows of which sheet, in the order in which they must be written (references point up)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fadu.apps.ambient.tables import TABLES as AMBIENT
from fadu.apps.approvals.tables import TABLES as APPROVALS
from fadu.apps.cases.tables import TABLES as CASES
from fadu.apps.complaints.tables import TABLES as COMPLAINTS
from fadu.apps.damages.tables import TABLES as DAMAGES
from fadu.apps.facilities.tables import TABLES as FACILITIES
from fadu.apps.inspections.tables import TABLES as INSPECTIONS
from fadu.apps.learning.tables import TABLES as LEARNING
from fadu.apps.officers.tables import TABLES as OFFICERS
from fadu.apps.record.tables import TABLES as RECORD
from fadu.apps.record.tables import Table
from fadu.apps.registers.queries import own_table, own_tables
from fadu.apps.registers.tables import DECLARED_TABLES
from fadu.apps.registers.tables import TABLES as REGISTERS
from fadu.apps.telemetry.tables import TABLES as TELEMETRY
from fadu.core.workbook.sheets import WRITTEN_ORDER


class Tables(Mapping[str, Table]):
    """Tables by sheet name: the sheets of the workbook and the declared registers, then the registers that the bureau declared itself.

    The last are looked up whenever they are asked for, since a page may declare one at any time.
    """

    def __init__(self, fixed: Iterable[Table]) -> None:
        self._fixed = {table.sheet.name: table for table in fixed}

    def __getitem__(self, name: str) -> Table:
        table = self._fixed.get(name) or own_table(name)
        if table is None:
            raise KeyError(name)
        return table

    def __iter__(self) -> Iterator[str]:
        yield from self._fixed
        yield from (table.sheet.name for table in own_tables())

    def __reversed__(self) -> Iterator[str]:
        return reversed(list(self))

    def __len__(self) -> int:
        return len(list(iter(self)))


_WORKBOOK = {
    table.sheet.name: table
    for table in (
        *OFFICERS, *FACILITIES, *TELEMETRY, *RECORD, *INSPECTIONS, *COMPLAINTS, *CASES, *DAMAGES, *APPROVALS,
        *LEARNING, *REGISTERS, *AMBIENT,
    )
}
if set(_WORKBOOK) != set(WRITTEN_ORDER):
    raise RuntimeError(f"sheets without a table, or the reverse: {set(_WORKBOOK) ^ set(WRITTEN_ORDER)}")

HOMES = Tables((*_WORKBOOK.values(), *DECLARED_TABLES))
# The same in the order in which people read them.
SHELVES = Tables((*(_WORKBOOK[name] for name in WRITTEN_ORDER), *DECLARED_TABLES))
