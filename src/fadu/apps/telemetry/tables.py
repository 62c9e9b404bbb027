"""How the sheet of monitored factors lies in a table."""

from fadu.apps.record.tables import Table
from fadu.apps.telemetry.models import Monitor
from fadu.core.workbook.sheets.bureau import MONITORS

TABLES = (Table(MONITORS, Monitor),)
