"""How the sheet of complaints lies in a table."""

from fadu.apps.complaints.models import Complaint
from fadu.apps.record.tables import Table
from fadu.core.workbook.sheets.enforcement import COMPLAINTS

TABLES = (Table(COMPLAINTS, Complaint),)
