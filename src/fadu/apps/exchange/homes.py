"""Which table keeps the rows of which sheet, in the order in which they must be written (references point up)."""

from __future__ import annotations

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
from fadu.apps.registers.tables import TABLES as REGISTERS
from fadu.apps.telemetry.tables import TABLES as TELEMETRY
from fadu.core.workbook.sheets import WRITTEN_ORDER

HOMES: dict[str, Table] = {
    table.sheet.name: table
    for table in (
        *OFFICERS, *FACILITIES, *TELEMETRY, *RECORD, *INSPECTIONS, *COMPLAINTS, *CASES, *DAMAGES, *APPROVALS,
        *LEARNING, *REGISTERS, *AMBIENT,
    )
}
if set(HOMES) != set(WRITTEN_ORDER):
    raise RuntimeError(f"sheets without a table, or the reverse: {set(HOMES) ^ set(WRITTEN_ORDER)}")
