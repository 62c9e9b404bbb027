"""How the sheet of inspections lies in a table."""

from fadu.apps.inspections.models import Inspection
from fadu.apps.record.tables import Table
from fadu.core.workbook.sheets.enforcement import INSPECTIONS

TABLES = (Table(INSPECTIONS, Inspection),)
